#include "content/model/instant.h"

#include <chrono>
#include <cstdio>

namespace koujing {
namespace {

// Days since 1970-01-01 of a proleptic Gregorian date, by the calendar of <chrono>.
std::chrono::sys_days days_of(std::chrono::year_month_day date) { return std::chrono::sys_days{date}; }

Error bad_time(std::string_view text) {
  return {ErrorKind::kInvalid,
          "bad_time",
          {"时间“" + std::string(text.substr(0, 64)) +
               "”无法识别，请写成 2026-11-22T14:03:00+08:00 或 2026-11-22",
           "the time '" + std::string(text.substr(0, 64)) +
               "' cannot be read; write it as 2026-11-22T14:03:00+08:00 or 2026-11-22"}};
}

// Four digits hold the years to 9999; nothing that a call centre answers is older than 1900.
constexpr std::int64_t kFirst = -2'208'988'800;  // 1900-01-01T00:00:00Z in seconds
constexpr std::int64_t kEnd = 253'402'300'800;   // 10000-01-01T00:00:00Z

bool in_range(std::int64_t seconds) { return seconds >= kFirst && seconds < kEnd; }

Error out_of_range(std::string_view text) {
  return {ErrorKind::kInvalid,
          "time_out_of_range",
          {"时间“" + std::string(text.substr(0, 64)) + "”超出范围，按世界时应当在 1900 年到 9999 年之间",
           "the time '" + std::string(text.substr(0, 64)) +
               "' is out of range; it must lie in the years 1900 to 9999 of UTC"}};
}

// Reads exactly `digits` digits at the front of `text`.
bool take_digits(std::string_view& text, int digits, int& value) {
  if (text.size() < static_cast<std::size_t>(digits)) return false;
  value = 0;
  for (int i = 0; i < digits; ++i) {
    const char c = text[static_cast<std::size_t>(i)];
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(static_cast<std::size_t>(digits));
  return true;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool take_fraction(std::string_view& text, std::int64_t& us) {
  us = 0;
  if (!take(text, '.')) return true;
  int digits = 0;
  std::int64_t scale = 100'000;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    us += (text.front() - '0') * scale;  // digits beyond the sixth meet scale 0
    scale /= 10;
    text.remove_prefix(1);
    ++digits;
  }
  return digits >= 1 && digits <= 9;
}

bool take_offset(std::string_view& text, int& minutes) {
  if (take(text, 'Z') || take(text, 'z')) {
    minutes = 0;
    return true;
  }
  const bool minus = !text.empty() && text.front() == '-';
  if (!take(text, '+') && !take(text, '-')) return false;
  int hours = 0, mins = 0;
  if (!take_digits(text, 2, hours) || !take(text, ':') || !take_digits(text, 2, mins)) return false;
  if (hours > 14 || mins > 59) return false;
  minutes = (hours * 60 + mins) * (minus ? -1 : 1);
  return true;
}

}  // namespace

Result<Instant> parse_instant(std::string_view whole) {
  std::string_view text = whole;
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = kDefaultOffsetMinutes;
  std::int64_t fraction = 0;
  if (!take_digits(text, 4, year) || !take(text, '-') || !take_digits(text, 2, month) || !take(text, '-') ||
      !take_digits(text, 2, day))
    return bad_time(whole);
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return bad_time(whole);
  if (!text.empty()) {
    if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return bad_time(whole);
    if (!take_digits(text, 2, hour) || !take(text, ':') || !take_digits(text, 2, minute) ||
        !take(text, ':') || !take_digits(text, 2, second) || !take_fraction(text, fraction) ||
        !take_offset(text, offset) || !text.empty())
      return bad_time(whole);
    if (hour > 23 || minute > 59 || second > 59) return bad_time(whole);
  }
  const std::int64_t days = days_of(date).time_since_epoch().count();
  const std::int64_t seconds =
      days * 86'400 + hour * 3'600LL + minute * 60LL + second - static_cast<std::int64_t>(offset) * 60;
  if (!in_range(seconds)) return out_of_range(whole);
  return Instant{seconds * 1'000'000 + fraction};
}

std::string format_instant(Instant at, int offset_minutes) {
  const std::int64_t local = at.us + static_cast<std::int64_t>(offset_minutes) * 60'000'000;
  const auto floored = [](std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); };
  const std::int64_t seconds = floored(local, 1'000'000);
  if (!in_range(seconds) && offset_minutes != 0) return format_instant(at, 0);
  const std::int64_t fraction = local - seconds * 1'000'000;
  const std::int64_t days = floored(seconds, 86'400);
  const std::int64_t in_day = seconds - days * 86'400;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(in_day / 3600), static_cast<int>(in_day / 60 % 60),
                static_cast<int>(in_day % 60));
  std::string result = text;
  if (fraction != 0) {
    std::snprintf(text, sizeof text, ".%06d", static_cast<int>(fraction));
    result += text;
  }
  const int abs = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  std::snprintf(text, sizeof text, "%c%02d:%02d", offset_minutes < 0 ? '-' : '+', abs / 60, abs % 60);
  return result + text;
}

Instant SystemClock::now() const {
  return {std::chrono::duration_cast<std::chrono::microseconds>(
              std::chrono::system_clock::now().time_since_epoch())
              .count()};
}

}  // namespace koujing
