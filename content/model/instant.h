// A moment on the time line, and the clock that tells it.
//
// Unit: microseconds since 1970-01-01T00:00:00Z, in 64 bits. Text form: RFC 3339 with an offset
// ("2026-11-22T14:03:00+08:00"); a fraction is written only when it is not zero.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace koujing {

struct Instant {
  std::int64_t us = 0;

  static constexpr Instant never() { return {std::numeric_limits<std::int64_t>::max()}; }
  static constexpr Instant always() { return {std::numeric_limits<std::int64_t>::min()}; }
  static constexpr Instant from_seconds(std::int64_t s) { return {s * 1'000'000}; }

  constexpr Instant plus_seconds(std::int64_t s) const { return {us + s * 1'000'000}; }
  constexpr auto operator<=>(const Instant&) const = default;
};

// Offset east of UTC in minutes used when a time is written. 480 (+08:00, China Standard Time) unless
// the setting `utc_offset_minutes` says otherwise.
inline constexpr int kDefaultOffsetMinutes = 480;

// "2026-11-22T14:03:00+08:00" or "...Z"; a fraction of up to 9 digits is cut to microseconds; a bare date
// "2026-11-22" means midnight in the default offset. Errors, both kInvalid: "time_out_of_range" for a moment
// that is not in the years 1900..9999 of UTC; "bad_time" for anything else, impossible dates (2026-02-30)
// included.
Result<Instant> parse_instant(std::string_view text);

// What parse_instant() took is written so that it takes it again: at the ends of its range, where the year of
// the offset would be another one, in UTC. `at` is neither never() nor always().
std::string format_instant(Instant at, int offset_minutes = kDefaultOffsetMinutes);

// Passed in wherever time is needed; tests use a FakeClock.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;  // safe from any thread
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

}  // namespace koujing
