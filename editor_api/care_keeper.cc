#include "editor_api/care_keeper.h"

#include <utility>

#include "content/flow/care.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
CareKeeper::CareKeeper(Site& site, Report report)
    : site_(site), report_(std::move(report)), minutes_([this] { look(); }) {}

void CareKeeper::look() {
  const auto withdrawn = withdraw_overdue({*site_.store, site_.files}, site_.now());
  if (!withdrawn)
    report_(withdrawn.error());
  else if (*withdrawn > 0 && site_.follower)
    site_.follower->nudge();
}

}  // namespace koujing::door
