// Dates, times of the day and document numbers, which begin with a year. For quantities.h alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace koujing::search {

struct CalendarReading {
  std::size_t end = 0;
  std::string spelling;
};

// At the first digit of a year or month: 2026年1月15日, 2026-01-15, 2026/1/15, 2026.01.15, 26年1月,
// 2026年1月, 1月15日, 3月, 2026年. Years are 1900 to 2099. Not 3个月, and not 15日 alone.
std::optional<CalendarReading> read_date(std::u32string_view text, std::size_t position);

// At the first digit of an hour: 8:30, 8:30:15, 8点, 8点半, 8点一刻, 8点30分, 20时15分. 下午 and the like
// before it move it into the afternoon. 一点, 两点 and 三点 alone are more often points than hours, and give
// nothing.
std::optional<CalendarReading> read_clock(std::u32string_view text, std::size_t position);

// At the first digit of the year: 2026〕15号 after an opening bracket, 2026年15号, 2026年第015号, 2026-15号.
std::optional<CalendarReading> read_document_number(std::u32string_view text, std::size_t position);

}  // namespace koujing::search
