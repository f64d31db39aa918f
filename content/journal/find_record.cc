#include "content/journal/find_record.h"

#include <algorithm>

namespace koujing {

Result<std::int64_t> last_record_before(const RecordTable& record, Instant at) {
  KJ_TRY(const std::uint64_t size, record.tree_size());
  std::int64_t before = 0, beyond = static_cast<std::int64_t>(size) + 1;
  while (beyond - before > 1) {
    const std::int64_t middle = before + (beyond - before) / 2;
    KJ_TRY(const auto one, record.journal_after(middle - 1, 1));
    (!one.empty() && one.front().at < at ? before : beyond) = middle;
  }
  return before;
}

Result<JournalFilter> within_period(const RecordTable& record, JournalFilter filter,
                                    std::optional<Instant> from, std::optional<Instant> to) {
  if (from) {
    KJ_TRY(const std::int64_t before, last_record_before(record, *from));
    filter.above = std::max(filter.above, before);
  }
  if (to) {
    KJ_TRY(const std::int64_t before, last_record_before(record, *to));
    filter.upto = std::min(filter.upto.value_or(before), before);
  }
  return filter;
}

}  // namespace koujing
