#include "content/model/differing_pieces.h"

#include <utf8.h>

#include <algorithm>
#include <iterator>

namespace koujing {
namespace {

constexpr std::size_t kShortest = 2, kLongest = 6;  // of a piece: Chinese words are mostly of 2 to 4
constexpr std::size_t kLeastAround = 2;
constexpr std::size_t kLongestQuestion = 500;  // bytes; longer texts are no questions

bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
bool is_in_word(char32_t c) { return is_latin(c) || is_digit(c); }

bool is_ideograph(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

bool is_mark(char32_t c) {
  constexpr std::u32string_view kMarks = U" \t\r\n\u3000?!.,;？！。，；";
  return kMarks.find(c) != std::u32string_view::npos;
}

std::optional<std::u32string> characters(std::string_view text) {
  if (text.size() > kLongestQuestion || !utf8::is_valid(text.begin(), text.end())) return std::nullopt;
  std::u32string all;
  utf8::utf8to32(text.begin(), text.end(), std::back_inserter(all));
  while (!all.empty() && is_mark(all.back())) all.pop_back();
  const auto begin = std::find_if_not(all.begin(), all.end(), is_mark);
  return std::u32string(begin, all.end());
}

bool is_numeral(char32_t c) {
  constexpr std::u32string_view kNumerals = U"〇零一二两三四五六七八九十百千万亿";
  return kNumerals.find(c) != std::u32string_view::npos;
}

bool is_a_piece(std::u32string_view piece) {
  return piece.size() >= kShortest && piece.size() <= kLongest &&
         std::all_of(piece.begin(), piece.end(), [](char32_t c) { return is_latin(c) || is_ideograph(c); }) &&
         !std::all_of(piece.begin(), piece.end(), is_numeral);
}

std::string text_of(std::u32string_view piece) {
  std::string text;
  utf8::utf32to8(piece.begin(), piece.end(), std::back_inserter(text));
  return text;
}

}  // namespace

std::optional<DifferingPieces> differing_pieces(std::string_view first, std::string_view second) {
  const auto a = characters(first), b = characters(second);
  if (!a || !b) return std::nullopt;
  const std::size_t shorter = std::min(a->size(), b->size());
  std::size_t before = 0, after = 0;
  while (before < shorter && (*a)[before] == (*b)[before]) ++before;
  while (after < shorter - before && (*a)[a->size() - 1 - after] == (*b)[b->size() - 1 - after]) ++after;
  // 'wifi' against 'wife' differ as words, not in their last letters.
  const auto cuts_begin = [&](const std::u32string& text) {
    return before > 0 && before < text.size() && is_in_word(text[before - 1]) && is_in_word(text[before]);
  };
  while (cuts_begin(*a) || cuts_begin(*b)) --before;
  const auto cuts_end = [&](const std::u32string& text) {
    return after > 0 && after < text.size() && is_in_word(text[text.size() - after]) &&
           is_in_word(text[text.size() - after - 1]);
  };
  while (cuts_end(*a) || cuts_end(*b)) --after;
  if (before + after < kLeastAround) return std::nullopt;
  const std::u32string_view left = std::u32string_view(*a).substr(before, a->size() - before - after);
  const std::u32string_view right = std::u32string_view(*b).substr(before, b->size() - before - after);
  if (!is_a_piece(left) || !is_a_piece(right)) return std::nullopt;
  if (left.find(right) != left.npos || right.find(left) != right.npos) return std::nullopt;
  return DifferingPieces{text_of(left), text_of(right)};
}

}  // namespace koujing
