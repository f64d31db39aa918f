// Open databases for any number of threads: one thread uses one of them at a time, as Xapian requires. What
// all threads share is the table of the generation.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "content/model/result.h"
#include "search/xapian/generations.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/index_table.h"

namespace koujing::search {

struct Scored {
  DocumentNumber number = 0;
  float score = 0;
};

// Memory of the first stage (gathering.h), kept between searches.
struct Scoreboard {
  std::vector<Scored> noted, known, parted;
};

// One open generation, for one thread at a time. The table is of the same state as `tail`, and stays so while
// `lock` is held.
struct IndexSession {
  CurrentGeneration generation;
  std::shared_ptr<IndexTable> table;
  std::optional<Xapian::Database> base;  // absent when nothing is sealed
  Xapian::Database tail;
  Scoreboard scoreboard;
  std::shared_lock<std::shared_mutex> lock;

  double documents() const { return static_cast<double>(table->base_documents() + tail.get_doccount()); }
  // In how many documents of base and tail a term is, those that are superseded included. Remembered until
  // the next commit: a search asks for most of its terms three times.
  std::size_t frequency(const std::string& term) const;
  // idf() of a character over the documents that are alive; remembered likewise.
  float character_idf(char16_t character) {
    float& known = character_idfs[character];
    if (known < 0) known = work_out_idf(character);
    return known;
  }
  // The bytes of stored_document.h.
  Result<std::string> display(DocumentNumber number);
  // Forgets what another state of the tail gave.
  void refresh();

  mutable std::unordered_map<std::string, std::size_t> frequencies;
  std::vector<float> character_idfs;  // -1: not known
  Xapian::docid remembered_of = 0;    // the last number of the tail when all this was looked up
  float work_out_idf(char16_t character) const;
  BlockReader blocks;
  std::string block;       // scratch of display()
  std::u16string records;  // scratch of the second stage
};

class SessionPool {
 public:
  explicit SessionPool(std::filesystem::path directory) : directory_(std::move(directory)) {}

  // Runs `use(IndexSession&)`, which returns a Result, on the newest commit of the live generation. Runs it
  // again, up to three times, when a writer overtook it by two commits or the generation was swapped away
  // under it; so `use` must have no effects of its own. Any thread.
  template <class Use>
  auto with_session(Use use) -> decltype(use(std::declval<IndexSession&>())) {
    constexpr int kRetries = 3;
    for (int attempt = 0;; ++attempt) {
      const std::optional<CurrentGeneration> live = current_generation(directory_);
      if (!live) return index_missing();
      try {
        auto taken = take(*live);
        if (!taken) {  // perhaps it was being removed: then another one is live now
          if (attempt == kRetries || current_generation(directory_) == live) return taken.error();
          continue;
        }
        std::unique_ptr<IndexSession> session = *std::move(taken);
        KJ_DO(synchronise(*session));
        auto result = use(*session);
        session->lock.unlock();
        give_back(std::move(session));
        return result;
      } catch (const Xapian::DatabaseModifiedError& error) {
        if (attempt == kRetries) return from_xapian(error);
      } catch (const Xapian::DatabaseOpeningError& error) {
        if (attempt == kRetries || current_generation(directory_) == live) return from_xapian(error);
      } catch (const Xapian::Error& error) {
        return from_xapian(error);
      } catch (const std::exception& error) {
        return index_damaged(error.what());
      }
    }
  }

 private:
  Result<std::unique_ptr<IndexSession>> take(const CurrentGeneration& live);
  Result<std::shared_ptr<IndexTable>> table_of(const CurrentGeneration& live);
  static Status synchronise(IndexSession& session);
  void give_back(std::unique_ptr<IndexSession> session);

  const std::filesystem::path directory_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<IndexSession>> idle_;  // guarded by mutex_; as many as ever searched at once
  std::mutex table_mutex_;                           // held while a table is loaded
  std::optional<CurrentGeneration> table_generation_;
  std::shared_ptr<IndexTable> table_;  // of table_generation_; both guarded by table_mutex_
};

}  // namespace koujing::search
