// Verification of an entry: who looks after it, when somebody last said that it is right, and by when
// somebody has to say so again.
#pragma once

#include <optional>

#include "content/model/ids.h"
#include "content/model/instant.h"

namespace koujing {

struct EntryCare {
  EntryId entry;
  std::int64_t version = 0;  // counted from 1; 0: never looked after
  std::optional<PersonId> owner;
  std::optional<Instant> next_check;  // absent: no check is due, ever
  std::optional<Instant> verified_at;
  std::optional<PersonId> verified_by;

  bool overdue(Instant now) const { return next_check && *next_check <= now; }
};

// The policy of a site.
struct CareRules {
  std::int64_t interval_days = 180;  // from a confirmed publication or a check to the next one; 0: no checks
  std::int64_t withdraw_after_days = 0;  // an entry overdue for longer is withdrawn; 0: never
  bool operator==(const CareRules&) const = default;
};

}  // namespace koujing
