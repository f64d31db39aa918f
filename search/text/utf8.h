// Characters in and out of UTF-8, one at a time. Total: any bytes at all can be read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace koujing::search {

inline constexpr char32_t kReplacement = 0xFFFD;  // what stands for bytes that are no character

// Reads the character at bytes[at], moves `at` past it and returns it. Bytes that are not valid UTF-8
// (overlong forms and surrogates included) give kReplacement, one for each maximal broken piece, as the
// Unicode Standard recommends. Requires at < bytes.size(); always moves by 1 to 4.
char32_t next_character(std::string_view bytes, std::size_t& at);

// Appends one character. A surrogate or a number over 0x10FFFF is written as kReplacement.
void append_character(std::string& utf8, char32_t character);

std::string to_utf8(std::u32string_view text);

// The first `characters` characters of `bytes`, cut on a border. Broken pieces count as one each.
std::string_view first_characters(std::string_view bytes, std::size_t characters);

}  // namespace koujing::search
