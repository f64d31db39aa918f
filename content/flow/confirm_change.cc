#include <algorithm>

#include "content/flow/change_step.h"

namespace koujing {
namespace {

// What the emergency door published becomes confirmed; agents see it by the feed.
Status confirm_published(Writing& writing, const Person& actor, const ChangeSet& change,
                         ConfirmationId confirmation) {
  KJ_TRY(const auto events, writing.entries().events_of(change.id));
  for (const EntryEvent& published : events) {
    if (published.kind != EntryEventKind::kPublish) continue;
    EntryEvent event = published;
    event.kind = EntryEventKind::kConfirm;
    event.target = published.seq;
    event.recorded_at = writing.recorded_at();
    event.standing = Standing::kConfirmed;
    event.confirmation = confirmation;
    event.by = actor.id;
    KJ_DO(writing.entries().add_event(event));
    KJ_DO(writing.record().add_feed({0, "entry", event.entry, {}, writing.recorded_at()}));
  }
  return {};
}

}  // namespace

Result<ChangeId> confirm_change(const Flow& flow, const Person& actor, ChangeId id, const std::string& digest,
                                std::optional<std::int64_t> expected_version) {
  KJ_TRY(
      const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
        KJ_TRY(ChangeSet change, need_change(writing, id));
        KJ_DO(expect_version(expected_version, change.version));
        const bool after_emergency = change.state == ChangeState::kUnconfirmed;
        KJ_TRY(change.state, step(change.state, ChangeVerb::kConfirm));
        if (!actor.has(Role::kDepartment) || actor.department != change.department)
          return Error{ErrorKind::kForbidden,
                       "other_department",
                       {"只有下发部门的人员可以确认，请转给该部门",
                        "only people of the issuing department can confirm; pass it to them"}};
        if (std::find(change.authors.begin(), change.authors.end(), actor.id) != change.authors.end())
          return four_eyes(
              "起草过变更单的人不能确认它，请由下发部门的其他人确认",
              "whoever wrote a line of a change set cannot confirm it; ask somebody else of the department");
        if (digest != change.digest)
          return Error{ErrorKind::kStale,
                       "content_changed",
                       {"内容在您查看之后已有改动，请重新查看后再确认",
                        "the content changed after you saw it; look at it again before you confirm"}};
        Confirmation confirmation;
        confirmation.change = id;
        confirmation.by = actor.id;
        confirmation.department = change.department;
        confirmation.at = writing.recorded_at();
        confirmation.digest = digest;
        KJ_TRY(confirmation.id, writing.changes().add_confirmation(confirmation, change.version));
        std::vector<JournalRef> refs;
        if (after_emergency) {
          KJ_DO(confirm_published(writing, actor, change, confirmation.id));
          KJ_DO(feed_bulletins(writing, id));
          KJ_TRY(const auto events, writing.entries().events_of(change.id));
          for (const EntryEvent& event : events) refs.push_back({"entry", id_text(event.entry.value)});
        }
        KJ_DO(writing.changes().save_state(change));
        KJ_DO(note_step(writing, actor, change, "confirm_change", change.digest, "{}", std::move(refs)));
        return Subject{"change", id.value};
      }));
  return ChangeId{changed.id};
}

}  // namespace koujing
