// Which characters look alike: 己 and 已, 缴 and 激. Made from the strokes of each by make_shapes.py.
#pragma once

#include <cstdint>
#include <span>

namespace koujing::search {

// Ideographs in use that look like this one, the likest first, at most 32; none for anything else. Any
// thread; lives as long as the program.
std::span<const char16_t> looks_like(char16_t character);

// The generated table: kOthers from kStarts[c - U+4E00] up to the next start.
namespace shapes {
extern const std::uint32_t kStarts[];
extern const char16_t kOthers[];
}  // namespace shapes

}  // namespace koujing::search
