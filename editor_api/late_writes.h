// Rows that may be written a moment after the answer: searches and the last use of a session.
//
// A search must not wait for the disk. One thread writes what has gathered, in one transaction, within 100
// ms; flush() waits until everything handed over before is durable. While the disk is full the rows wait for
// it; at most 20,000 do, then searches are refused rather than left out of the record.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "content/store/store.h"

namespace koujing::door {

class LateWrites {
 public:
  using Report = std::function<void(const Error&)>;
  LateWrites(Store& store, Report report);
  ~LateWrites();  // writes what is left
  LateWrites(const LateWrites&) = delete;
  LateWrites& operator=(const LateWrites&) = delete;

  Status add_search(SearchRow row);  // kUnavailable "store_full" when too many rows wait
  void touch_session(std::string token_hash, Instant at);
  Status flush();  // kUnavailable when the rows cannot be written now; they are kept and tried again

 private:
  void run();
  Status write(const std::vector<SearchRow>& searches,
               const std::vector<std::pair<std::string, Instant>>& touches);
  Status guarded_write(const std::vector<SearchRow>& searches,
                       const std::vector<std::pair<std::string, Instant>>& touches);
  Store& store_;
  const Report report_;
  std::mutex mutex_;
  std::condition_variable work_, done_;
  std::vector<SearchRow> searches_;
  std::vector<std::pair<std::string, Instant>> touches_;
  std::uint64_t handed_over_ = 0, written_ = 0, failures_ = 0;
  std::optional<Error> last_failure_;
  bool stopping_ = false, hurry_ = false;
  std::thread thread_;
};

}  // namespace koujing::door
