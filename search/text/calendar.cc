#include "search/text/calendar.h"

#include <array>

#include "search/text/numerals.h"

namespace koujing::search {
namespace {

constexpr std::u32string_view kOpenBrackets = U"[(〔【〖{";  // as in tokenise.cc
constexpr std::u32string_view kCloseBrackets = U"])〕】〗}";

bool one_of(std::u32string_view list, char32_t character) {
  return character != 0 && list.find(character) != std::u32string_view::npos;
}

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

struct Year {
  std::size_t end = 0;
  unsigned value = 0;
  bool chinese = false;
};

// Four digits, 2026 or 二〇二六.
std::optional<Year> read_year(std::u32string_view text, std::size_t position) {
  Year year{position, 0, !is_ascii_digit(at(text, position))};
  const auto digit = [&](std::size_t i) -> std::optional<unsigned> {
    if (year.chinese) return chinese_digit(at(text, i));
    if (!is_ascii_digit(at(text, i))) return std::nullopt;
    return at(text, i) - '0';
  };
  for (; year.end < position + 4; ++year.end) {
    const auto next = digit(year.end);
    if (!next) return std::nullopt;
    year.value = year.value * 10 + *next;
  }
  if (digit(year.end) || year.value < 1900 || year.value > 2099) return std::nullopt;
  return year;
}

struct MonthAndDay {
  std::size_t end = 0;
  unsigned month = 0;
  unsigned day = 0;  // 0 when only the month is said
};

// 1月15日, 1月15号, 1月, 1月份.
std::optional<MonthAndDay> read_month_and_day(std::u32string_view text, std::size_t position) {
  const auto month = read_small_number(text, behind_space(text, position));
  if (!month || month->value < 1 || month->value > 12) return std::nullopt;
  const std::size_t mark = behind_space(text, month->end);
  if (at(text, mark) != U'月') return std::nullopt;
  const auto day = read_small_number(text, behind_space(text, mark + 1));
  if (day && day->value >= 1 && day->value <= 31)
    if (const std::size_t last = behind_space(text, day->end); one_of(U"日号", at(text, last)))
      return MonthAndDay{last + 1, month->value, day->value};
  return MonthAndDay{mark + (at(text, mark + 1) == U'份' ? 2 : 1), month->value, 0};
}

// -01-15, /1/15 or .1.15 behind a year, and -01 or /01.
std::optional<MonthAndDay> read_after_separator(std::u32string_view text, std::size_t separator) {
  const char32_t mark = at(text, separator);
  if (!one_of(U"-/.‐–", mark) || !is_ascii_digit(at(text, separator + 1))) return std::nullopt;
  const auto month = read_small_number(text, separator + 1);
  if (!month || month->value < 1 || month->value > 12) return std::nullopt;
  if (at(text, month->end) == mark && is_ascii_digit(at(text, month->end + 1))) {
    const auto day = read_small_number(text, month->end + 1);
    if (!day || day->value < 1 || day->value > 31) return std::nullopt;
    if (at(text, day->end) == mark && is_ascii_digit(at(text, day->end + 1))) return std::nullopt;
    return MonthAndDay{day->end, month->value, day->value};
  }
  // 2026.01 is a number, 2026-1 a range or a part's number.
  if (mark == '.' || month->end != separator + 3) return std::nullopt;
  return MonthAndDay{month->end, month->value, 0};
}

CalendarReading dated(unsigned year, const MonthAndDay& rest) {
  std::string spelling = std::to_string(year) + "-" + two_digits(rest.month);
  if (rest.day != 0) spelling += "-" + two_digits(rest.day);
  return {rest.end, spelling};
}

// Whether the hour at `position` is one after noon by the word before it.
bool after_noon(std::u32string_view text, std::size_t position, unsigned hour) {
  if (position > 0 && text[position - 1] == U'晚') return hour >= 5 && hour < 12;
  if (position < 2) return false;
  const std::u32string_view before = text.substr(position - 2, 2);
  if (before == U"下午" || before == U"傍晚" || before == U"午后") return hour < 12;
  if (before == U"晚上" || before == U"夜里" || before == U"夜间") return hour >= 5 && hour < 12;
  return before == U"中午" && hour < 3;
}

bool before_noon(std::u32string_view text, std::size_t position) {
  if (position < 2) return false;
  const std::u32string_view before = text.substr(position - 2, 2);
  constexpr std::array<std::u32string_view, 5> kWords = {U"上午", U"早上", U"凌晨", U"早晨", U"清晨"};
  for (const std::u32string_view word : kWords)
    if (before == word) return true;
  return false;
}

std::string spell_clock(unsigned hour, unsigned minute) {
  return std::to_string(hour) + ":" + two_digits(minute);
}

// :30 and :30:15 behind an hour.
std::optional<CalendarReading> read_digital(std::u32string_view text, const SmallNumber& hour,
                                            unsigned shift) {
  const auto two = [&](std::size_t i) -> std::optional<unsigned> {
    const auto number = read_small_number(text, i);
    if (!number || number->chinese || number->end != i + 2 || number->value > 59) return std::nullopt;
    return number->value;
  };
  const auto minute = two(hour.end + 1);
  if (!minute) return std::nullopt;
  CalendarReading found{hour.end + 3, spell_clock(hour.value + shift, *minute)};
  if (at(text, found.end) != ':') return found;
  const auto second = two(found.end + 1);
  if (!second) return std::nullopt;
  found.end += 3;
  found.spelling += ":" + two_digits(*second);
  return found;
}

struct Minutes {
  std::size_t end = 0;
  unsigned value = 0;
  bool said = false;  // 半, 整, 30 or the like is there
};

// What stands behind 点 or 时.
Minutes read_minutes(std::u32string_view text, std::size_t position) {
  const char32_t first = at(text, position);
  if (first == U'半') return {position + 1, 30, true};
  if (first == U'整' || first == U'钟') return {position + 1, 0, true};
  if ((first == U'一' || first == U'三') && at(text, position + 1) == U'刻')
    return {position + 2, first == U'一' ? 15U : 45U, true};
  const auto number = read_small_number(text, position);
  if (!number || number->value > 59) return {position, 0, false};
  const std::size_t length = number->end - position;
  if (at(text, number->end) == U'分' && at(text, number->end + 1) != U'钟')
    return {number->end + 1, number->value, true};
  // 8点30 is a time; 8点5 and 8点三 are not said; 10点20元 is an hour and a price.
  const bool followed = one_of(U"元块天个分折.%", at(text, number->end));
  if (length >= 2 && !followed) return {number->end, number->value, true};
  return {position, 0, false};
}

}  // namespace

std::optional<CalendarReading> read_date(std::u32string_view text, std::size_t position) {
  if (const auto year = read_year(text, position)) {
    const std::size_t mark = behind_space(text, year->end);
    if (at(text, mark) != U'年') {
      const auto rest = year->chinese ? std::nullopt : read_after_separator(text, year->end);
      if (rest) return dated(year->value, *rest);
      return std::nullopt;
    }
    if (const auto rest = read_month_and_day(text, mark + 1)) return dated(year->value, *rest);
    return CalendarReading{mark + 1, std::to_string(year->value) + "年"};
  }
  if (const auto short_year = read_small_number(text, position);
      short_year && short_year->end == position + 2 && at(text, short_year->end) == U'年' &&
      !short_year->chinese)
    if (const auto rest = read_month_and_day(text, short_year->end + 1))
      return dated(2000 + short_year->value, *rest);
  const auto rest = read_month_and_day(text, position);
  if (!rest) return std::nullopt;
  if (rest->day != 0)
    return CalendarReading{rest->end, two_digits(rest->month) + "-" + two_digits(rest->day)};
  return CalendarReading{rest->end, std::to_string(rest->month) + "月"};
}

std::optional<CalendarReading> read_clock(std::u32string_view text, std::size_t position) {
  const auto hour = read_small_number(text, position);
  if (!hour || hour->value > 24) return std::nullopt;
  const unsigned shift = after_noon(text, position, hour->value) ? 12 : 0;
  const char32_t mark = at(text, hour->end);
  if (mark == ':' && !hour->chinese && (position == 0 || text[position - 1] != ':'))
    return read_digital(text, *hour, shift);
  if (mark != U'点' && mark != U'时') return std::nullopt;
  const Minutes minutes = read_minutes(text, hour->end + 1);
  if (!minutes.said) {
    const char32_t next = at(text, hour->end + 1);
    if (mark == U'时' && (hour->chinese || one_of(U"间候段代效限期", next))) return std::nullopt;
    // 十二点五 is a number, 3点击 no time.
    if (mark == U'点' && (chinese_digit(next) || one_of(U"击赞评餐播名", next))) return std::nullopt;
    const bool placed = shift != 0 || before_noon(text, position) || after_noon(text, position, 1);
    if (hour->chinese && hour->value <= 3 && !placed) return std::nullopt;
  }
  return CalendarReading{minutes.end, spell_clock(hour->value + shift, minutes.value)};
}

std::optional<CalendarReading> read_document_number(std::u32string_view text, std::size_t position) {
  const auto year = read_year(text, position);
  if (!year) return std::nullopt;
  const char32_t mark = at(text, year->end);
  const bool bracketed =
      one_of(kCloseBrackets, mark) && position > 0 && one_of(kOpenBrackets, text[position - 1]);
  if (!bracketed && mark != U'年' && mark != '-') return std::nullopt;
  std::size_t digits = behind_space(text, year->end + 1);
  if (at(text, digits) == U'第') ++digits;
  unsigned number = 0;
  std::size_t end = digits;
  for (; is_ascii_digit(at(text, end)) && end - digits < 6; ++end) number = number * 10 + (text[end] - '0');
  if (end == digits) {  // 第十五号
    const auto small = read_small_number(text, digits);
    if (!small) return std::nullopt;
    end = small->end;
    number = small->value;
  }
  end = behind_space(text, end);
  if (at(text, end) != U'号') return std::nullopt;
  return CalendarReading{end + 1, std::to_string(year->value) + "-" + std::to_string(number) + "号"};
}

}  // namespace koujing::search
