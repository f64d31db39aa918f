#include "editor_api/lexicon_keeper.h"

#include "editor_api/lexicon_change.h"

namespace koujing::door {
namespace {

constexpr auto kLookEvery =
    std::chrono::milliseconds(500);  // the promise is a second; a look takes some 50 µs

}  // namespace

Result<std::shared_ptr<const search::Lexicon>> LexiconSource::look() {
  KJ_TRY(const auto reading, store_.read());
  KJ_TRY(const LexiconMark mark, reading->lexicon().mark());
  const Instant now = clock_.now();
  const bool is_first = !mark_.has_value();
  const bool words_changed = is_first || mark.version != mark_->version;
  const bool fewer_uses =
      is_first || mark.uses_reset_at != mark_->uses_reset_at || mark.uses_forgotten != mark_->uses_forgotten;
  // A clock that went back must not keep the uses from being looked at.
  const bool uses_due =
      fewer_uses || !uses_at_ || now >= uses_at_->plus_seconds(kUsesEvery) || now < *uses_at_;
  if (!words_changed && !uses_due) return std::shared_ptr<const search::Lexicon>();
  if (words_changed) KJ_DO(read_lexicon(*reading, {}, now, made_));
  bool uses_changed = false;
  if (uses_due) {
    KJ_DO(tally_.look(*reading, now));
    uses_at_ = now;
    uses_changed = fewer_uses || tally_.changed();
    if (uses_changed) read_uses(now);
  }
  mark_ = mark;
  if (!words_changed && !uses_changed) return std::shared_ptr<const search::Lexicon>();
  ++made_.version;
  return std::shared_ptr<const search::Lexicon>(std::make_shared<search::Lexicon>(made_));
}

void LexiconSource::read_uses(Instant now) {
  made_.uses.clear();
  for (PastQuestion& past : tally_.past(now))
    made_.uses.push_back({std::move(past.question), past.entry, past.weight, past.last});
}

LexiconKeeper::LexiconKeeper(Store& store, const Clock& clock, Take take, Report report)
    : source_(store, clock), take_(std::move(take)), report_(std::move(report)) {
  look();
  thread_ = std::thread([this] { run(); });
}

LexiconKeeper::~LexiconKeeper() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void LexiconKeeper::nudge() {
  {
    const std::lock_guard lock(mutex_);
    hurry_ = true;
  }
  wake_.notify_all();
}

// The thread outlives whatever a look throws: a lack of memory must not end the server.
void LexiconKeeper::look() {
  std::optional<Error> error;
  try {
    auto made = source_.look();
    if (!made)
      error = std::move(made).error();
    else if (*made)
      take_(*std::move(made));
  } catch (const std::exception& thrown) {
    error = Error{ErrorKind::kInternal,
                  "lexicon_failed",
                  {"词库读取出错，稍后会重试", "the lexicon could not be read; it is tried again"},
                  {},
                  thrown.what()};
  }
  if (error && !failed_) report_(*error);
  failed_ = error.has_value();
}

void LexiconKeeper::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_.wait_for(lock, kLookEvery, [&] { return stopping_ || hurry_; });
    if (stopping_) return;
    hurry_ = false;
    lock.unlock();
    look();
    lock.lock();
  }
}

}  // namespace koujing::door
