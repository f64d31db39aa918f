// What may be written a moment after the answer: searches, records of reading, the last use of a session.
//
// A search must not wait for the disk. One thread writes what has gathered, in one transaction, within 100
// ms; flush() waits until everything handed over before is durable. While the disk is full the rows wait for
// it; at most 20,000 of a kind do, then searches and readings are refused rather than left out of the record.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "content/journal/append.h"
#include "content/store/store.h"

namespace koujing::door {

class LateWrites {
 public:
  using Report = std::function<void(const Error&)>;
  LateWrites(Store& store, Report report);
  ~LateWrites();  // writes what is left
  LateWrites(const LateWrites&) = delete;
  LateWrites& operator=(const LateWrites&) = delete;

  Status add_search(SearchRow row);  // kUnavailable "store_busy" when too many rows wait, or why they wait
  Status add_reading(Person reader, JournalNote note);  // a record of the journal; errors as above
  void touch_session(std::string token_hash, Instant at);
  Status flush();  // kUnavailable when the rows cannot be written now; they are kept and tried again

 private:
  struct Rows {
    std::vector<SearchRow> searches;
    std::vector<std::pair<Person, JournalNote>> readings;
    std::vector<std::pair<std::string, Instant>> touches;
    bool empty() const { return searches.empty() && readings.empty() && touches.empty(); }
  };
  void run();
  Status write(const Rows& rows);
  Status guarded_write(const Rows& rows);
  Status refusal() const;  // under the mutex
  Store& store_;
  const Report report_;
  std::mutex mutex_;
  std::condition_variable work_, done_;
  Rows waiting_;
  std::uint64_t handed_over_ = 0, written_ = 0, failures_ = 0;
  std::optional<Error> last_failure_;
  bool stopping_ = false, hurry_ = false;
  std::thread thread_;
};

}  // namespace koujing::door
