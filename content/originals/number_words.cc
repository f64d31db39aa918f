#include "content/originals/number_words.h"

#include <array>
#include <utility>

#include "content/markdown/code_points.h"

namespace koujing {
namespace {

// 1..9999: 十, 十二, 二十, 一百零五, 一千二百, 三千零八.
std::string chinese_number(int number) {
  static constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四",
                                                               "五", "六", "七", "八", "九"};
  static constexpr std::array<std::pair<int, std::string_view>, 4> kUnits = {
      {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}};
  std::string out;
  bool gap = false;
  for (const auto& [unit, word] : kUnits) {
    const int digit = number / unit % 10;
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += kDigits[0];
    gap = false;
    const bool leading_ten = unit == 10 && digit == 1 && out.empty();
    if (!leading_ten) out += kDigits[static_cast<std::size_t>(digit)];
    out += word;
  }
  return out;
}

std::string roman_number(int number, bool lower) {
  static constexpr std::array<std::pair<int, std::string_view>, 13> kSteps = {{{1000, "m"},
                                                                               {900, "cm"},
                                                                               {500, "d"},
                                                                               {400, "cd"},
                                                                               {100, "c"},
                                                                               {90, "xc"},
                                                                               {50, "l"},
                                                                               {40, "xl"},
                                                                               {10, "x"},
                                                                               {9, "ix"},
                                                                               {5, "v"},
                                                                               {4, "iv"},
                                                                               {1, "i"}}};
  std::string out;
  for (const auto& [value, letters] : kSteps) {
    for (; number >= value; number -= value) out += letters;
  }
  if (!lower) {
    for (char& c : out) c = static_cast<char>(c - 32);
  }
  return out;
}

// a..z, then aa, bb ... as Word counts.
std::string letter_number(int number, char first) {
  const auto repeat = static_cast<std::size_t>(number - 1) / 26 + 1;
  return std::string(repeat, static_cast<char>(first + (number - 1) % 26));
}

}  // namespace

std::string format_list_number(int number, std::string_view format) {
  if (format == "none") return "";
  const bool chinese = format.starts_with("chineseCounting") || format.starts_with("japaneseCounting") ||
                       format.starts_with("taiwaneseCounting") || format == "ideographDigital";
  if (chinese && number >= 1 && number <= 9999) return chinese_number(number);
  if (number >= 1 && number <= 260) {
    if (format == "lowerLetter") return letter_number(number, 'a');
    if (format == "upperLetter") return letter_number(number, 'A');
  }
  if (number >= 1 && number <= 3999) {
    if (format == "lowerRoman") return roman_number(number, true);
    if (format == "upperRoman") return roman_number(number, false);
  }
  if (format.starts_with("decimalEnclosedCircle") && number >= 1 && number <= 20) {
    std::string out;
    append_code_point(out, static_cast<char32_t>(0x2460 + number - 1));
    return out;
  }
  if (format == "decimalZero" && number >= 0 && number < 10) return "0" + std::to_string(number);
  return std::to_string(number);
}

}  // namespace koujing
