// The one place where text becomes comparable: index and query go through the same function.
//
// Unicode NFKC_Casefold (full width to half width, case folded, invisible characters dropped), then
// traditional Chinese to simplified with phrases. Each normalised character remembers the bytes of the
// original that it came from, so that a match can be marked in the text as it was written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koujing::search {

struct SourceBytes {
  std::uint32_t begin = 0;  // byte offsets into the original, half-open, on character borders
  std::uint32_t end = 0;
  bool operator==(const SourceBytes&) const = default;
};

struct NormalText {
  std::u32string characters;
  std::vector<SourceBytes> source;  // one for each character, never going back; several can share one range
};

// Total: bytes that are not UTF-8 become U+FFFD. Only the first 2^32-1 bytes are read. Safe from any thread.
NormalText normalise(std::string_view text);

// The same characters in UTF-8, for comparing whole strings.
std::string folded(std::string_view text);

}  // namespace koujing::search
