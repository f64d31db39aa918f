#include "editor_api/retention_keeper.h"

#include <utility>

#include "content/flow/retention.h"

namespace koujing::door {

RetentionKeeper::RetentionKeeper(Site& site, Report report)
    : site_(site), report_(std::move(report)), minutes_([this] { look(); }) {}

// So many batches a round that writers wait for none of them longer than a few milliseconds, and a backlog of
// a million searches is gone within two hours.
void RetentionKeeper::look() {
  constexpr int kBatches = 20;
  bool gone = false;
  for (int batch = 0; batch < kBatches; ++batch) {
    const auto forgotten = forget_what_is_due({*site_.store, site_.files}, site_.now());
    if (!forgotten) return report_(forgotten.error());
    if (*forgotten == 0) break;
    gone = true;
  }
  if (!gone && !site_.store->scrub_due()) return;
  if (const Status scrubbed = site_.store->scrub(); !scrubbed && scrubbed.error().code != "store_busy")
    report_(scrubbed.error());
}

}  // namespace koujing::door
