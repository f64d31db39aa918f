// UTF-8 read and written one code point at a time, and the few character classes that Markdown needs.
// No tables of Unicode properties: where a class is approximate, its comment says which way it errs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace koujing {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// The code point that starts at `at`; moves `at` past it. A byte that is not UTF-8 (overlong, surrogate, cut
// off) counts as one U+FFFD. Needs at < text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);

// The code point that ends at `at`, or 0 at the start of the text.
char32_t code_point_before(std::string_view text, std::size_t at);

void append_code_point(std::string& out, char32_t c);

bool is_valid_utf8(std::string_view text);

// Chinese, Japanese and Korean letters, full-width forms and their punctuation.
bool is_cjk(char32_t c);

// A letter or digit, of ASCII or CJK; false for punctuation of either, and for everything else.
bool is_letter(char32_t c);

// Blank or the end of a line, the ideographic space U+3000 included; 0 (start of a text) counts as blank.
bool is_blank(char32_t c);

inline bool is_ascii_punctuation(char32_t c) {
  return (c >= 0x21 && c <= 0x2F) || (c >= 0x3A && c <= 0x40) || (c >= 0x5B && c <= 0x60) ||
         (c >= 0x7B && c <= 0x7E);
}

// Without blanks (is_blank) at both ends.
std::string_view trim_blank(std::string_view text);

}  // namespace koujing
