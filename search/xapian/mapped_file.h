// A file read where it lies: mapped into memory, shared by all threads, paged in as it is used.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <utility>

#include "content/model/result.h"

namespace koujing::search {

class MappedFile {
 public:
  MappedFile() = default;  // empty
  // Error kUnavailable "index_damaged" when it cannot be read. An empty file maps to nothing.
  static Result<MappedFile> open(const std::filesystem::path& file);
  MappedFile(MappedFile&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~MappedFile();

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

  // As an array of T; what does not fill one T at the end is left out. Mappings begin on a page, so any T
  // fits.
  template <class T>
  const T* as() const {
    return static_cast<const T*>(data_);
  }
  template <class T>
  std::size_t count() const {
    return size_ / sizeof(T);
  }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace koujing::search
