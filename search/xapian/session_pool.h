// Open databases for any number of threads: one thread uses one of them at a time, as Xapian requires.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "content/model/result.h"
#include "search/xapian/generations.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/writer.h"

namespace koujing::search {

class SessionPool {
 public:
  explicit SessionPool(std::filesystem::path directory) : directory_(std::move(directory)) {}

  // Runs `use(const Xapian::Database&)`, which returns a Result, on a database that shows the newest commit
  // of the live generation. Runs it again, up to three times, when a writer overtook it by two commits or the
  // generation was swapped away under it; so `use` must have no effects of its own. Any thread.
  template <class Use>
  auto with_database(Use use) -> decltype(use(std::declval<const Xapian::Database&>())) {
    constexpr int kRetries = 3;
    for (int attempt = 0;; ++attempt) {
      const std::optional<CurrentGeneration> live = current_generation(directory_);
      if (!live) return index_missing();
      try {
        std::unique_ptr<Session> session = take(*live);
        KJ_DO(check_format(session->database));
        auto result = use(static_cast<const Xapian::Database&>(session->database));
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
  struct Session {
    CurrentGeneration generation;
    Xapian::Database database;
  };

  std::unique_ptr<Session> take(const CurrentGeneration& live);
  void give_back(std::unique_ptr<Session> session);

  const std::filesystem::path directory_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Session>> idle_;  // guarded by mutex_; as many as ever searched at once
};

}  // namespace koujing::search
