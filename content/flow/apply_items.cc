#include "content/flow/apply_items.h"

#include <algorithm>

#include "content/exchange/canonical.h"
#include "content/flow/care.h"
#include "content/flow/change_step.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

// When an item begins to answer: what its text says, but not before a moment that was chosen for the whole
// set.
Instant begin_of(const EntryText& text, const Publication& publication, Instant recorded_at) {
  const Instant chosen = publication.at.value_or(recorded_at);
  if (text.validity.from == Instant::always()) return chosen;
  return publication.at ? std::max(text.validity.from, chosen) : text.validity.from;
}

Result<int> check_base(Writing& writing, const ChangeItem& item) {
  KJ_TRY(const auto head, writing.entries().find(item.entry));
  if (!head) return not_found("条目", "entry", item.entry.value);
  if (head->newest_number != item.base_revision)
    return Error{
        ErrorKind::kConflict,
        "stale_base",
        {"条目 " + id_text(item.entry.value) + " 在起草后已有新版本（现在第 " + id_text(head->newest_number) +
             " 版，起草时第 " + id_text(item.base_revision) + " 版），请对照新版本修改后重新确认",
         "entry " + id_text(item.entry.value) + " got a newer revision meanwhile (now " +
             id_text(head->newest_number) + ", drafted on " + id_text(item.base_revision) +
             "); compare, edit and have it confirmed again"}};
  return head->newest_number;
}

Result<EntryId> publish_item(Writing& writing, const Person& actor, const ChangeSet& change,
                             const ChangeItem& item, const Publication& publication) {
  const Instant now = writing.recorded_at();
  Revision revision;
  revision.entry = item.entry;
  revision.text = item.text;
  revision.digest = revision_digest(item.text);
  revision.change = change.id;
  revision.published_by = actor.id;
  revision.recorded_at = now;
  if (item.action == ChangeAction::kNew) {
    KJ_TRY(revision.entry, writing.entries().add(item.text.external_id, now));
    revision.number = 1;
  } else {
    KJ_TRY(const int newest, check_base(writing, item));
    revision.number = newest + 1;
  }
  KJ_TRY(const auto node, writing.catalogue().place(item.text.library, item.text.catalogue, actor.id, now));
  EntryEvent event;
  KJ_TRY(event.revision, writing.entries().add_revision(revision, node));
  event.entry = revision.entry;
  event.kind = EntryEventKind::kPublish;
  event.number = revision.number;
  event.validity = {begin_of(item.text, publication, now), item.text.validity.to};
  event.recorded_at = now;
  event.standing = publication.standing;
  event.change = change.id;
  event.confirmation = publication.confirmation;
  event.by = actor.id;
  KJ_DO(writing.entries().add_event(event));
  if (publication.standing == Standing::kConfirmed) {
    const auto& confirmation = change.confirmation;
    KJ_DO(care_for_published(writing, actor, revision.entry, event.validity.from,
                             confirmation ? std::optional(confirmation->by) : std::nullopt));
  }
  return revision.entry;
}

Result<EntryId> retire_item(Writing& writing, const Person& actor, const ChangeSet& change,
                            const ChangeItem& item, const Publication& publication) {
  KJ_DO(check_base(writing, item));
  const Instant chosen = publication.at.value_or(writing.recorded_at());
  EntryEvent event;
  event.entry = item.entry;
  event.kind = EntryEventKind::kRetire;
  event.validity = {std::max(item.retire_at.value_or(chosen), chosen), std::nullopt};
  event.recorded_at = writing.recorded_at();
  event.standing = publication.standing;
  event.change = change.id;
  event.confirmation = publication.confirmation;
  event.by = actor.id;
  KJ_DO(writing.entries().add_event(event));
  return item.entry;
}

}  // namespace

Result<std::vector<EntryId>> apply_items(Writing& writing, const Person& actor, const ChangeSet& change,
                                         const Publication& publication) {
  KJ_TRY(const auto libraries, writing.people().libraries());
  std::vector<Fault> faults = placement_faults(change.content, change.department, libraries);
  KJ_TRY(auto foreign, foreign_entry_faults(writing, change.content, change.department));
  for (Fault& fault : foreign) faults.push_back(std::move(fault));
  const Instant chosen = publication.at.value_or(writing.recorded_at());
  for (std::size_t i = 0; i < change.content.items.size(); ++i) {
    const ChangeItem& item = change.content.items[i];
    if (item.action != ChangeAction::kRetire && item.text.validity.to && *item.text.validity.to <= chosen)
      faults.push_back({"/items/" + std::to_string(i) + "/effective_to",
                        "already_ended",
                        {"有效期在发布时已经结束", "the validity is over before publication"}});
  }
  if (!faults.empty()) return invalid_input(std::move(faults));
  std::vector<EntryId> touched;
  for (const ChangeItem& item : change.content.items) {
    KJ_TRY(const EntryId entry, item.action == ChangeAction::kRetire
                                    ? retire_item(writing, actor, change, item, publication)
                                    : publish_item(writing, actor, change, item, publication));
    KJ_DO(writing.record().add_feed({0, "entry", entry, {}, writing.recorded_at()}));
    touched.push_back(entry);
  }
  return touched;
}

}  // namespace koujing
