// The dictionaries that search reads from the machine it runs on.
#pragma once

#include <string>
#include <vector>

namespace koujing::search {

struct MissingData {
  std::string what;     // "words of Chinese (without them, questions come apart into characters)"
  std::string package;  // of Debian
};

// What is not installed; search works without it, and worse. Reads them at the first call: 0.1 s.
std::vector<MissingData> missing_language_data();

}  // namespace koujing::search
