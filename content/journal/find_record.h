// Records by time. Their times never go back (store.h), so a moment is a place in the journal.
#pragma once

#include <cstdint>

#include "content/store/store.h"

namespace koujing {

// The number of the last record before `at`; 0 for none. Some 20 reads in a journal of a million.
Result<std::int64_t> last_record_before(const RecordTable& record, Instant at);

}  // namespace koujing
