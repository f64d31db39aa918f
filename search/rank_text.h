// Text as the second stage reads it: normalised, two bytes a character, so that scanning is one table look-up
// a character.
#pragma once

#include <string>
#include <string_view>

namespace koujing::search {

// A normalised character in two bytes. Those beyond the Basic Multilingual Plane share 6,400 private places:
// two of them can look the same to ranking, which costs nothing that matters.
char16_t rank_character(char32_t normalised);

std::u16string rank_text(std::u32string_view normalised);
std::u16string rank_text(std::string_view utf8);  // normalises first

}  // namespace koujing::search
