// The directory of an index: its generations, and the file that names the live one.
//
//   index/current               one line, the name of the live generation; replaced by rename
//   index/gen-000001/           the one before, kept as it was when it was replaced
//   index/gen-000002/           the live one
//   index/gen-000003.building/  one that is being made; compacted into gen-000003 when it is done
//   index/building.lock         held by whoever is making one
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "content/model/result.h"

namespace koujing::search {

// The live generation. `identity` tells two of the same name apart, when an index was deleted and made anew.
struct CurrentGeneration {
  std::string name;
  std::string identity;
  bool operator==(const CurrentGeneration&) const = default;
};

// Absent when there is none. A name that leaves the directory counts as none. About 5 microseconds.
std::optional<CurrentGeneration> current_generation(const std::filesystem::path& directory);

// A name that no generation of this directory has, greater than all of them: "gen-000007".
std::string next_generation(const std::filesystem::path& directory);

// Makes `name` the live generation: current.tmp, fsync, rename, fsync of the directory. Atomic: after a crash
// either the old or the new one is live. Error kUnavailable "index_write_failed".
Status make_current(const std::filesystem::path& directory, const std::string& name);

// fsync of every file in the directory and of the directory itself.
Status sync_directory(const std::filesystem::path& directory);

// The newest finished generation older than `live`: what answers when `live` turns out to be damaged.
std::optional<std::string> generation_before(const std::filesystem::path& directory, const std::string& live);

// Removes all generations but these, unfinished ones too: only for the holder of building.lock. What cannot
// be removed now is removed the next time.
void remove_others(const std::filesystem::path& directory, std::span<const std::string> kept);

// An exclusive lock on a file, held until destruction, by this process against all others and against itself.
class FileLock {
 public:
  // Error kConflict "index_locked" when somebody holds it.
  static Result<FileLock> take(const std::filesystem::path& file);
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace koujing::search
