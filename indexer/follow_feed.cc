#include "indexer/follow_feed.h"

#include <set>

#include "indexer/build_document.h"

namespace koujing::indexer {
namespace {

constexpr std::size_t kRowsPerCommit = 500;  // about 50 ms of work: keeps publish-to-findable under a second

// Reads the documents of `entry` and hands them to the writer; false when the index refuses this entry.
Result<bool> index_entry(const Reading& reading, search::Writer& writer, EntryId entry) {
  KJ_TRY(const auto documents, build_documents(reading, entry));
  const Status replaced = writer.replace_entry(entry, documents);
  if (replaced) return true;
  if (replaced.error().kind == ErrorKind::kInvalid) return false;
  return replaced.error();
}

}  // namespace

Result<CatchUp> catch_up(Store& store, search::Writer& writer,
                         const std::function<void(std::size_t)>& progress) {
  CatchUp result;
  result.position = writer.position();
  for (;;) {
    KJ_TRY(const auto reading, store.read());
    KJ_TRY(const auto rows, reading->record().feed_after(result.position, kRowsPerCommit));
    if (rows.empty()) return result;
    std::set<EntryId> entries;
    for (const FeedRow& row : rows)
      if (row.entry) entries.insert(*row.entry);
    for (const EntryId entry : entries) {
      KJ_TRY(const bool taken, index_entry(*reading, writer, entry));
      if (!taken) result.failed.push_back(entry);
    }
    KJ_DO(writer.commit(rows.back().seq));
    result.position = rows.back().seq;
    result.rows += rows.size();
    if (progress) progress(result.rows);
  }
}

Result<CatchUp> rebuild(Store& store, const std::filesystem::path& directory,
                        const std::function<void(std::size_t, std::size_t)>& progress) {
  CatchUp result;
  KJ_TRY(const auto generation, search::begin_generation(directory));
  {
    // One snapshot: the position and the documents belong together.
    KJ_TRY(const auto reading, store.read());
    KJ_TRY(result.position, reading->record().feed_head());
    KJ_TRY(const auto count, reading->entries().count());
    Page page{100, std::nullopt};
    std::size_t done = 0;
    do {
      KJ_TRY(const auto heads, reading->entries().list("", "", page));
      for (const EntryHead& head : heads.items) {
        KJ_TRY(const bool taken, index_entry(*reading, generation->writer(), head.id));
        if (!taken) result.failed.push_back(head.id);
        ++done;
      }
      if (progress) progress(done, static_cast<std::size_t>(count));
      page.after = heads.next;
    } while (page.after);
    result.rows = done;
  }
  KJ_DO(generation->writer().commit(result.position));
  KJ_DO(generation->swap_in());
  return result;
}

Result<bool> index_is_true(Store& store, const std::filesystem::path& directory) {
  const auto aside = directory.parent_path() / (directory.filename().string() + "-check");
  std::error_code ignored;
  std::filesystem::remove_all(aside, ignored);
  KJ_TRY(const auto reader, search::open_reader(directory));
  KJ_TRY(const std::string actual, reader->fingerprint());
  KJ_TRY(const auto rebuilt, rebuild(store, aside));
  (void)rebuilt;
  std::string expected;
  {
    KJ_TRY(const auto fresh, search::open_reader(aside));
    KJ_TRY(expected, fresh->fingerprint());
  }
  std::filesystem::remove_all(aside, ignored);
  return actual == expected;
}

FeedFollower::FeedFollower(Store& store, std::filesystem::path directory, Report report)
    : store_(store),
      directory_(std::move(directory)),
      report_(std::move(report)),
      thread_([this] { run(); }) {}

FeedFollower::~FeedFollower() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void FeedFollower::nudge() {
  {
    const std::lock_guard lock(mutex_);
    nudged_ = true;
  }
  wake_.notify_all();
}

std::int64_t FeedFollower::position() const {
  const std::lock_guard lock(mutex_);
  return position_;
}

Status FeedFollower::follow_once() {
  if (writer_ && !writer_->live()) writer_.reset();  // without this only the next publication would notice
  if (!writer_) {
    auto writer = search::open_writer(directory_);
    if (!writer) {
      if (writer.error().code != "index_damaged") return writer.error();
      report_(writer.error());
      KJ_TRY(const auto rebuilt, rebuild(store_, directory_));
      (void)rebuilt;
      writer = search::open_writer(directory_);
      if (!writer) return writer.error();
    }
    writer_ = *std::move(writer);
  }
  KJ_TRY(const CatchUp result, catch_up(store_, *writer_));
  for (const EntryId entry : result.failed)
    report_({ErrorKind::kInvalid,
             "unindexable",
             {"条目 " + std::to_string(entry.value) + " 无法建立索引",
              "entry " + std::to_string(entry.value) + " cannot be indexed"}});
  const std::lock_guard lock(mutex_);
  position_ = result.position;
  return {};
}

Status FeedFollower::guarded_follow() {
  try {
    return follow_once();
  } catch (const std::exception& thrown) {
    return Error{ErrorKind::kInternal,
                 "index_failed",
                 {"索引出错，稍后会重试", "the index failed; it is tried again"},
                 {},
                 thrown.what()};
  }
}

void FeedFollower::run() {
  constexpr auto kPoll = std::chrono::milliseconds(250);   // rows that another process wrote
  constexpr auto kAfterFailure = std::chrono::seconds(2);  // do not spin on a full disk
  std::string last_reported;
  for (;;) {
    const Status status = guarded_follow();
    if (!status) {
      writer_.reset();  // begin again from the last commit
      if (last_reported != status.error().code) report_(status.error());
      last_reported = status.error().code;
    } else {
      last_reported.clear();
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, status ? std::chrono::milliseconds(kPoll) : std::chrono::milliseconds(kAfterFailure),
                   [&] { return stopping_ || (nudged_ && status.ok()); });
    if (stopping_) return;
    nudged_ = false;
  }
}

}  // namespace koujing::indexer
