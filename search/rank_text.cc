#include "search/rank_text.h"

#include "search/text/normalise.h"

namespace koujing::search {
namespace {

constexpr char32_t kPrivateArea = 0xE000;  // U+E000 to U+F8FF: nobody's characters
constexpr char32_t kPrivateSize = 0x1900;

}  // namespace

char16_t rank_character(char32_t normalised) {
  if (normalised <= 0xFFFF) return static_cast<char16_t>(normalised);
  return static_cast<char16_t>(kPrivateArea + normalised % kPrivateSize);
}

std::u16string rank_text(std::u32string_view normalised) {
  std::u16string text;
  text.reserve(normalised.size());
  for (const char32_t character : normalised) text.push_back(rank_character(character));
  return text;
}

std::u16string rank_text(std::string_view utf8) { return rank_text(normalise(utf8).characters); }

}  // namespace koujing::search
