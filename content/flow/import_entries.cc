#include "content/flow/import_entries.h"

#include <nlohmann/json.hpp>

#include <set>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/known_entry.h"
#include "content/flow/people.h"

namespace koujing {
namespace {

Status make_places(Writing& writing, const Person& actor, std::span<const ImportText> texts) {
  KJ_TRY(const auto known, writing.people().libraries());
  std::set<std::string> libraries(known.begin(), known.end());
  for (const auto& [text, of_history] : texts) {
    if (libraries.insert(text.library).second) KJ_DO(make_library(writing, &actor, text.library));
    KJ_TRY(const auto department, writing.people().department(text.department.value));
    if (!department) KJ_DO(make_department(writing, &actor, {text.department, text.department.value}));
  }
  return {};
}

struct Row {
  EntryText text;  // under the id of the entry that it means
  std::string digest;
  std::optional<KnownEntry> known;
};

Result<std::vector<Row>> rows_of(const Reading& reading, std::span<const ImportText> texts) {
  std::vector<Row> rows;
  for (const auto& [text, of_history] : texts) {
    Row row{text, "", {}};
    KJ_TRY(row.known, known_entry(reading, text, of_history));
    if (row.known) row.text.external_id = row.known->external_id;
    row.digest = revision_digest(row.text);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string digest_of(const std::vector<Row>& rows) {
  std::string all;
  for (const Row& row : rows) all += row.digest + "\n";
  return sha256_hex(all);
}

// A text that says no beginning answers from now on. One that has ended already is history: it answered
// before we knew of it, since when nobody says.
Validity validity_at(const Validity& stated, Instant now) {
  const bool ended = stated.to && *stated.to <= now;
  if (stated.from != Instant::always() || ended) return stated;
  return {now, stated.to};
}

}  // namespace

Result<ImportOutcome> import_entries(const Flow& flow, const Person& actor, const SigningKey& key,
                                     std::span<const ImportText> texts, const std::string& source,
                                     bool unconfirmed) {
  ImportOutcome outcome;
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           const Instant now = writing.recorded_at();
           KJ_DO(make_places(writing, actor, texts));
           KJ_TRY(const std::vector<Row> rows, rows_of(writing, texts));
           const std::string batch_digest = digest_of(rows);
           ChangeSet change;
           change.department = texts.front().text.department;
           change.content.summary = "导入：" + source;
           change.digest = batch_digest;
           change.state = unconfirmed ? ChangeState::kUnconfirmed : ChangeState::kPublished;
           change.emergency = unconfirmed;
           if (unconfirmed) {
             // The department will be asked about these texts, so they stand in the set.
             for (const auto& [text, digest, known] : rows)
               change.content.items.push_back({ChangeAction::kNew, {}, 0, text, {}, ""});
             change.digest = change_digest(change.content, change.department, change.notice);
           }
           change.created_by = actor.id;
           change.created_at = now;
           change.published_at = change.effective_at = now;
           change.published_by = actor.id;
           std::vector<JournalRef> refs;
           for (const auto& [text, digest, known] : rows) {
             if (known && known->same) {
               ++outcome.unchanged;
               continue;
             }
             if (!change.id) {
               KJ_TRY(change.id, writing.changes().add(change));
             }
             Revision revision;
             if (known) {
               revision.entry = known->id;
               ++outcome.revised;
             } else {
               KJ_TRY(revision.entry, writing.entries().add(text.external_id, now));
               ++outcome.added;
             }
             revision.number = known ? known->newest + 1 : 1;
             revision.text = text;
             revision.digest = digest;
             revision.change = change.id;
             revision.published_by = actor.id;
             revision.recorded_at = now;
             KJ_TRY(const auto node, writing.catalogue().place(text.library, text.catalogue, actor.id, now));
             EntryEvent event;
             KJ_TRY(event.revision, writing.entries().add_revision(revision, node));
             event.entry = revision.entry;
             event.number = revision.number;
             event.validity = validity_at(text.validity, now);
             event.recorded_at = now;
             event.standing = unconfirmed ? Standing::kUnconfirmed : Standing::kImported;
             event.change = change.id;
             event.by = actor.id;
             KJ_DO(writing.entries().add_event(event));
             KJ_DO(writing.record().add_feed({0, "entry", event.entry, {}, now}));
             refs.push_back({"entry", id_text(event.entry.value)});
           }
           if (!change.id) return Subject{"change", 0};
           const nlohmann::json detail = {{"source", source},
                                          {"added", outcome.added},
                                          {"revised", outcome.revised},
                                          {"signature", key.sign(batch_digest)},
                                          {"public_key", key.public_key()}};
           KJ_DO(append(writing, &actor,
                        {"import_entries",
                         {"change", id_text(change.id.value)},
                         "",
                         batch_digest,
                         canonical(detail),
                         std::move(refs)}));
           outcome.change = change.id;
           return Subject{"change", change.id.value};
         }));
  (void)made;
  return outcome;
}

}  // namespace koujing
