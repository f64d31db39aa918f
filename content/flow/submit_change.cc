#include "content/flow/change_step.h"
#include "content/model/text_rules.h"

namespace koujing {

Result<ChangeId> submit_change(const Flow& flow, const Person& actor, ChangeId id,
                               std::optional<std::int64_t> expected_version) {
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(ChangeSet change, begin_step(writing, id, ChangeVerb::kSubmit, expected_version));
           std::vector<Fault> faults = faults_of(change.content, true);
           KJ_TRY(const auto libraries, writing.people().libraries());
           for (Fault& fault : placement_faults(change.content, change.department, libraries))
             faults.push_back(std::move(fault));
           KJ_TRY(auto foreign, foreign_entry_faults(writing, change.content, change.department));
           for (Fault& fault : foreign) faults.push_back(std::move(fault));
           if (!faults.empty()) return invalid_input(std::move(faults));
           change.submitted_at = writing.recorded_at();
           KJ_DO(writing.changes().save_state(change));
           KJ_DO(note_step(writing, actor, change, "submit_change", change.digest, "{}"));
           return Subject{"change", id.value};
         }));
  return ChangeId{changed.id};
}

}  // namespace koujing
