// A folder of the system's temporary directory that goes away, with what is in it, with this object.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace koujing::door {

class TemporaryFolder {
 public:
  explicit TemporaryFolder(std::string_view name) {
    std::error_code ec;
    std::string pattern =
        (std::filesystem::temp_directory_path(ec) / (std::string(name) + "-XXXXXX")).string();
    if (!ec && ::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }  // empty when it could not be made

 private:
  std::filesystem::path path_;
};

}  // namespace koujing::door
