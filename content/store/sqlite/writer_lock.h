// One writer at a time, over all threads and processes that use a data directory.
#pragma once

#include <filesystem>
#include <mutex>

namespace koujing::sqlite {

class WriterLock {
 public:
  explicit WriterLock(
      const std::filesystem::path& file);  // throws std::runtime_error when it cannot be opened
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

  void lock();  // blocks
  void unlock();

 private:
  std::mutex mutex_;
  int fd_ = -1;
};

}  // namespace koujing::sqlite
