#include "content/flow/confirm_links.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/crypto/secret.h"
#include "content/exchange/canonical.h"
#include "content/flow/questions.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr std::int64_t kDay = 24 * 3600, kStandardDays = 7, kMostDays = 30;
constexpr std::size_t kLoginDigits = 12;  // of a random name: 48 bits

Result<Instant> checked(const ConfirmLinkForm& form, Instant now) {
  std::vector<Fault> faults;
  const auto text = [&](const char* pointer, const std::string& value, std::size_t most) {
    if (value.find_first_not_of(" \t\r\n") == std::string::npos)
      faults.push_back({pointer, "required", {"必须填写", "must be filled in"}});
    else if (!is_clean_text(value) || characters_in(value) > most)
      faults.push_back(
          {pointer,
           "too_long",
           {"最多 " + std::to_string(most) + " 个字符", "at most " + std::to_string(most) + " characters"}});
  };
  text("/name", form.name, 100);
  text("/contact", form.contact, 200);
  const Instant expires = form.expires_at.value_or(now.plus_seconds(kStandardDays * kDay));
  if (expires <= now || expires > now.plus_seconds(kMostDays * kDay))
    faults.push_back({"/expires_at", "out_of_range", {"应在 30 天之内", "must be within 30 days"}});
  if (!faults.empty()) return invalid_input(std::move(faults));
  return expires;
}

Status may_issue(const Person& actor, const ChangeSet& change) {
  if (change.state != ChangeState::kSubmitted && change.state != ChangeState::kUnconfirmed)
    return Error{ErrorKind::kConflict,
                 "wrong_state",
                 {"只有等待部门确认的变更单才能发确认链接",
                  "only a change set that waits for its department can have a link"}};
  if (std::find(change.authors.begin(), change.authors.end(), actor.id) != change.authors.end())
    return four_eyes("起草过变更单的人不能发它的确认链接，请由班长或另一位主任发",
                     "whoever wrote a line of it cannot issue its link; ask a leader or another director");
  return {};
}

// The person for whom the link is made, of the department that decides, and the link itself.
Status make_link(Writing& writing, const Person& actor, const ConfirmLinkForm& form,
                 const DepartmentCode& department, ConfirmLink link, NewConfirmLink& made) {
  const Instant now = writing.recorded_at();
  KJ_TRY(made.expires_at, checked(form, now));
  Person person;
  person.login = std::string(kLinkLogin) + random_token().substr(0, kLoginDigits);
  person.display_name = form.name;
  person.roles = {Role::kDepartment};
  person.department = department;
  KJ_TRY(made.person, writing.people().add(person, ""));
  link.token_hash = sha256_hex(made.secret);
  link.person = made.person;
  link.issued_by = actor.id;
  link.issued_at = now;
  link.expires_at = made.expires_at;
  KJ_TRY(const std::int64_t id, writing.people().add_confirm_link(link));
  (void)id;
  return {};
}

Status note_link(Writing& writing, const Person& actor, const ConfirmLinkForm& form,
                 const NewConfirmLink& made, const char* verb, JournalRef subject,
                 const std::string& digest) {
  KJ_TRY(const auto seq,
         append(writing, &actor,
                {verb,
                 std::move(subject),
                 "",
                 digest,
                 canonical(nlohmann::json{{"name", form.name},
                                          {"contact", form.contact},
                                          {"person", made.person.value},
                                          {"expires_at", format_instant(made.expires_at, 0)}}),
                 {{"person", id_text(made.person.value)}}}));
  (void)seq;
  return {};
}

}  // namespace

Result<NewConfirmLink> issue_confirm_link(const Flow& flow, const Person& actor, ChangeId id,
                                          const ConfirmLinkForm& form) {
  NewConfirmLink made;
  made.secret = random_token();
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const ChangeSet change, need_change(writing, id));
           KJ_DO(may_issue(actor, change));
           ConfirmLink link;
           link.change = id;
           KJ_DO(make_link(writing, actor, form, change.department, std::move(link), made));
           KJ_DO(note_link(writing, actor, form, made, "issue_confirm_link", {"change", id_text(id.value)},
                           change.digest));
           return Subject{"change", id.value};
         }));
  (void)done;
  return made;
}

Result<NewConfirmLink> issue_answer_link(const Flow& flow, const Person& actor, QuestionId id,
                                         const ConfirmLinkForm& form) {
  NewConfirmLink made;
  made.secret = random_token();
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const Question question, need_question(writing, id));
           if (question.state != QuestionState::kRouted)
             return Error{ErrorKind::kConflict,
                          "wrong_state",
                          {"只有等待部门答复的疑难问题单才能发答复链接",
                           "only a question that waits for its department can have a link"}};
           ConfirmLink link;
           link.question = id;
           KJ_DO(make_link(writing, actor, form, *question.department, std::move(link), made));
           KJ_DO(note_link(writing, actor, form, made, "issue_answer_link", {"question", id_text(id.value)},
                           sha256_hex(question.form.text)));
           return Subject{"question", id.value};
         }));
  (void)done;
  return made;
}

}  // namespace koujing
