// Text from the bytes of a fuzzer: half of the inputs are read as UTF-8 and normalised, the other half pick
// characters from an alphabet, so that the grammar behind it is reached within a few bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>

#include "search/text/normalise.h"

namespace koujing::search {

inline std::u32string fuzzed_text(const std::uint8_t* data, std::size_t size, std::u32string_view alphabet) {
  if (size == 0) return {};
  if (data[0] % 2 == 0)
    return normalise(std::string_view(reinterpret_cast<const char*>(data + 1), size - 1)).characters;
  std::u32string text;
  for (std::size_t i = 1; i < size; ++i) text.push_back(alphabet[data[i] % alphabet.size()]);
  return text;
}

// Stops the run, whatever the build's assertions are.
inline void require(bool holds) {
  if (!holds) std::abort();
}

// Processor time, so that a busy machine is no finding; what is made once (tables of ICU and OpenCC) does not
// count.
class TimeLimit {
 public:
  static constexpr double kSeconds = 0.05;
  TimeLimit() : begun_(std::clock()) {}
  ~TimeLimit() { require(static_cast<double>(std::clock() - begun_) / CLOCKS_PER_SEC < kSeconds); }
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;

 private:
  std::clock_t begun_;
};

}  // namespace koujing::search
