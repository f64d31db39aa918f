#include "search/xapian/generations.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

#include "search/xapian/index_errors.h"

namespace koujing::search {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "gen-";
constexpr std::string_view kBuilding = ".building";
constexpr std::size_t kDigits = 6;

class Descriptor {
 public:
  Descriptor(const fs::path& file, int flags) : number_(::open(file.c_str(), flags | O_CLOEXEC, 0644)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_;
};

Error write_error(const fs::path& file) {
  return index_write_failed(file.string() + ": " + std::strerror(errno));
}

// Number of "gen-000007" and of "gen-000007.building"; 0 for anything else.
std::uint64_t number_of(std::string_view name) {
  if (!name.starts_with(kPrefix)) return 0;
  name.remove_prefix(kPrefix.size());
  if (name.ends_with(kBuilding)) name.remove_suffix(kBuilding.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  return error == std::errc() && end == name.data() + name.size() ? number : 0;
}

std::vector<std::string> names_in(const fs::path& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    names.push_back(it->path().filename().string());
  return names;
}

}  // namespace

std::optional<CurrentGeneration> current_generation(const fs::path& directory) {
  const Descriptor file(directory / "current", O_RDONLY);
  if (!file.open()) return std::nullopt;
  char buffer[64];
  const ssize_t length = ::read(file.number(), buffer, sizeof buffer);
  if (length <= 0) return std::nullopt;
  std::string_view name(buffer, static_cast<std::size_t>(length));
  if (const std::size_t line = name.find('\n'); line != std::string_view::npos) name = name.substr(0, line);
  if (number_of(name) == 0 || name.ends_with(kBuilding)) return std::nullopt;
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return std::nullopt;
  // Every swap writes a new file; a number of a file that is used again comes with another time.
  return CurrentGeneration{std::string(name), std::to_string(status.st_ino) + "/" +
                                                  std::to_string(status.st_mtim.tv_sec) + "." +
                                                  std::to_string(status.st_mtim.tv_nsec)};
}

std::string next_generation(const fs::path& directory) {
  std::uint64_t newest = 0;
  for (const std::string& name : names_in(directory)) newest = std::max(newest, number_of(name));
  std::string digits = std::to_string(newest + 1);
  if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
  return std::string(kPrefix) + digits;
}

Status make_current(const fs::path& directory, const std::string& name) {
  const fs::path temporary = directory / "current.tmp";
  {
    const Descriptor file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file.open()) return write_error(temporary);
    const std::string line = name + "\n";
    if (::write(file.number(), line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
        ::fsync(file.number()) != 0)
      return write_error(temporary);
  }
  if (::rename(temporary.c_str(), (directory / "current").c_str()) != 0) return write_error(temporary);
  const Descriptor folder(directory, O_RDONLY | O_DIRECTORY);
  if (!folder.open() || ::fsync(folder.number()) != 0) return write_error(directory);
  return {};
}

Status sync_directory(const fs::path& directory) {
  for (const std::string& name : names_in(directory)) {
    const Descriptor file(directory / name, O_RDONLY);
    if (!file.open() || ::fsync(file.number()) != 0) return write_error(directory / name);
  }
  const Descriptor folder(directory, O_RDONLY | O_DIRECTORY);
  if (!folder.open() || ::fsync(folder.number()) != 0) return write_error(directory);
  return {};
}

std::optional<std::string> generation_before(const fs::path& directory, const std::string& live) {
  std::optional<std::string> before;
  for (std::string& name : names_in(directory)) {
    const std::uint64_t number = number_of(name);
    if (number == 0 || number >= number_of(live) || name.ends_with(kBuilding)) continue;
    if (!before || number > number_of(*before)) before = std::move(name);
  }
  return before;
}

void remove_others(const fs::path& directory, std::span<const std::string> kept) {
  for (const std::string& name : names_in(directory)) {
    if (number_of(name) == 0 || std::find(kept.begin(), kept.end(), name) != kept.end()) continue;
    std::error_code ignored;  // tried again by the next swap
    fs::remove_all(directory / name, ignored);
  }
}

Result<FileLock> FileLock::take(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return write_error(file);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const Error error = errno == EWOULDBLOCK ? index_locked(file.string()) : write_error(file);
    ::close(descriptor);
    return error;
  }
  return FileLock(descriptor);
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace koujing::search
