#include "search/text/shapes.h"

namespace koujing::search {

std::span<const char16_t> looks_like(char16_t character) {
  constexpr char16_t kFirst = 0x4E00, kLast = 0x9FFF;
  if (character < kFirst || character > kLast) return {};
  const std::uint32_t* start = shapes::kStarts + (character - kFirst);
  return {shapes::kOthers + start[0], shapes::kOthers + start[1]};
}

}  // namespace koujing::search
