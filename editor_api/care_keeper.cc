#include "editor_api/care_keeper.h"

#include <chrono>
#include <utility>

#include "content/flow/care.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

constexpr std::chrono::seconds kEvery{60};

}  // namespace

CareKeeper::CareKeeper(Site& site, Report report)
    : site_(site), report_(std::move(report)), thread_([this] { run(); }) {}

CareKeeper::~CareKeeper() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void CareKeeper::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const auto withdrawn = withdraw_overdue({*site_.store, site_.files}, site_.now());
    if (!withdrawn)
      report_(withdrawn.error());
    else if (*withdrawn > 0 && site_.follower)
      site_.follower->nudge();
    lock.lock();
    wake_.wait_for(lock, kEvery, [this] { return stopping_; });
  }
}

}  // namespace koujing::door
