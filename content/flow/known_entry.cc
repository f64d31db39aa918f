#include "content/flow/known_entry.h"

#include <algorithm>
#include <charconv>

#include "content/exchange/canonical.h"
#include "content/model/timeline.h"

namespace koujing {
namespace {

Result<std::string> name_here(const Reading& reading, EntryId entry) {
  constexpr std::size_t kDigits = 8;
  KJ_TRY(const auto first, reading.record().journal_after(0, 1));
  const std::string library = first.empty() ? "" : first.front().hash.substr(0, kDigits);
  return "K" + std::to_string(entry.value) + "-" + library;
}

Result<std::optional<EntryHead>> entry_named(const Reading& reading, const std::string& id) {
  KJ_TRY(const auto own, reading.entries().by_external_id(id));
  if (own) return reading.entries().find(*own);
  EntryId entry;
  if (!id.starts_with("K")) return std::optional<EntryHead>();
  if (std::from_chars(id.data() + 1, id.data() + id.size(), entry.value).ec != std::errc())
    return std::optional<EntryHead>();
  KJ_TRY(const std::string name, name_here(reading, entry));
  if (name != id) return std::optional<EntryHead>();
  KJ_TRY(auto head, reading.entries().find(entry));
  if (head && !head->external_id.empty()) head.reset();
  return head;
}

}  // namespace

Result<std::string> exported_id(const Reading& reading, const EntryHead& entry) {
  if (!entry.external_id.empty()) return entry.external_id;
  return name_here(reading, entry.id);
}

Result<std::optional<KnownEntry>> known_entry(const Reading& reading, const EntryText& text,
                                              bool of_history) {
  if (text.external_id.empty()) return std::optional<KnownEntry>();
  KJ_TRY(const auto head, entry_named(reading, text.external_id));
  if (!head) return std::optional<KnownEntry>();
  KnownEntry known{head->id, head->newest_number, head->external_id, false};
  KJ_TRY(const auto events, reading.entries().events(head->id));
  const auto spans = spans_of(events);
  EntryText here = text;
  here.external_id = head->external_id;
  const std::string digest = revision_digest(here);
  const auto says_this = [&](const Revision& revision) {
    if (revision.digest == digest) return true;
    here.validity = text.validity;
    for (const Span& span : spans)
      if (span.number == revision.number && span.valid == text.validity)
        here.validity = revision.text.validity;
    return revision_digest(here) == revision_digest(revision.text);
  };
  KJ_TRY(const auto revisions, reading.entries().revisions(head->id));
  for (const Revision& revision : revisions)
    if (of_history || revision.number == known.newest) known.same = known.same || says_this(revision);
  return std::optional(std::move(known));
}

}  // namespace koujing
