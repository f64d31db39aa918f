#include "content/store/sqlite/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace koujing::sqlite {

WriterLock::WriterLock(const std::filesystem::path& file)
    : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (fd_ < 0) throw std::runtime_error(file.string() + ": " + std::strerror(errno));
}

WriterLock::~WriterLock() { ::close(fd_); }

void WriterLock::lock() {
  mutex_.lock();
  while (::flock(fd_, LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    mutex_.unlock();
    throw std::runtime_error(std::string("store.lock: ") + std::strerror(errno));
  }
}

void WriterLock::unlock() {
  ::flock(fd_, LOCK_UN);
  mutex_.unlock();
}

}  // namespace koujing::sqlite
