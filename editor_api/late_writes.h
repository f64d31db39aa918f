// Rows that may be written a moment after the answer: searches and the last use of a session.
//
// A search must not wait for the disk. One thread writes what has gathered, in one transaction, within 100
// ms; flush() waits until everything handed over before is durable. At most 20,000 rows wait; then add()
// waits too, so that nothing is lost and memory stays bounded.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
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

  void add_search(SearchRow row);
  void touch_session(std::string token_hash, Instant at);
  void flush();

 private:
  void run();
  Status write(const std::vector<SearchRow>& searches,
               const std::vector<std::pair<std::string, Instant>>& touches);
  Store& store_;
  const Report report_;
  std::mutex mutex_;
  std::condition_variable work_, done_;
  std::vector<SearchRow> searches_;
  std::vector<std::pair<std::string, Instant>> touches_;
  std::uint64_t handed_over_ = 0, written_ = 0;
  bool stopping_ = false, hurry_ = false;
  std::thread thread_;
};

}  // namespace koujing::door
