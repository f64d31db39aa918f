// Opening an index for writing; the first generation of it when there is none.
#include <filesystem>
#include <system_error>
#include <utility>

#include "search/search_index.h"
#include "search/xapian/generations.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/writer.h"

namespace koujing::search {
namespace {

namespace fs = std::filesystem;

Status make_directory(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return index_write_failed(directory.string() + ": " + error.message());
  return {};
}

Status make_first_generation(const fs::path& directory) {
  const std::string name = next_generation(directory);
  KJ_DO(make_directory(directory / name));
  KJ_DO(create_tail(directory / name, 0, 0));
  KJ_DO(sync_directory(directory / name));
  return make_current(directory, name);
}

}  // namespace

Result<std::unique_ptr<Writer>> open_writer(const fs::path& directory) {
  KJ_DO(make_directory(directory));
  std::optional<CurrentGeneration> live = current_generation(directory);
  if (!live) {
    KJ_TRY(FileLock lock, FileLock::take(directory / "building.lock"));
    live = current_generation(directory);  // somebody may have been faster
    if (!live) {
      KJ_DO(make_first_generation(directory));
      live = current_generation(directory);
    }
    if (!live) return index_write_failed("'current' cannot be read back");
  }
  KJ_TRY(std::unique_ptr<XapianWriter> writer, XapianWriter::open(directory, live->name, *live));
  return std::unique_ptr<Writer>(std::move(writer));
}

Result<std::unique_ptr<Writer>> open_writer_before(const fs::path& directory) {
  const std::optional<CurrentGeneration> live = current_generation(directory);
  if (!live) return index_missing();
  std::optional<std::string> before = generation_before(directory, live->name);
  if (!before) return index_missing();
  KJ_TRY(std::unique_ptr<XapianWriter> writer, XapianWriter::open(directory, *std::move(before), *live));
  return std::unique_ptr<Writer>(std::move(writer));
}

}  // namespace koujing::search
