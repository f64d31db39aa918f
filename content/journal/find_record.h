// Records by time. Their times never go back (store.h), so a moment is a place in the journal.
#pragma once

#include <cstdint>
#include <optional>

#include "content/store/store.h"

namespace koujing {

// The number of the last record before `at`; 0 for none. Some 20 reads in a journal of a million.
Result<std::int64_t> last_record_before(const RecordTable& record, Instant at);

// The filter, and of [from, to) alone; absent is without that end.
Result<JournalFilter> within_period(const RecordTable& record, JournalFilter filter,
                                    std::optional<Instant> from, std::optional<Instant> to);

}  // namespace koujing
