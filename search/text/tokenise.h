// Normalised text cut into tokens: what is indexed and what is asked for are made here and nowhere else.
//
//  套餐5G 资费   ideographs singly and in pairs (套, 套餐, 餐, ...): any run of two or more finds its place
//  iPhone15     words whole and in their letter and digit parts (iphone15, iphone, 15), and in grams of
//               two characters (ip, ph, ... 15) and letters, from which any piece of a word can be found
//  5G套         a pair across the border of the two (g套), so that a mixed piece is found as well
//  400-800-1234, 1,000.5   numbers in one piece too (4008001234, 1000.5), however they are punctuated
//  〔2026〕15号   a document number in one spelling (2026-15号), whatever the brackets, or 2026年第15号
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koujing::search {

enum class TokenKind : std::uint8_t {
  kCharacter,       // one ideograph
  kPair,            // two neighbours of which at least one is an ideograph
  kWord,            // a run of letters and digits, or its letter or digit part of two or more
  kGram,            // two neighbours within a word
  kLetter,          // one letter or digit of a word
  kNumber,          // digits joined by punctuation
  kDocumentNumber,  // year and number of an official document
};

struct Token {
  TokenKind kind = TokenKind::kCharacter;
  std::uint32_t begin = 0;  // characters of the text that was cut, half-open
  std::uint32_t end = 0;
  bool operator==(const Token&) const = default;
};

// All tokens; those of one kind by begin, a whole word after its pieces. Total. Any thread.
std::vector<Token> tokenise(std::u32string_view text);

// How a token is spelled in the index: the characters themselves, for numbers in their one spelling. UTF-8.
std::string spelling(std::u32string_view text, const Token& token);

}  // namespace koujing::search
