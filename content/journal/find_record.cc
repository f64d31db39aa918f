#include "content/journal/find_record.h"

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

}  // namespace koujing
