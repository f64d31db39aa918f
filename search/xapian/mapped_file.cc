#include "search/xapian/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "search/xapian/index_errors.h"

namespace koujing::search {

Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const auto failed = [&] { return index_damaged(file.string() + ": " + std::strerror(errno)); };
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed();
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) {
    const Error error = failed();
    ::close(descriptor);
    return error;
  }
  MappedFile mapped;
  if (status.st_size > 0) {
    void* data =
        ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0);
    if (data == MAP_FAILED) {
      const Error error = failed();
      ::close(descriptor);
      return error;
    }
    mapped.data_ = data;
    mapped.size_ = static_cast<std::size_t>(status.st_size);
  }
  ::close(descriptor);
  return mapped;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

}  // namespace koujing::search
