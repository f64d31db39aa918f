#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/change_step.h"
#include "content/flow/questions.h"
#include "content/model/text_rules.h"

namespace koujing {

namespace {

Status check_passages(const std::vector<PassageComment>& passages, std::size_t items) {
  constexpr std::size_t kMost = 100, kLongestQuote = 500;
  if (passages.size() > kMost)
    return invalid_input({{"/passages", "too_many", {"最多 100 处批注", "at most 100 passages"}}});
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const std::string at = "/passages/" + std::to_string(i);
    KJ_DO(check_comment(passages[i].comment, at + "/comment"));
    if (passages[i].item >= items)
      return invalid_input({{at + "/item", "unknown", {"变更单里没有这个条目", "the set has no such item"}}});
    if (!is_clean_text(passages[i].quote) || characters_in(passages[i].quote) > kLongestQuote)
      return invalid_input(
          {{at + "/quote", "too_long", {"引文最多 500 个字符", "a quote has at most 500 characters"}}});
  }
  return {};
}

}  // namespace

Result<ChangeId> return_change(const Flow& flow, const Person& actor, ChangeId id, const std::string& comment,
                               std::optional<std::int64_t> expected_version,
                               const std::vector<PassageComment>& passages) {
  if (passages.empty() || !comment.empty()) KJ_DO(check_comment(comment, "/comment"));
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(ChangeSet change, begin_step(writing, id, ChangeVerb::kReturn, expected_version));
           if (!actor.has(Role::kDepartment) || actor.department != change.department)
             return Error{
                 ErrorKind::kForbidden,
                 "other_department",
                 {"只有下发部门的人员可以退回", "only people of the issuing department can return it"}};
           KJ_DO(check_passages(passages, change.content.items.size()));
           KJ_DO(writing.changes().add_comment(
               id, {actor.id, writing.recorded_at(), "return", comment, passages}));
           KJ_DO(writing.changes().save_state(change));
           nlohmann::json detail = {{"comment", comment}};
           // By digest: they quote the draft, and the journal keeps what it has.
           if (!passages.empty()) detail["passages_digest"] = sha256_hex(canonical(passages));
           KJ_DO(note_step(writing, actor, change, "return_change", change.digest, canonical(detail)));
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
           if (change.notice) KJ_DO(reopen_question(writing, actor, *change.notice));
           return Subject{"change", id.value};
         }));
  return ChangeId{changed.id};
}

}  // namespace koujing
