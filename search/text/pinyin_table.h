// The tables behind pinyin.h, written into the build tree by make_pinyin.py (generated/pinyin_table.cc).
//
// Source: pinyin_simp.dict.yaml of the package rime-data-pinyin-simp (Apache-2.0; the dictionary of the
// Android Pinyin input method): characters and words of simplified Chinese with readings and frequencies. For
// search/text/ alone.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace koujing::search::pinyin_table {

inline constexpr char32_t kFirst = 0x4E00;  // the unified ideographs of the basic plane
inline constexpr char32_t kLast = 0x9FFF;

// A word of two to four characters of which at least one has several readings. Short ones end with zeros.
struct Phrase {
  char16_t characters[4];
  std::uint16_t readings[4];
};

struct Table {
  std::span<const std::string_view> names;  // of the syllables, in the order of the alphabet
  std::span<const std::uint16_t> costs;     // one a syllable: -ln of its probability, in 1/256
  std::span<const std::uint16_t> offsets;   // readings of kFirst + i: readings[offsets[i] .. offsets[i + 1])
  std::span<const std::uint16_t> readings;  // commonest first
  std::span<const Phrase> phrases;  // by characters; one with two readings stands twice, likelier first
};

// Constant data, there before any code runs.
extern const Table kTable;

}  // namespace koujing::search::pinyin_table
