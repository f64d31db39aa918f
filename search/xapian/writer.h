// The writer on the tail of the live generation: what came since it was sealed.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "search/document_row.h"
#include "search/document_terms.h"
#include "search/search_index.h"
#include "search/xapian/generations.h"

namespace koujing::search {

// Everything between two commits is one Xapian transaction, so that Xapian never commits by itself without
// the position. When a write fails for want of space or the like, everything since the last commit is
// given up and position() says where to go on from.
class XapianWriter final : public Writer {
 public:
  // On generation `name` of `directory`, while `live` is the live one: itself, or another that it will take
  // the place of. Commits fail with "index_superseded" once that has changed.
  static Result<std::unique_ptr<XapianWriter>> open(const std::filesystem::path& directory, std::string name,
                                                    const CurrentGeneration& live);
  // Gives up what is not committed.
  ~XapianWriter() override;

  Status replace_entry(EntryId entry, std::span<const IndexDocument> documents) override;
  Status commit(std::int64_t position) override;
  Status take_over() override;
  std::int64_t position() const override { return position_; }
  bool live() const override;
  std::size_t tail_documents() const override { return database_.get_doccount(); }
  std::size_t sealed_documents() const override { return sealed_; }
  std::int64_t sealed_at() const override { return sealed_at_; }

 private:
  explicit XapianWriter(Xapian::WritableDatabase database) : database_(std::move(database)) {}
  Status write(EntryId entry, const std::vector<Xapian::Document>& documents);
  void give_up();

  Xapian::WritableDatabase database_;
  std::filesystem::path directory_;        // of the index
  std::string name_;                       // of the generation that is written
  std::optional<CurrentGeneration> live_;  // what must still be live for a commit
  std::int64_t position_ = 0;
  std::size_t sealed_ = 0;
  std::int64_t sealed_at_ = 0;
  bool in_transaction_ = false;
};

// The folder of a generation that holds its tail.
std::filesystem::path tail_of(const std::filesystem::path& generation);

// An empty tail at feed position `position`, of a generation with so many sealed documents.
// "index_write_failed".
Status create_tail(const std::filesystem::path& generation, std::int64_t position, std::size_t sealed);

// Whether all files of the generation can be read and are what its manifest says; about a second for 500 MB.
bool is_whole(const std::filesystem::path& generation);

// Feed position at which it was sealed; 0 when that is not known. Of a generation that is whole.
std::int64_t was_sealed_at(const std::filesystem::path& generation);

// What a document is for Xapian; "unindexable" when it is too large or of another entry.
struct PreparedDocument {
  std::vector<DocumentTerm> terms;
  std::vector<std::string> names;  // exact spellings
  std::string display;             // stored_document.h
  DocumentRow row;
  std::string facets;  // packed
  std::u16string record;
};
Result<PreparedDocument> prepare(EntryId entry, const IndexDocument& document, std::size_t span);

// Whether the metadata say kIndexFormat; else "index_damaged".
Status check_format(const Xapian::Database& database);
// Whether the sealed base that was opened is the one that this tail belongs to; else "index_damaged".
Status check_sealed(const Xapian::Database& tail, std::size_t sealed);
std::int64_t stored_position(const Xapian::Database& database);

}  // namespace koujing::search
