// Numbers in text, however they are written: 1,000, 1000, 1千, 一千, 一百二十, 两百五, 十二点五, 二〇二六,
// 3万5.
//
// All positions are of characters of normalised text. Every function is total; a position at or behind the
// end reads as the character 0.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "search/text/decimal.h"

namespace koujing::search {

struct Numeral {
  std::size_t end = 0;
  Decimal value;
  bool chinese = false;  // written with Chinese digits (3万5 is not, 三万五 is)
  bool plain = false;    // digits alone, without grouping, point or 十百千万亿
  bool certain = true;   // false for one Chinese digit or 十 alone, which is a number only before a unit
};

char32_t at(std::u32string_view text, std::size_t position);

// The position itself, or the next one when a space is there: some typists set 2026 年 1 月.
std::size_t behind_space(std::u32string_view text, std::size_t position);

bool is_ascii_digit(char32_t character);

// 0 to 9 for 〇零一二两三…九 and for 壹贰叁…玖; nothing for all else.
std::optional<unsigned> chinese_digit(char32_t character);

// Whether Chinese numbers are made of it: a digit or 十百千万亿.
bool is_chinese_numeral(char32_t character);

// The number that begins at `position`. Nothing when none does, when it is of more than 18 digits, and when
// it is approximate or a saying: 三四天, 十五六个, 百姓, 千万, 万一 (only 十 may stand without a digit before
// it). Also nothing for 1.2.3, which is a version or an address.
std::optional<Numeral> read_numeral(std::u32string_view text, std::size_t position);

// Where the run of what numbers are made of ends that holds `position`: what to skip when there is no number.
std::size_t end_of_numeral_run(std::u32string_view text, std::size_t position);

// 0 to 99 as in days and hours: one or two digits, or 零 八 十 十五 二十 二十五. Nothing when more digits
// follow.
struct SmallNumber {
  std::size_t end = 0;
  unsigned value = 0;
  bool chinese = false;
};
std::optional<SmallNumber> read_small_number(std::u32string_view text, std::size_t position);

}  // namespace koujing::search
