#include "content/originals/cell_format.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace koujing {
namespace {

constexpr double kLastSerial = 2958465;  // 9999-12-31 in the count from 1900, where Excel ends

std::string print(const char* format, auto... values) {
  std::array<char, 400> buffer{};  // the longest double in %f has 309 digits before the point
  const int length = std::snprintf(buffer.data(), buffer.size(), format, values...);
  return std::string(buffer.data(), static_cast<std::size_t>(std::clamp(length, 0, 399)));
}

std::string format_day(std::int64_t serial, bool from_1904) {
  using std::chrono::days, std::chrono::sys_days, std::chrono::year_month_day;
  // Excel believes in 1900-02-29 (serial 60): days before it are one off.
  const std::int64_t shift = !from_1904 && serial < 60 ? 1 : 0;
  const sys_days zero =
      from_1904 ? sys_days{std::chrono::year{1904} / 1 / 1} : sys_days{std::chrono::year{1899} / 12 / 30};
  const year_month_day day{zero + days{serial + shift}};
  return print("%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
               static_cast<unsigned>(day.day()));
}

std::string format_moment(double value, const CellFormat& format, bool from_1904) {
  const auto seconds = static_cast<std::int64_t>(std::llround(value * 86400));
  const std::int64_t day = seconds / 86400;
  const std::int64_t second = seconds % 86400;
  const bool clock_only = !format.date;  // a duration may exceed a day
  const long long hour = second / 3600 + (clock_only ? day * 24 : 0);
  std::string clock =
      print("%02lld:%02d:%02d", hour, static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
  if (clock_only) return clock;
  const std::string date = format_day(day, from_1904);
  return second == 0 ? date : date + ' ' + clock;
}

}  // namespace

std::optional<CellFormat> builtin_format(int id) {
  const auto within = [id](int first, int last) { return id >= first && id <= last; };
  if (id == 1 || id == 3) return CellFormat{.decimals = 0};
  if (id == 2 || id == 4) return CellFormat{.decimals = 2};
  if (id == 9) return CellFormat{.percent = true, .decimals = 0};
  if (id == 10) return CellFormat{.percent = true, .decimals = 2};
  if (within(14, 17) || within(27, 31) || within(36, 36) || within(50, 54) || within(57, 58)) {
    return CellFormat{.date = true};
  }
  if (within(18, 21) || within(32, 35) || within(45, 47) || within(55, 56)) return CellFormat{.time = true};
  if (id == 22) return CellFormat{.date = true, .time = true};
  return std::nullopt;
}

CellFormat parse_format(std::string_view code) {
  CellFormat format;
  bool month_or_minute = false;
  bool digits = false;
  bool point = false;
  int decimals = 0;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == ';') break;
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '[') {  // [h] counts hours on; [Red], [$-804] and [>5] say nothing here
      const std::string_view inside = code.substr(at + 1, code.find(']', at) - at - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) format.time = true;
      at = std::min(code.find(']', at), code.size());
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      format.date = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      format.time = true;
    } else if (c == 'm' || c == 'M') {
      month_or_minute = true;
    } else if (c == '%') {
      format.percent = true;
    } else if (c == '.') {
      point = true;
    } else if (c == '0' || c == '#' || c == '?') {
      digits = true;
      if (point && c == '0') ++decimals;
    } else if (c == 'G' || c == 'E' || c == 'e' || c == '/' || c == '@') {
      if (code.substr(at).starts_with("General")) return {};
      if (!format.date && !format.time && !month_or_minute) return {.percent = format.percent};
    }
  }
  if (month_or_minute && !format.time) format.date = true;
  if (format.date || format.time) return {.date = format.date, .time = format.time};
  if (digits) format.decimals = std::min(decimals, 15);
  return format;
}

std::string format_cell_number(double value, const CellFormat& format, bool from_1904) {
  if (!std::isfinite(value)) return "";
  if ((format.date || format.time) && value >= 0 && value <= kLastSerial) {
    return format_moment(value, format, from_1904);
  }
  const std::string sign = format.percent ? "%" : "";
  if (format.percent) value *= 100;
  // 15 digits is all that Excel keeps; more would show 0.1 as 0.10000000000000001.
  if (format.decimals >= 0) return print("%.*f", format.decimals, value) + sign;
  return print("%.15g", value) + sign;
}

}  // namespace koujing
