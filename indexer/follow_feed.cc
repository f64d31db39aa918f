#include "indexer/follow_feed.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

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

namespace {

// One reader of the store feeds as many writers as there are shards: a queue of bounded length between them.
class Shards {
 public:
  struct Job {
    EntryId entry;
    std::vector<search::IndexDocument> documents;
  };

  Shards(search::GenerationBuilder& builder, std::size_t count) {
    for (std::size_t shard = 0; shard < count; ++shard)
      threads_.emplace_back([this, &builder, shard] { work(builder, shard); });
  }
  ~Shards() { (void)finish(); }
  Shards(const Shards&) = delete;
  Shards& operator=(const Shards&) = delete;

  // Waits while the writers are behind. False when one of them failed.
  bool give(std::vector<Job> batch) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return waiting_.size() < 2 * threads_.size() || !status_.ok(); });
    waiting_.push_back(std::move(batch));
    ready_.notify_one();
    return status_.ok();
  }

  // Waits until all is written.
  Status finish() {
    {
      const std::lock_guard lock(mutex_);
      finished_ = true;
    }
    ready_.notify_all();
    for (std::thread& thread : threads_)
      if (thread.joinable()) thread.join();
    return status_;
  }
  const std::vector<EntryId>& failed() const { return failed_; }  // after finish

 private:
  void work(search::GenerationBuilder& builder, std::size_t shard) {
    for (;;) {
      std::vector<Job> batch;
      {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [&] { return finished_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        batch = std::move(waiting_.front());
        waiting_.pop_front();
      }
      room_.notify_one();
      for (const Job& job : batch) {
        const Status added = builder.add(shard, job.entry, job.documents);
        if (added) continue;
        const std::lock_guard lock(mutex_);
        if (added.error().kind == ErrorKind::kInvalid)
          failed_.push_back(job.entry);
        else if (status_.ok())
          status_ = added;
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable ready_, room_;
  std::deque<std::vector<Job>> waiting_;  // this and what follows: guarded by mutex_
  bool finished_ = false;
  Status status_;
  std::vector<EntryId> failed_;
  std::vector<std::thread> threads_;
};

}  // namespace

Result<CatchUp> rebuild(Store& store, const std::filesystem::path& directory,
                        const std::function<void(std::size_t, std::size_t)>& progress,
                        const std::stop_token& stop) {
  constexpr std::size_t kMostShards = 8;  // more only make the merge longer
  const std::size_t shards = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostShards);
  CatchUp result;
  std::int64_t clean_from = 0;
  KJ_TRY(const auto builder, search::begin_generation(directory, shards));
  {
    // One snapshot: the position and the documents belong together.
    KJ_TRY(const auto reading, store.read());
    KJ_TRY(result.position, reading->record().feed_head());
    KJ_TRY(clean_from, reading->redactions().newest_feed());
    KJ_TRY(const auto count, reading->entries().count());
    Shards writers(*builder, shards);
    Page page{100, std::nullopt};
    do {
      KJ_TRY(const auto heads, reading->entries().list("", "", page));
      std::vector<Shards::Job> batch;
      for (const EntryHead& head : heads.items) {
        KJ_TRY(auto documents, build_documents(*reading, head.id));
        batch.push_back({head.id, std::move(documents)});
      }
      result.rows += batch.size();
      if (!writers.give(std::move(batch))) break;
      if (progress) progress(result.rows, static_cast<std::size_t>(count));
      if (stop.stop_requested())
        return Error{ErrorKind::kUnavailable,
                     "rebuild_stopped",
                     {"索引重建被中止，原索引照常使用", "the rebuild was stopped; the index stays as it is"}};
      page.after = heads.next;
    } while (page.after);
    KJ_DO(writers.finish());
    result.failed = writers.failed();
  }
  KJ_DO(builder->swap_in(result.position, clean_from));
  return result;
}

namespace {

// Whether a rebuild is quicker than going on from where the writer stands.
Result<bool> far_behind(Store& store, const search::Writer& writer) {
  constexpr std::size_t kFifth =
      5;  // of a large library: a rebuild reads all of it, and answers nothing meanwhile
  KJ_TRY(const auto reading, store.read());
  KJ_TRY(const std::int64_t head, reading->record().feed_head());
  const auto many = std::max(kManyRows, static_cast<std::int64_t>(writer.sealed_documents() / kFifth));
  return head - writer.position() > many;
}

// Whether the files of the generation may still hold a text that the law has deleted since it was sealed:
// taking a document out of an index leaves its bytes behind.
Result<bool> may_hold_redacted(Store& store, const search::Writer& writer) {
  KJ_TRY(const auto reading, store.read());
  KJ_TRY(const std::int64_t newest, reading->redactions().newest_feed());
  return writer.sealed_at() < newest;
}

}  // namespace

Result<CatchUp> bring_up_to_date(Store& store, const std::filesystem::path& directory,
                                 const std::function<void(std::size_t, std::size_t)>& progress) {
  {
    const auto writer = search::open_writer(directory);
    if (!writer && writer.error().code != "index_damaged") return writer.error();
    if (writer) {
      KJ_TRY(const bool behind, far_behind(store, **writer));
      KJ_TRY(const bool unclean, may_hold_redacted(store, **writer));
      if (!behind && !unclean) return catch_up(store, **writer);
    }
  }
  return rebuild(store, directory, progress);
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
  sealer_.request_stop();  // it may still be merging: it ends by itself when sealer_ is destroyed
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

// The live generation; the one before when that is damaged; else a new one, which is waited for.
Result<std::unique_ptr<search::Writer>> FeedFollower::open() {
  fallen_back_ = false;
  auto writer = search::open_writer(directory_);
  const bool damaged = !writer;
  if (damaged) {
    if (writer.error().code != "index_damaged") return writer.error();
    report_(writer.error());
    writer = search::open_writer_before(directory_);
  }
  if (writer) {
    KJ_TRY(const bool behind, far_behind(store_, **writer));
    fallen_back_ = damaged && !behind;
    if (!behind) return writer;
    (*writer).reset();
  }
  KJ_TRY(const auto rebuilt, rebuild(store_, directory_));
  (void)rebuilt;
  return search::open_writer(directory_);
}

Status FeedFollower::follow_once() {
  if (writer_ && !writer_->live()) writer_.reset();  // without this only the next publication would notice
  if (!writer_) {
    KJ_TRY(writer_, open());
  }
  KJ_TRY(const CatchUp result, catch_up(store_, *writer_));
  if (fallen_back_) {
    KJ_DO(writer_->take_over());
    report_(
        {ErrorKind::kUnavailable,
         "index_fell_back",
         {"检索索引损坏，已改用上一代索引并补上其后的变化；新索引正在建立",
          "the search index is damaged; the one before was brought up to date and answers while a new one is "
          "built"}});
    fallen_back_ = false;
    seal_now_ = true;
  }
  for (const EntryId entry : result.failed)
    report_({ErrorKind::kInvalid,
             "unindexable",
             {"条目 " + std::to_string(entry.value) + " 无法建立索引",
              "entry " + std::to_string(entry.value) + " cannot be indexed"}});
  KJ_TRY(const bool unclean, may_hold_redacted(store_, *writer_));
  seal_when_due(unclean);
  const std::lock_guard lock(mutex_);
  position_ = result.position;
  return {};
}

// The tail is kept in memory and is not checked against damage: it is worth sealing before it is a burden.
void FeedFollower::seal_when_due(bool unclean) {
  constexpr std::size_t kLarge = 5'000;
  constexpr std::size_t kPartOfAll =
      10;  // a tenth of a large library: then a rebuild comes once for many days
  const std::size_t tail = writer_->tail_documents();
  const bool large = tail >= kLarge && tail >= writer_->sealed_documents() / kPartOfAll;
  if ((!large && !seal_now_ && !unclean) || !writer_->live() || sealing_.exchange(true)) return;
  seal_now_ = false;
  sealer_ = std::jthread([this](const std::stop_token& stop) {
    const auto built = rebuild(store_, directory_, {}, stop);
    if (!built && built.error().code != "rebuild_stopped") report_(built.error());
    sealing_ = false;
    nudge();  // what was published meanwhile is not in it yet
  });
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
      writer_.reset();                                          // begin again from the last commit
      if (status.error().code == "index_superseded") continue;  // sealed meanwhile: at once in the new one
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
