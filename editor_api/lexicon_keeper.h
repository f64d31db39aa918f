// Keeps search's Lexicon (search/lexicon.h) true to the store: words within a second, uses within half a
// minute, and what was deleted of them within a second.
//
// A change by this or any other process raises a version number in the store; it is looked at twice a second.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "content/lexicon/tally_uses.h"
#include "content/store/store.h"
#include "search/lexicon.h"

namespace koujing::door {

// Makes a new Lexicon whenever there is something new. Used on one thread.
class LexiconSource {
 public:
  static constexpr std::int64_t kUsesEvery = 30;  // seconds

  LexiconSource(Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  // Nothing when nothing changed since the last one; the first look always gives one. On an error the next
  // look tries again.
  Result<std::shared_ptr<const search::Lexicon>> look();

 private:
  void read_uses(Instant now);

  Store& store_;
  const Clock& clock_;
  std::optional<LexiconMark> mark_;  // of what `made_` holds
  std::optional<Instant> uses_at_;
  UseTally tally_;
  search::Lexicon made_;
};

// Looks on a thread of its own and hands over what is new.
class LexiconKeeper {
 public:
  using Take = std::function<void(std::shared_ptr<const search::Lexicon>)>;
  using Report = std::function<void(const Error&)>;

  // The first Lexicon is handed over before the constructor returns, unless the store fails (then `report`
  // hears of it and the thread tries again). `take` and `report` are called on one thread at a time. An error
  // is reported once until a look succeeds.
  LexiconKeeper(Store& store, const Clock& clock, Take take, Report report);
  ~LexiconKeeper();  // ends the thread; nothing is handed over afterwards
  LexiconKeeper(const LexiconKeeper&) = delete;
  LexiconKeeper& operator=(const LexiconKeeper&) = delete;

  void nudge();  // look now; safe from any thread

 private:
  void look();
  void run();

  LexiconSource source_;
  const Take take_;
  const Report report_;
  bool failed_ = false;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false, hurry_ = false;
  std::thread thread_;
};

}  // namespace koujing::door
