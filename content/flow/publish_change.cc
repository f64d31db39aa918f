#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/flow/apply_items.h"
#include "content/flow/change_step.h"
#include "content/flow/questions.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

Status finish_notice(Writing& writing, const Person& actor, const ChangeSet& change) {
  if (!change.notice) return {};
  KJ_TRY(Notice notice, need_notice(writing, *change.notice));
  const NoticeState before = notice.state;
  KJ_TRY(notice.state, step(notice.state, NoticeVerb::kFinish));
  if (notice.state == before) return {};
  notice.version += 1;
  return writing.notices().save(notice, actor.id, writing.recorded_at());
}

// State, items, notice and journal of a publication by either door.
Status publish_now(Writing& writing, const Person& actor, ChangeSet& change, const Publication& publication,
                   json detail) {
  change.published_at = writing.recorded_at();
  change.effective_at = publication.at.value_or(writing.recorded_at());
  change.published_by = actor.id;
  KJ_DO(writing.changes().save_state(change));
  KJ_TRY(const auto entries, apply_items(writing, actor, change, publication));
  KJ_DO(finish_notice(writing, actor, change));
  if (change.notice) KJ_DO(publish_question(writing, actor, *change.notice));
  std::vector<JournalRef> refs;
  json numbers = json::array();
  for (const EntryId entry : entries) {
    refs.push_back({"entry", id_text(entry.value)});
    numbers.push_back(entry.value);
  }
  detail["entries"] = std::move(numbers);
  detail["effective_at"] = format_instant(*change.effective_at, 0);
  const char* verb = publication.standing == Standing::kUnconfirmed ? "publish_emergency" : "publish_change";
  return note_step(writing, actor, change, verb, change.digest, canonical(detail), std::move(refs));
}

}  // namespace

Result<ChangeId> publish_change(const Flow& flow, const Person& actor, ChangeId id, std::optional<Instant> at,
                                std::optional<std::int64_t> expected_version) {
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(ChangeSet change, begin_step(writing, id, ChangeVerb::kPublish, expected_version));
           if (at && *at < writing.recorded_at())
             return invalid_input({{"/at", "in_the_past", {"发布时间必须晚于现在", "must lie ahead"}}});
           const std::string digest = change_digest(change.content, change.department, change.notice);
           if (!change.confirmation || change.confirmation->voided || change.confirmation->digest != digest)
             return Error{ErrorKind::kConflict,
                          "unconfirmed",
                          {"变更单的当前内容尚未经下发部门确认，不能发布；请重新提交确认",
                           "the content as it stands was not confirmed by its department; submit it again"}};
           KJ_DO(publish_now(writing, actor, change, {at, Standing::kConfirmed, change.confirmation->id},
                             {{"confirmation", change.confirmation->id.value}}));
           return Subject{"change", id.value};
         }));
  return ChangeId{changed.id};
}

Result<ChangeId> publish_emergency(const Flow& flow, const Person& actor, ChangeId id,
                                   const std::string& reason, std::optional<std::int64_t> expected_version) {
  KJ_DO(check_comment(reason, "/reason"));
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(ChangeSet change, begin_step(writing, id, ChangeVerb::kPublishEmergency, expected_version));
           if (auto faults = faults_of(change.content, true); !faults.empty())
             return invalid_input(std::move(faults));
           change.emergency = true;
           KJ_DO(writing.changes().add_comment(id, {actor.id, writing.recorded_at(), "emergency", reason}));
           KJ_DO(publish_now(writing, actor, change, {std::nullopt, Standing::kUnconfirmed, std::nullopt},
                             {{"reason", reason}}));
           return Subject{"change", id.value};
         }));
  return ChangeId{changed.id};
}

}  // namespace koujing
