#include "editor_api/minute_rounds.h"

#include <utility>

#include "content/flow/care.h"
#include "content/flow/questions.h"
#include "content/flow/retention.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

// `act` gives how much it changed, of which the index is told.
template <class Act>
std::unique_ptr<EveryMinute> keep(Site& site, RoundReport report, Act act) {
  return std::make_unique<EveryMinute>([&site, report = std::move(report), act] {
    const auto changed = act(Flow{*site.store, site.files}, site.now());
    if (!changed)
      report(changed.error());
    else if (*changed > 0 && site.follower)
      site.follower->nudge();
  });
}

// So many batches a round that writers wait for none of them longer than a few milliseconds, and a backlog of
// a million searches is gone within two hours.
void forget(Site& site, const RoundReport& report) {
  constexpr int kBatches = 20;
  bool gone = false;
  for (int batch = 0; batch < kBatches; ++batch) {
    const auto forgotten = forget_what_is_due({*site.store, site.files}, site.now());
    if (!forgotten) return report(forgotten.error());
    if (*forgotten == 0) break;
    gone = true;
  }
  if (!gone && !site.store->scrub_due()) return;
  if (const Status scrubbed = site.store->scrub(); !scrubbed && scrubbed.error().code != "store_busy")
    report(scrubbed.error());
}

}  // namespace

std::unique_ptr<EveryMinute> keep_care(Site& site, RoundReport report) {
  return keep(site, std::move(report), withdraw_overdue);
}

std::unique_ptr<EveryMinute> keep_questions(Site& site, RoundReport report) {
  return keep(site, std::move(report), escalate_late_questions);
}

std::unique_ptr<EveryMinute> keep_retention(Site& site, RoundReport report) {
  return std::make_unique<EveryMinute>([&site, report = std::move(report)] { forget(site, report); });
}

}  // namespace koujing::door
