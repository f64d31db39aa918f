// How the journal, or what a filter leaves of it, is spread over time: the timeline of an entry, a notice, a
// person, a department, a call or the whole library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/store/store.h"

namespace koujing {

// A picture of more cannot be read, and each costs some 20 reads of the journal.
inline constexpr std::size_t kMostStretches = 48;

struct Stretch {  // [from, to)
  Instant from, to;
  std::map<std::string, std::int64_t> verbs;  // records by verb, none of them 0
};

struct Histogram {
  std::string step;                // ISO 8601 duration, "PT1M" to "P1Y"; "" when nothing was found
  std::vector<Stretch> stretches;  // without gaps, from the first record found to the last
};

// With the shortest step that makes no more than kMostStretches (a year when none does). Stretches begin at
// whole steps of local time (weeks on Mondays), but none reaches out of [from, to).
Result<Histogram> journal_histogram(const RecordTable& record, const JournalFilter& filter,
                                    std::optional<Instant> from, std::optional<Instant> to,
                                    int utc_offset_minutes);

}  // namespace koujing
