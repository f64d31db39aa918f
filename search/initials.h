// First letters of how a heading sounds: kdbx for 宽带报修. What is typed in a hurry, and found by three
// letters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koujing::search {

// For each character that is no separator: the letters that it may be typed as, small. A letter or digit is
// itself.
std::vector<std::string> initials_of(std::u32string_view normalised);

// Every three neighbouring letters of a heading, each once: what the index keeps. At most eight for one
// place.
std::vector<std::string> initial_trigrams(const std::vector<std::string>& initials);

struct InitialsMatch {
  std::size_t begin = 0;   // character that is no separator, counted from 0
  std::size_t length = 0;  // of the whole heading, counted likewise
};
// Where `letters` stand side by side among the initials of a heading; the first place.
std::optional<InitialsMatch> match_initials(std::string_view letters, std::u16string_view heading);

}  // namespace koujing::search
