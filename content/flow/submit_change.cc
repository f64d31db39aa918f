#include <algorithm>

#include "content/flow/change_step.h"
#include "content/flow/templates.h"
#include "content/flow/touched_decision.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

Result<std::vector<Fault>> undecided_faults(const Reading& reading, const ChangeContent& content,
                                            const std::vector<EntryId>& touched) {
  std::vector<Fault> faults;
  for (const EntryId entry : touched) {
    KJ_TRY(const auto head, reading.entries().find(entry));
    if (!head || decision_on(content, *head) != TouchedDecision::kUndecided) continue;
    KJ_TRY(const auto newest, reading.entries().revision(entry, head->newest_number));
    const std::string title = newest ? newest->text.title : "";
    faults.push_back({"/touched/" + id_text(entry.value),
                      "undecided",
                      {"通知单涉及条目 " + id_text(entry.value) + "“" + title + "”，请决定保持、修订还是停用",
                       "the notice touches entry " + id_text(entry.value) + " '" + title +
                           "'; decide to keep, revise or retire it"}});
  }
  return faults;
}

std::string detail_of(const std::vector<EntryId>& touched) {
  std::string list;
  for (const EntryId entry : touched) list += (list.empty() ? "" : ",") + id_text(entry.value);
  return list.empty() ? "{}" : R"({"touched":[)" + list + "]}";
}

}  // namespace

TouchedDecision decision_on(const ChangeContent& content, const EntryHead& head) {
  for (const ChangeItem& item : content.items)
    if (item.entry == head.id)
      return item.action == ChangeAction::kRetire ? TouchedDecision::kRetire : TouchedDecision::kRevise;
  for (const KeptEntry& kept : content.kept)
    if (kept.entry == head.id && kept.revision == head.newest_number) return TouchedDecision::kKeep;
  return TouchedDecision::kUndecided;
}

Result<ChangeId> submit_change(const Flow& flow, const Person& actor, ChangeId id,
                               std::optional<std::int64_t> expected_version,
                               const std::vector<EntryId>& touched) {
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(ChangeSet change, begin_step(writing, id, ChangeVerb::kSubmit, expected_version));
           std::vector<Fault> faults = faults_of(change.content, true);
           const auto add = [&](std::vector<Fault> more) {
             std::move(more.begin(), more.end(), std::back_inserter(faults));
           };
           KJ_TRY(const auto libraries, writing.people().libraries());
           add(placement_faults(change.content, change.department, libraries));
           KJ_TRY(auto foreign, foreign_entry_faults(writing, change.content, change.department));
           add(std::move(foreign));
           KJ_TRY(auto undecided, undecided_faults(writing, change.content, touched));
           add(std::move(undecided));
           KJ_TRY(auto of_templates, template_faults(writing, change.content));
           add(std::move(of_templates));
           if (!faults.empty()) return invalid_input(std::move(faults));
           change.submitted_at = writing.recorded_at();
           KJ_DO(writing.changes().save_state(change));
           KJ_DO(note_step(writing, actor, change, "submit_change", change.digest, detail_of(touched)));
           return Subject{"change", id.value};
         }));
  return ChangeId{changed.id};
}

}  // namespace koujing
