#include "search/xapian/writer.h"

#include <charconv>
#include <utility>
#include <vector>

#include "search/document_terms.h"
#include "search/facets.h"
#include "search/field_table.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/sealed_base.h"
#include "search/xapian/stored_document.h"
#include "search/xapian/tail_document.h"

namespace koujing::search {

// 1: one database, values for times and filters. 2: sealed base and tail, rows and rank records beside the
// terms. 3: own posting lists, names, packed records and shared blocks in the sealed base.
const int kIndexFormat = 4;

namespace {

// Far above any entry that the rules of the content let through; keeps one broken import from filling memory.
constexpr std::size_t kMaxDocumentBytes = 16 * 1024 * 1024;

}  // namespace

Result<PreparedDocument> prepare(EntryId entry, const IndexDocument& document, std::size_t span) {
  if (document.entry != entry)
    return unindexable("a document of entry " + std::to_string(document.entry.value) + " given for entry " +
                       std::to_string(entry.value));
  PreparedDocument prepared;
  prepared.display = encode_document(document);
  if (prepared.display.size() > kMaxDocumentBytes)
    return unindexable("entry " + std::to_string(entry.value) + " has " +
                       std::to_string(prepared.display.size()) + " bytes");
  const std::vector<NormalField> fields = normal_fields(document);
  prepared.terms = terms_of(fields);
  prepared.names = names_of(document, fields);
  prepared.row = row_of(document, span);
  prepared.facets = pack_facets(document);
  prepared.record = rank_record(fields);
  return prepared;
}

std::filesystem::path tail_of(const std::filesystem::path& generation) { return generation / "tail"; }

Status check_format(const Xapian::Database& database) {
  const std::string format = database.get_metadata(std::string(kFormatKey));
  if (format == std::to_string(kIndexFormat)) return {};
  return index_damaged("index format '" + format + "', this program has " + std::to_string(kIndexFormat));
}

Status check_sealed(const Xapian::Database& tail, std::size_t sealed) {
  const std::string stored = tail.get_metadata(std::string(kSealedKey));
  if (stored == std::to_string(sealed)) return {};
  return index_damaged("the tail belongs to " + stored + " sealed documents, there are " +
                       std::to_string(sealed));
}

bool is_whole(const std::filesystem::path& generation) {
  return guarded([&]() -> Status {
           KJ_DO(verify_sealed_base(generation));
           const Xapian::Database tail(tail_of(generation).string());
           KJ_DO(check_format(tail));
           KJ_TRY(const SealedBase base, open_sealed_base(generation));
           return check_sealed(tail, base.documents);
         })
      .ok();
}

namespace {

std::int64_t number_at(const Xapian::Database& database, std::string_view key) {
  const std::string text = database.get_metadata(std::string(key));
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::int64_t stored_position(const Xapian::Database& database) { return number_at(database, kPositionKey); }

std::int64_t was_sealed_at(const std::filesystem::path& generation) {
  try {
    return number_at(Xapian::Database(tail_of(generation).string()), kSealedAtKey);
  } catch (const Xapian::Error&) {
    return 0;
  }
}

Result<std::unique_ptr<XapianWriter>> XapianWriter::open(const std::filesystem::path& directory,
                                                         std::string name, const CurrentGeneration& live) {
  return guarded([&]() -> Result<std::unique_ptr<XapianWriter>> {
    KJ_DO(verify_sealed_base(directory / name));
    std::unique_ptr<XapianWriter> writer(
        new XapianWriter(Xapian::WritableDatabase(tail_of(directory / name).string(), Xapian::DB_OPEN)));
    KJ_DO(check_format(writer->database_));
    KJ_TRY(const SealedBase base, open_sealed_base(directory / name));
    KJ_DO(check_sealed(writer->database_, base.documents));
    writer->sealed_ = base.documents;
    writer->sealed_at_ = number_at(writer->database_, kSealedAtKey);
    writer->directory_ = directory;
    writer->name_ = std::move(name);
    writer->live_ = live;
    writer->position_ = stored_position(writer->database_);
    return writer;
  });
}

Status create_tail(const std::filesystem::path& generation, std::int64_t position, std::size_t sealed) {
  try {
    Xapian::WritableDatabase tail(tail_of(generation).string(), Xapian::DB_CREATE_OR_OVERWRITE);
    tail.set_metadata(std::string(kFormatKey), std::to_string(kIndexFormat));
    tail.set_metadata(std::string(kPositionKey), std::to_string(position));
    tail.set_metadata(std::string(kSealedKey), std::to_string(sealed));
    tail.set_metadata(std::string(kSealedAtKey), std::to_string(position));
    tail.commit();
    return {};
  } catch (const Xapian::DatabaseLockError& error) {
    return index_locked(error.get_description());
  } catch (const Xapian::Error& error) {
    return index_write_failed(error.get_description());
  }
}

XapianWriter::~XapianWriter() { give_up(); }

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
  return guarded([&]() -> Status {
    // All of them are made before the old ones go, so that a bad one leaves the entry as it was.
    std::vector<Xapian::Document> made;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      KJ_TRY(PreparedDocument prepared, prepare(entry, documents[i], i));
      Xapian::Document& one = made.emplace_back();
      for (const DocumentTerm& term : prepared.terms) one.add_term(term.term, term.counts);
      for (const std::string& name : prepared.names) one.add_boolean_term(name_term(name));
      one.add_boolean_term(entry_term(entry));
      one.set_data(encode_tail({prepared.row, false, std::move(prepared.facets), std::move(prepared.record)},
                               prepared.display));
    }
    if (made.empty()) {
      // Says that what the sealed base has of this entry is no more.
      TailDocument grave;
      grave.row.entry = entry.value;
      grave.grave = true;
      made.emplace_back();
      made.back().add_boolean_term(entry_term(entry));
      made.back().set_data(encode_tail(grave, ""));
    }
    return write(entry, made);
  });
}

Status XapianWriter::take_over() {
  if (live_->name == name_) return {};
  KJ_TRY(const FileLock lock, FileLock::take(directory_ / "building.lock"));
  if (!live()) return index_superseded();
  KJ_DO(make_current(directory_, name_));
  live_ = current_generation(directory_);
  remove_others(directory_, std::span(&name_, 1));
  return {};
}

bool XapianWriter::live() const { return current_generation(directory_) == live_; }

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

}  // namespace koujing::search
