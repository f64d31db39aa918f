// Opening an index for writing, and making a new generation of it beside the live one.
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

class BuiltGeneration final : public Generation {
 public:
  BuiltGeneration(fs::path directory, std::string name, FileLock lock, std::unique_ptr<XapianWriter> writer)
      : directory_(std::move(directory)),
        name_(std::move(name)),
        lock_(std::move(lock)),
        writer_(std::move(writer)) {}

  ~BuiltGeneration() override {
    if (swapped_) return;
    (void)writer_->close();
    std::error_code ignored;  // else the next generation takes it away
    fs::remove_all(building(), ignored);
  }

  Writer& writer() override { return *writer_; }

  Status swap_in() override {
    if (swapped_) return {};
    KJ_DO(writer_->close());
    // Compacted on the way: half the size, and in the order in which it is read.
    try {
      Xapian::Database(building().string()).compact((directory_ / name_).string());
    } catch (const Xapian::Error& error) {
      return index_write_failed(error.get_description());
    }
    KJ_DO(sync_directory(directory_ / name_));
    KJ_DO(make_current(directory_, name_));
    swapped_ = true;
    remove_others(directory_, name_, true);
    return {};
  }

 private:
  fs::path building() const { return directory_ / (name_ + ".building"); }

  fs::path directory_;
  std::string name_;
  FileLock lock_;
  std::unique_ptr<XapianWriter> writer_;
  bool swapped_ = false;
};

Status make_first_generation(const fs::path& directory) {
  const std::string name = next_generation(directory);
  KJ_TRY(std::unique_ptr<XapianWriter> first, XapianWriter::create(directory / name));
  KJ_DO(first->close());
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
  KJ_TRY(std::unique_ptr<XapianWriter> writer, XapianWriter::open(directory, *live));
  return std::unique_ptr<Writer>(std::move(writer));
}

Result<std::unique_ptr<Generation>> begin_generation(const fs::path& directory) {
  KJ_DO(make_directory(directory));
  KJ_TRY(FileLock lock, FileLock::take(directory / "building.lock"));
  if (const auto live = current_generation(directory)) remove_others(directory, live->name, true);
  const std::string name = next_generation(directory);
  KJ_TRY(std::unique_ptr<XapianWriter> writer, XapianWriter::create(directory / (name + ".building")));
  return std::unique_ptr<Generation>(
      std::make_unique<BuiltGeneration>(directory, name, std::move(lock), std::move(writer)));
}

}  // namespace koujing::search
