#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/flow/change_step.h"

namespace koujing {

Result<ChangeId> return_change(const Flow& flow, const Person& actor, ChangeId id, const std::string& comment,
                               std::optional<std::int64_t> expected_version) {
  KJ_DO(check_comment(comment, "/comment"));
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(ChangeSet change, begin_step(writing, id, ChangeVerb::kReturn, expected_version));
           if (!actor.has(Role::kDepartment) || actor.department != change.department)
             return Error{
                 ErrorKind::kForbidden,
                 "other_department",
                 {"只有下发部门的人员可以退回", "only people of the issuing department can return it"}};
           KJ_DO(writing.changes().add_comment(id, {actor.id, writing.recorded_at(), "return", comment}));
           KJ_DO(writing.changes().save_state(change));
           KJ_DO(note_step(writing, actor, change, "return_change", change.digest,
                           canonical(nlohmann::json{{"comment", comment}})));
           return Subject{"change", id.value};
         }));
  return ChangeId{changed.id};
}

Result<ChangeId> discard_change(const Flow& flow, const Person& actor, ChangeId id,
                                std::optional<std::int64_t> expected_version) {
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const ChangeSet change, begin_step(writing, id, ChangeVerb::kDiscard, expected_version));
           KJ_DO(writing.changes().save_state(change));
           KJ_DO(note_step(writing, actor, change, "discard_change", change.digest, "{}"));
           return Subject{"change", id.value};
         }));
  return ChangeId{changed.id};
}

}  // namespace koujing
