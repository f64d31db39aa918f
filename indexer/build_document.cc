#include "indexer/build_document.h"

#include <map>
#include <set>

#include "content/markdown/render.h"
#include "content/model/block.h"

namespace koujing::indexer {
namespace {

Result<std::string> display_name(const Reading& reading, PersonId id) {
  KJ_TRY(const auto person, reading.people().find(id));
  return person ? person->display_name : std::string();
}

// What all spans of one revision share.
Result<search::IndexDocument> document_of(const Reading& reading, const Revision& revision) {
  search::IndexDocument document;
  document.entry = revision.entry;
  document.text = revision.text;
  document.text.script = without_block_marks(revision.text.script);
  document.text.body = without_block_marks(revision.text.body);
  document.script_plain = render_plain(revision.text.script);
  document.body_plain = render_plain(revision.text.body);
  document.node = revision.node;
  document.digest = revision.digest;
  document.published_at = revision.recorded_at;
  KJ_TRY(const auto department, reading.people().department(revision.text.department.value));
  document.department_name = department ? department->name : revision.text.department.value;
  if (revision.notice) {
    KJ_TRY(const auto notice, reading.notices().find(*revision.notice));
    if (notice) document.document_number = notice->form.document_number;
  }
  return document;
}

}  // namespace

Result<std::vector<search::IndexDocument>> build_documents(const Reading& reading, EntryId entry) {
  KJ_TRY(const auto events, reading.entries().events(entry));
  std::vector<search::IndexDocument> documents;
  std::map<int, search::IndexDocument> by_revision;
  std::set<int> redacted;
  for (const Span& span : spans_of(events)) {
    if (redacted.contains(span.number)) continue;
    auto found = by_revision.find(span.number);
    if (found == by_revision.end()) {
      KJ_TRY(const auto revision, reading.entries().revision(entry, span.number));
      if (!revision)
        return Error{
            ErrorKind::kInternal,
            "store_damaged",
            {"存储的内容不完整，请运行 koujing doctor", "the store lacks a revision; run koujing doctor"}};
      if (revision->redacted) {
        redacted.insert(span.number);
        continue;
      }
      KJ_TRY(auto document, document_of(reading, *revision));
      found = by_revision.emplace(span.number, std::move(document)).first;
    }
    search::IndexDocument document = found->second;
    document.span = span;
    if (span.confirmation) {
      KJ_TRY(const auto confirmation, reading.changes().confirmation(*span.confirmation));
      if (confirmation) {
        KJ_TRY(document.confirmed_by, display_name(reading, confirmation->by));
        document.confirmed_at = confirmation->at;
      }
    }
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace koujing::indexer
