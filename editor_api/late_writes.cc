#include "editor_api/late_writes.h"

#include <utility>

namespace koujing::door {
namespace {

constexpr std::size_t kMostWaiting = 20'000;              // about 10 MB
constexpr auto kGather = std::chrono::milliseconds(100);  // one fsync for all searches of this time
constexpr auto kAfterFailure = std::chrono::milliseconds(1000);

template <class T>
void put_before(std::vector<T>& waiting, std::vector<T> older) {
  waiting.insert(waiting.begin(), std::make_move_iterator(older.begin()),
                 std::make_move_iterator(older.end()));
}

}  // namespace

LateWrites::LateWrites(Store& store, Report report)
    : store_(store), report_(std::move(report)), thread_([this] { run(); }) {}

LateWrites::~LateWrites() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  thread_.join();
}

Status LateWrites::refusal() const {
  return last_failure_.value_or(
      Error{ErrorKind::kUnavailable,
            "store_busy",
            {"记录来不及写入磁盘，请稍后再试", "the record cannot keep up with the disk; try again later"}});
}

Status LateWrites::add_search(SearchRow row) {
  const std::lock_guard lock(mutex_);
  if (waiting_.searches.size() >= kMostWaiting) return refusal();
  waiting_.searches.push_back(std::move(row));
  ++handed_over_;
  work_.notify_one();
  return {};
}

Status LateWrites::add_reading(Person reader, JournalNote note) {
  const std::lock_guard lock(mutex_);
  if (waiting_.readings.size() >= kMostWaiting) return refusal();
  waiting_.readings.emplace_back(std::move(reader), std::move(note));
  ++handed_over_;
  work_.notify_one();
  return {};
}

void LateWrites::touch_session(std::string token_hash, Instant at) {
  const std::lock_guard lock(mutex_);
  if (waiting_.touches.size() >= kMostWaiting) return;  // the next request of that session tries again
  waiting_.touches.emplace_back(std::move(token_hash), at);
  ++handed_over_;
  work_.notify_one();
}

Status LateWrites::flush() {
  std::unique_lock lock(mutex_);
  const auto target = handed_over_;
  const auto failures = failures_;
  hurry_ = true;
  work_.notify_one();
  done_.wait(lock, [&] { return written_ >= target || failures_ != failures || stopping_; });
  if (written_ >= target || !last_failure_) return {};
  return *last_failure_;
}

Status LateWrites::write(const Rows& rows) {
  KJ_TRY(const auto writing, store_.write());
  for (const SearchRow& row : rows.searches) KJ_DO(writing->record().add_search(row));
  for (const auto& [reader, note] : rows.readings) {
    KJ_TRY(const auto seq, append(*writing, &reader, note));
    (void)seq;
  }
  for (const auto& [token_hash, at] : rows.touches) KJ_DO(writing->people().touch_session(token_hash, at));
  return writing->commit();
}

// The thread outlives whatever a write throws: a lack of memory must not end the server.
Status LateWrites::guarded_write(const Rows& rows) {
  try {
    return write(rows);
  } catch (const std::exception& thrown) {
    return Error{ErrorKind::kInternal,
                 "store_failed",
                 {"存储出错，稍后会重试", "the store failed; it is tried again"},
                 {},
                 thrown.what()};
  }
}

void LateWrites::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    work_.wait(lock, [&] { return stopping_ || !waiting_.empty() || hurry_; });
    if (!stopping_ && !hurry_) work_.wait_for(lock, kGather, [&] { return stopping_ || hurry_; });
    hurry_ = false;
    Rows rows = std::exchange(waiting_, {});
    const auto target = handed_over_;
    const bool last = stopping_;
    lock.unlock();
    Status status;
    if (!rows.empty()) status = guarded_write(rows);
    if (!status) report_(status.error());
    lock.lock();
    if (!status) {
      ++failures_;
      last_failure_ = status.error();
      done_.notify_all();
    }
    if (!status && !last) {
      // A full disk: keep the rows and try again.
      put_before(waiting_.searches, std::move(rows.searches));
      put_before(waiting_.readings, std::move(rows.readings));
      put_before(waiting_.touches, std::move(rows.touches));
      work_.wait_for(lock, kAfterFailure, [&] { return stopping_; });
      continue;
    }
    written_ = target;
    done_.notify_all();
    if (last && waiting_.empty()) return;
  }
}

}  // namespace koujing::door
