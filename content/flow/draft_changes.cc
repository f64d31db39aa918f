#include "content/exchange/canonical.h"
#include "content/flow/add_draft.h"
#include "content/flow/change_step.h"
#include "content/flow/questions.h"
#include "content/flow/redaction_step.h"
#include "content/model/text_rules.h"

namespace koujing {

Result<ChangeId> add_draft(Writing& writing, const Person& actor, NoticeId id,
                           const DepartmentCode& department, const ChangeContent& content) {
  KJ_TRY(Notice notice, need_notice(writing, id));
  if (notice.redacted) return already_redacted("这份通知单", "this notice");
  const NoticeState before = notice.state;
  KJ_TRY(notice.state, step(notice.state, NoticeVerb::kDraftChanges));
  if (auto faults = faults_of(content, false); !faults.empty()) return invalid_input(std::move(faults));
  ChangeSet change;
  change.notice = id;
  change.department = department;
  change.content = content;
  change.digest = change_digest(content, change.department, change.notice);
  change.created_by = actor.id;
  change.created_at = writing.recorded_at();
  KJ_TRY(change.id, writing.changes().add(change));
  if (notice.state != before) {
    notice.version += 1;
    KJ_DO(writing.notices().save(notice, actor.id, writing.recorded_at()));
  }
  KJ_DO(note_step(writing, actor, change, "draft_changes", "", "{}"));
  return change.id;
}

Result<ChangeId> draft_changes(const Flow& flow, const Person& actor, NoticeId id, ChangeContent content) {
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const Notice notice, need_notice(writing, id));
           fill_departments(content, notice.form.department);
           KJ_TRY(const ChangeId change, add_draft(writing, actor, id, notice.form.department, content));
           KJ_DO(draft_further(writing, actor, id));
           return Subject{"change", change.value};
         }));
  return ChangeId{made.id};
}

Result<ChangeId> edit_change(const Flow& flow, const Person& actor, ChangeId id, ChangeContent content,
                             std::optional<std::int64_t> expected_version) {
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(ChangeSet change, begin_step(writing, id, ChangeVerb::kEdit, expected_version));
           fill_departments(content, change.department);
           if (auto faults = faults_of(content, false); !faults.empty())
             return invalid_input(std::move(faults));
           const std::string before = change.digest;
           change.content = content;
           change.digest = change_digest(content, change.department, change.notice);
           change.version += 1;
           change.submitted_at.reset();  // a draft again: the department sees it when it is sent again
           KJ_DO(writing.changes().add_version(change, actor.id, writing.recorded_at()));
           KJ_DO(writing.changes().save_state(change));
           const bool voids = change.confirmation && !change.confirmation->voided;
           KJ_DO(note_step(writing, actor, change, "edit_change", before,
                           voids ? R"({"voids_confirmation":true})" : "{}"));
           return Subject{"change", id.value};
         }));
  return ChangeId{changed.id};
}

}  // namespace koujing
