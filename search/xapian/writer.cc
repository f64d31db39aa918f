#include "search/xapian/writer.h"

#include <charconv>
#include <utility>
#include <vector>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/stored_document.h"

namespace koujing::search {

// 1: the first format.
const int kIndexFormat = 1;

namespace {

// Far above any entry that the rules of the content let through; keeps one broken import from filling memory.
constexpr std::size_t kMaxDocumentBytes = 16 * 1024 * 1024;

Result<Xapian::Document> xapian_document(EntryId entry, const IndexDocument& document, std::size_t index) {
  if (document.entry != entry)
    return unindexable("a document of entry " + std::to_string(document.entry.value) + " given for entry " +
                       std::to_string(entry.value));
  std::string data = encode_document(document);
  if (data.size() > kMaxDocumentBytes)
    return unindexable("entry " + std::to_string(entry.value) + " has " + std::to_string(data.size()) +
                       " bytes");
  const DocumentTerms terms = terms_of(document, index);
  Xapian::Document out;
  for (const auto& [term, wdf] : terms.terms) out.add_term(term, wdf);
  for (const auto& [slot, value] : terms.values) out.add_value(slot, value);
  out.set_data(data);
  return out;
}

}  // namespace

Status check_format(const Xapian::Database& database) {
  const std::string format = database.get_metadata(std::string(kFormatKey));
  if (format == std::to_string(kIndexFormat)) return {};
  return index_damaged("index format '" + format + "', this program has " + std::to_string(kIndexFormat));
}

std::int64_t stored_position(const Xapian::Database& database) {
  const std::string text = database.get_metadata(std::string(kPositionKey));
  std::int64_t position = 0;
  std::from_chars(text.data(), text.data() + text.size(), position);
  return position;
}

Result<std::unique_ptr<XapianWriter>> XapianWriter::open(const std::filesystem::path& directory,
                                                         const CurrentGeneration& live) {
  return guarded([&]() -> Result<std::unique_ptr<XapianWriter>> {
    std::unique_ptr<XapianWriter> writer(
        new XapianWriter(Xapian::WritableDatabase((directory / live.name).string(), Xapian::DB_OPEN)));
    KJ_DO(check_format(writer->database_));
    writer->directory_ = directory;
    writer->live_ = live;
    writer->position_ = stored_position(writer->database_);
    return writer;
  });
}

Result<std::unique_ptr<XapianWriter>> XapianWriter::create(const std::filesystem::path& path) {
  try {
    std::unique_ptr<XapianWriter> writer(
        new XapianWriter(Xapian::WritableDatabase(path.string(), Xapian::DB_CREATE_OR_OVERWRITE)));
    writer->database_.set_metadata(std::string(kFormatKey), std::to_string(kIndexFormat));
    writer->database_.set_metadata(std::string(kPositionKey), "0");
    writer->database_.commit();
    return writer;
  } catch (const Xapian::DatabaseLockError& error) {
    return index_locked(error.get_description());
  } catch (const Xapian::Error& error) {
    return index_write_failed(error.get_description());
  }
}

void XapianWriter::give_up() {
  if (!std::exchange(in_transaction_, false)) return;
  try {
    database_.cancel_transaction();
  } catch (const Xapian::Error&) {
    // What made the write fail can make this fail too; nothing was committed either way.
  }
}

Status XapianWriter::write(EntryId entry, const std::vector<Xapian::Document>& documents) {
  try {
    if (!in_transaction_) {
      database_.begin_transaction();
      in_transaction_ = true;
    }
    // New numbers for new documents, never the old ones again: what is remembered of a document number stays
    // true.
    database_.delete_document(entry_term(entry));
    for (const Xapian::Document& document : documents) database_.add_document(document);
    return {};
  } catch (const Xapian::InvalidArgumentError& error) {
    return unindexable(error.get_description());
  } catch (const Xapian::Error& error) {
    give_up();
    return index_write_failed(error.get_description());
  }
}

Status XapianWriter::replace_entry(EntryId entry, std::span<const IndexDocument> documents) {
  if (closed_) return index_superseded();
  return guarded([&]() -> Status {
    // All of them are made before the old ones go, so that a bad one leaves the entry as it was.
    std::vector<Xapian::Document> made;
    made.reserve(documents.size());
    for (std::size_t i = 0; i < documents.size(); ++i) {
      KJ_TRY(Xapian::Document document, xapian_document(entry, documents[i], i));
      made.push_back(std::move(document));
    }
    return write(entry, made);
  });
}

bool XapianWriter::live() const { return !closed_ && (!live_ || current_generation(directory_) == live_); }

Status XapianWriter::commit(std::int64_t position) {
  if (!live()) {
    give_up();
    return index_superseded();
  }
  try {
    if (!in_transaction_) {
      database_.begin_transaction();
      in_transaction_ = true;
    }
    database_.set_metadata(std::string(kPositionKey), std::to_string(position));
    database_.commit_transaction();
    in_transaction_ = false;
    position_ = position;
    return {};
  } catch (const Xapian::Error& error) {
    give_up();
    return index_write_failed(error.get_description());
  }
}

Status XapianWriter::close() {
  return guarded([&]() -> Status {
    closed_ = true;
    give_up();
    database_.close();
    return {};
  });
}

}  // namespace koujing::search
