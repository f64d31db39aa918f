// When an answer may be given: a half-open interval of validity time.
//
// Invariant 6 (in force means in force): [from, to) holds at `from` and no longer at `to`, to the
// microsecond. Guarded by tests/unit/content/validity_test.cc.
#pragma once

#include <optional>

#include "content/model/instant.h"

namespace koujing {

struct Validity {
  Instant from = Instant::always();
  std::optional<Instant> to;  // absent: until something ends it

  bool covers(Instant at) const { return from <= at && (!to || at < *to); }
  Instant end() const { return to.value_or(Instant::never()); }
  bool empty() const { return end() <= from; }
  bool operator==(const Validity&) const = default;
};

}  // namespace koujing
