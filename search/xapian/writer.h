// The writer on one Xapian database, used for the live generation and for one that is being built.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <optional>
#include <string>

#include "search/search_index.h"
#include "search/xapian/generations.h"

namespace koujing::search {

// Everything between two commits is one Xapian transaction, so that Xapian never commits by itself without
// the position. When a write fails for want of space or the like, everything since the last commit is
// given up and position() says where to go on from.
class XapianWriter final : public Writer {
 public:
  // The live generation `live` of `directory`. Its commits fail with "index_superseded" once another is live.
  static Result<std::unique_ptr<XapianWriter>> open(const std::filesystem::path& directory,
                                                    const CurrentGeneration& live);
  // A new, empty database at `path`.
  static Result<std::unique_ptr<XapianWriter>> create(const std::filesystem::path& path);

  Status replace_entry(EntryId entry, std::span<const IndexDocument> documents) override;
  Status commit(std::int64_t position) override;
  std::int64_t position() const override { return position_; }
  bool live() const override;

  // Gives up what is not committed and lets go of the lock. Later calls fail with "index_superseded".
  Status close();

 private:
  explicit XapianWriter(Xapian::WritableDatabase database) : database_(std::move(database)) {}
  Status write(EntryId entry, const std::vector<Xapian::Document>& documents);
  void give_up();

  Xapian::WritableDatabase database_;
  std::filesystem::path directory_;        // of the index; empty for one that is being built
  std::optional<CurrentGeneration> live_;  // what must still be live for a commit
  std::int64_t position_ = 0;
  bool in_transaction_ = false;
  bool closed_ = false;
};

// Whether the metadata say kIndexFormat; else "index_damaged".
Status check_format(const Xapian::Database& database);
std::int64_t stored_position(const Xapian::Database& database);

}  // namespace koujing::search
