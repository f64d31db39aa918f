// Keeping the index true to the store: reads the feed from where the index stands, applies it, commits both
// together.
//
// The position is kept in the index itself, in the same commit as the documents, so a kill at any point loses
// and repeats nothing. A failing entry is retried alone and reported; it never blocks the rows behind it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "content/store/store.h"
#include "search/search_index.h"

namespace koujing::indexer {

struct CatchUp {
  std::int64_t position = 0;
  std::size_t rows = 0;
  std::vector<EntryId> failed;  // entries that the index refused
};

// Applies feed rows until none are left. Errors of store or index; the next call goes on from the last
// commit.
Result<CatchUp> catch_up(Store& store, search::Writer& writer,
                         const std::function<void(std::size_t)>& progress = {});

// Builds a new generation from the store beside the current one and swaps it in. Error kUnavailable
// "rebuild_stopped" when `stop` is asked for; the current generation then stays.
Result<CatchUp> rebuild(Store& store, const std::filesystem::path& directory,
                        const std::function<void(std::size_t done, std::size_t all)>& progress = {},
                        const std::stop_token& stop = {});

// Whichever is quicker: catch_up, or a rebuild when the index is damaged, or behind by more than kManyRows
// and a fifth of what is sealed.
inline constexpr std::int64_t kManyRows = 20'000;  // at which a rebuild of 20,000 entries takes as long
Result<CatchUp> bring_up_to_date(Store& store, const std::filesystem::path& directory,
                                 const std::function<void(std::size_t done, std::size_t all)>& progress = {});

// Compares the index with a rebuild from the store, made aside. True when they are the same.
Result<bool> index_is_true(Store& store, const std::filesystem::path& directory);

// A thread that follows the feed until it is destroyed: at once after nudge(), and every `poll` for rows that
// another process wrote. A missing index is rebuilt by itself. For a damaged one the generation before
// answers, as soon as it has caught up with the feed (nothing withdrawn since comes back), while a new one is
// built; with none before, searches wait for the new one. When the unsealed tail of the index has grown
// large, or the law has deleted a text, a new generation is built by a thread of its own while this one goes
// on. Problems go to `report`.
class FeedFollower {
 public:
  using Report = std::function<void(const Error&)>;
  FeedFollower(Store& store, std::filesystem::path directory, Report report);
  ~FeedFollower();
  FeedFollower(const FeedFollower&) = delete;
  FeedFollower& operator=(const FeedFollower&) = delete;

  void nudge();                   // something was committed to the store; from any thread
  std::int64_t position() const;  // last feed row in the index

 private:
  void run();
  Status follow_once();
  Status guarded_follow();  // the same; whatever is thrown becomes an error
  Result<std::unique_ptr<search::Writer>> open();
  void seal_when_due(bool unclean);
  Store& store_;
  const std::filesystem::path directory_;
  const Report report_;
  std::unique_ptr<search::Writer> writer_;  // this and the next two: of thread_
  bool fallen_back_ = false;                // writer_ is on the generation before the live one
  bool seal_now_ = false;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool nudged_ = true, stopping_ = false;
  std::int64_t position_ = 0;
  std::atomic<bool> sealing_ = false;
  std::jthread sealer_;  // started by thread_ alone; stopped before thread_ is joined
  std::thread thread_;
};

}  // namespace koujing::indexer
