#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/notices.h"
#include "content/model/lifecycle.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

Result<NoticeVerb> verb_of(const std::string& decision) {
  if (decision == "assign") return NoticeVerb::kAssign;
  if (decision == "return") return NoticeVerb::kReturn;
  if (decision == "file") return NoticeVerb::kFile;
  return invalid_input(
      {{"/decision", "unknown", {"只能是 assign、return 或 file", "must be assign, return or file"}}});
}

}  // namespace

Result<NoticeId> review_notice(const Flow& flow, const Person& actor, NoticeId id, const ReviewForm& form,
                               std::optional<std::int64_t> expected_version) {
  KJ_TRY(const NoticeVerb verb, verb_of(form.decision));
  std::vector<Fault> faults;
  if (!is_clean_text(form.instruction) || characters_in(form.instruction) > 4000)
    faults.push_back({"/instruction", "too_long", {"批示最多 4000 个字符", "at most 4000 characters"}});
  if (verb == NoticeVerb::kReturn && form.instruction.find_first_not_of(" \n\r\t") == std::string::npos)
    faults.push_back({"/instruction", "required", {"退回时请写明理由", "say why it is returned"}});
  if (verb == NoticeVerb::kAssign && form.editor_login.empty())
    faults.push_back({"/editor", "required", {"请指定采编人员", "name the editor"}});
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(Notice notice, need_notice(writing, id));
           KJ_DO(expect_version(expected_version, notice.version));
           if (notice.raised_by == actor.id)
             return four_eyes("提出通知单的人不能审阅它，请由另一位主任处理",
                              "whoever raised a notice cannot review it; ask another director");
           // Who amended it wrote it, too.
           JournalFilter amended;
           amended.about = JournalRef{"notice", id_text(id.value)};
           amended.actor_login = actor.login;
           amended.verbs = {"amend_notice"};
           KJ_TRY(const auto own, writing.record().journal(amended, true, {1, std::nullopt}));
           if (!own.items.empty())
             return four_eyes("修改过通知单的人不能审阅它，请由另一位主任处理",
                              "whoever amended a notice cannot review it; ask another director");
           KJ_TRY(notice.state, step(notice.state, verb));
           Review review{actor.id, writing.recorded_at(), form.decision, form.instruction, {}, {}};
           if (!actor.has(Role::kDirector)) review.on_behalf_of = actor.stands_in_for;
           if (verb == NoticeVerb::kAssign) {
             KJ_TRY(const auto editor, writing.people().by_login(form.editor_login));
             if (!editor || editor->disabled || !editor->has(Role::kEditor))
               return invalid_input(
                   {{"/editor", "not_an_editor", {"没有这位采编人员", "there is no such editor"}}});
             review.editor = notice.editor = editor->id;
             review.due = notice.due = form.due;
           }
           notice.version += 1;
           KJ_DO(writing.notices().add_review(id, review));
           KJ_DO(writing.notices().save(notice, actor.id, writing.recorded_at()));
           nlohmann::json detail = {
               {"decision", form.decision},
               {"instruction", form.instruction},
               {"editor", form.editor_login},
               {"due", form.due ? nlohmann::json(format_instant(*form.due, 0)) : nullptr}};
           if (review.on_behalf_of) detail["on_behalf_of"] = review.on_behalf_of->value;
           const std::string digest = sha256_hex(canonical(notice.form));
           KJ_DO(append(writing, &actor,
                        {"review_notice", {"notice", id_text(id.value)}, digest, digest, canonical(detail)}));
           return Subject{"notice", id.value};
         }));
  return NoticeId{changed.id};
}

}  // namespace koujing
