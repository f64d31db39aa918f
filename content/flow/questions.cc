#include "content/flow/questions.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/add_draft.h"
#include "content/flow/change_step.h"
#include "content/flow/question_step.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;
using State = QuestionState;

Error wrong_state(State state) {
  const std::string name(question_state_name(state));
  return {ErrorKind::kConflict,
          "wrong_state",
          {"疑难问题单当前状态（" + name + "）不能这样做，请刷新后再看",
           "the question stands at '" + name + "', which does not allow this step; load it again"}};
}

Result<Question> begin(const Reading& reading, QuestionId id, std::initializer_list<State> from,
                       std::optional<std::int64_t> expected_version) {
  KJ_TRY(Question question, need_question(reading, id));
  KJ_DO(expect_version(expected_version, question.version));
  if (std::find(from.begin(), from.end(), question.state) == from.end()) return wrong_state(question.state);
  return question;
}

std::vector<JournalRef> refs_of(const Question& question) {
  std::vector<JournalRef> refs;
  if (question.form.entry) refs.push_back({"entry", id_text(question.form.entry->value)});
  if (question.notice) refs.push_back({"notice", id_text(question.notice->value)});
  if (!question.form.asking.call_id.empty()) refs.push_back({"call", question.form.asking.call_id});
  return refs;
}

Status note(Writing& writing, const Person& actor, const Question& question, const std::string& verb,
            const std::string& text, const std::optional<DepartmentCode>& department = {}) {
  return note_question(writing, &actor, question, verb, text, department);
}

void bring_to(Question& question, const DepartmentCode& department, Instant now) {
  question.state = State::kRouted;
  question.department = department;
  question.answer_due = now.plus_seconds(kAnswerSeconds);
}

// The department that can be named without asking anybody.
Result<std::optional<DepartmentCode>> known_department(Writing& writing, const QuestionForm& form) {
  if (form.entry) {
    KJ_TRY(const auto revision, writing.entries().revision(*form.entry, form.revision));
    if (!revision) return not_found("条目", "entry", form.entry->value);
    return std::optional(revision->text.department);
  }
  if (!form.node) return std::optional<DepartmentCode>();
  KJ_TRY(const auto node, writing.catalogue().find(*form.node));
  if (!node) return not_found("目录", "catalogue node", form.node->value);
  return department_in_charge(writing, *form.node);
}

// One step: the question in one of `from`, changed by `change`, saved as a new version.
template <class Change>
Result<QuestionId> in_step(const Flow& flow, QuestionId id, std::initializer_list<State> from,
                           std::optional<std::int64_t> expected_version, Change change) {
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(Question question, begin(writing, id, from, expected_version));
           question.version += 1;
           KJ_DO(change(writing, question));
           KJ_DO(writing.questions().save(question));
           return Subject{"question", id.value};
         }));
  return QuestionId{done.id};
}

}  // namespace

Status note_question(Writing& writing, const Person* actor, const Question& question, const std::string& verb,
                     const std::string& text, const std::optional<DepartmentCode>& department,
                     std::optional<Instant> missed) {
  const PersonId by = actor != nullptr ? actor->id : PersonId{};
  KJ_DO(writing.questions().add_step(question.id, {verb, by, writing.recorded_at(), text, department}));
  KJ_DO(writing.record().add_feed({0, "question", {}, {}, writing.recorded_at(), question.id}));
  json detail = {{"kind", question_kind_name(question.form.kind)},
                 {"state", question_state_name(question.state)},
                 {"version", question.version}};
  if (department) detail["department"] = department->value;
  if (missed) detail["due"] = format_instant(*missed, 0);
  KJ_DO(append(writing, actor,
               {verb + "_question",
                {"question", id_text(question.id.value)},
                "",
                text.empty() ? "" : sha256_hex(text),
                canonical(detail),
                refs_of(question)}));
  return {};
}

Result<Question> need_question(const Reading& reading, QuestionId id) {
  KJ_TRY(auto question, reading.questions().find(id));
  if (!question) return not_found("疑难问题单", "question", id.value);
  return *std::move(question);
}

Result<QuestionId> raise_question(const Flow& flow, const Person& actor, const QuestionForm& form) {
  if (auto faults = faults_of(form); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           Question question;
           question.form = form;
           question.asked_at = writing.recorded_at();
           question.dispatch_due = question.asked_at.plus_seconds(kDispatchSeconds);
           KJ_TRY(const auto department, known_department(writing, form));
           if (department) bring_to(question, *department, question.asked_at);
           KJ_TRY(question.id, writing.questions().add(question));
           KJ_DO(writing.questions().add_asker(question.id,
                                               {actor.id, question.asked_at, form.asking, question.version}));
           KJ_DO(note(writing, actor, question, "ask", form.text, department));
           return Subject{"question", question.id.value};
         }));
  return QuestionId{made.id};
}

Result<QuestionId> join_question(const Flow& flow, const Person& actor, QuestionId id, const Asking& asking) {
  if (auto faults = faults_of(asking); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(
      const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
        KJ_TRY(const Question question, need_question(writing, id));
        if (question.state != State::kOpen && question.state != State::kRouted)
          return Error{
              ErrorKind::kConflict,
              "already_answered",
              {"这个问题已经有结果，请直接打开看", "this question has an outcome already; open it and see"}};
        KJ_DO(writing.questions().add_asker(id, {actor.id, writing.recorded_at(), asking, question.version}));
        KJ_DO(note(writing, actor, question, "join", ""));
        return Subject{"question", id.value};
      }));
  return QuestionId{done.id};
}

Result<QuestionId> route_question(const Flow& flow, const Person& actor, QuestionId id,
                                  const DepartmentCode& department, const std::string& text,
                                  std::optional<std::int64_t> expected_version) {
  if (!is_clean_text(text) || characters_in(text) > 500)
    return invalid_input({{"/note", "too_long", {"最多 500 个字符", "at most 500 characters"}}});
  return in_step(
      flow, id, {State::kOpen, State::kRouted}, expected_version,
      [&](Writing& writing, Question& question) -> Status {
        KJ_TRY(const auto known, writing.people().department(department.value));
        if (!known)
          return invalid_input({{"/department", "unknown", {"没有这个部门", "there is no such department"}}});
        bring_to(question, known->code, writing.recorded_at());
        return note(writing, actor, question, "route", text, known->code);
      });
}

Result<QuestionId> give_back_question(const Flow& flow, const Person& actor, QuestionId id,
                                      const std::string& reason,
                                      std::optional<std::int64_t> expected_version) {
  KJ_DO(check_comment(reason, "/reason"));
  return in_step(flow, id, {State::kRouted}, expected_version,
                 [&](Writing& writing, Question& question) -> Status {
                   question.state = State::kOpen;
                   question.department.reset();
                   question.answer_due.reset();
                   return note(writing, actor, question, "give_back", reason);
                 });
}

Result<QuestionId> answer_question(const Flow& flow, const Person& actor, QuestionId id,
                                   const std::string& answer, std::optional<std::int64_t> expected_version) {
  constexpr std::size_t kLongest = 20'000;  // of a script
  if (answer.find_first_not_of(" \n\r\t") == std::string::npos)
    return invalid_input({{"/answer", "required", {"请写明答复", "write the answer"}}});
  if (!is_clean_text(answer) || characters_in(answer) > kLongest)
    return invalid_input({{"/answer", "too_long", {"最多 20000 个字符", "at most 20,000 characters"}}});
  return in_step(flow, id, {State::kRouted, State::kAnswered}, expected_version,
                 [&](Writing& writing, Question& question) -> Status {
                   question.state = State::kAnswered;
                   question.answer = answer;
                   return note(writing, actor, question, "answer", answer);
                 });
}

Result<QuestionId> close_question(const Flow& flow, const Person& actor, QuestionId id,
                                  const std::string& reason, std::optional<std::int64_t> expected_version) {
  KJ_DO(check_comment(reason, "/reason"));
  return in_step(flow, id, {State::kOpen, State::kRouted, State::kAnswered}, expected_version,
                 [&](Writing& writing, Question& question) -> Status {
                   question.state = State::kClosed;
                   return note(writing, actor, question, "close", reason);
                 });
}

namespace {

constexpr std::size_t kLongestTitle = 200;

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  while (characters_in(line) > kLongestTitle) {
    do line.pop_back();
    while (!line.empty() && !is_clean_text(line));
  }
  return line;
}

PersonId answered_by(const Question& question) {
  for (auto step = question.steps.rbegin(); step != question.steps.rend(); ++step)
    if (step->verb == "answer") return step->by;
  return question.askers.front().by;
}

NoticeForm form_of(const Question& question) {
  NoticeForm form;
  form.department = *question.department;
  form.subject = first_line("答复疑难问题：" + question.form.text);
  form.text = "**问题**\n\n" + question.form.text + "\n\n**答复**\n\n" + question.answer;
  return form;
}

// The notice of an earlier draft goes on with the answer as it is now.
Status take_up_again(Writing& writing, const Person& editor, const Question& question, Notice notice) {
  NoticeForm form = form_of(question);
  const std::string before = sha256_hex(canonical(notice.form)), digest = sha256_hex(canonical(form));
  if (before == digest && notice.editor == editor.id) return {};
  notice.form = std::move(form);
  notice.editor = editor.id;
  notice.version += 1;
  KJ_DO(writing.notices().save(notice, editor.id, writing.recorded_at()));
  if (before == digest) return {};
  KJ_DO(append(writing, &editor, {"amend_notice", {"notice", id_text(notice.id.value)}, before, digest}));
  return {};
}

// The notice that the answer amounts to: of its department, raised by whoever answered; that of an earlier
// draft, unless nothing is done on it any more.
Result<NoticeId> notice_of(Writing& writing, const Person& editor, const Question& question) {
  if (question.notice) {
    KJ_TRY(const Notice held, need_notice(writing, *question.notice));
    if (!held.redacted && step(held.state, NoticeVerb::kDraftChanges)) {
      KJ_DO(take_up_again(writing, editor, question, held));
      return held.id;
    }
  }
  Notice notice;
  notice.form = form_of(question);
  notice.state = NoticeState::kAssigned;
  notice.raised_by = answered_by(question);
  notice.received_at = writing.recorded_at();
  notice.editor = editor.id;
  return writing.notices().add(notice);
}

Result<ChangeItem> item_of(const Reading& reading, const Question& question) {
  ChangeItem item;
  const QuestionForm& form = question.form;
  if (form.entry) {
    KJ_TRY(const auto head, reading.entries().find(*form.entry));
    if (!head) return not_found("条目", "entry", form.entry->value);
    KJ_TRY(const auto newest, reading.entries().revision(*form.entry, head->newest_number));
    item.action = ChangeAction::kRevise;
    item.entry = *form.entry;
    item.base_revision = newest->number;
    item.text = newest->text;
    item.text.script = question.answer;
    return item;
  }
  item.text.title = first_line(form.text);
  if (!form.query.empty() && form.query != item.text.title) item.text.questions = {form.query};
  item.text.script = question.answer;
  if (!form.region.empty()) item.text.scope.region = {form.region};
  if (!form.product.empty()) item.text.scope.product = {form.product};
  if (form.node) {
    KJ_TRY(const auto node, reading.catalogue().find(*form.node));
    if (node) {
      item.text.library = node->library;
      item.text.catalogue = node->path;
    }
  }
  if (item.text.library.empty()) {
    KJ_TRY(const auto libraries, reading.people().libraries());
    if (!libraries.empty()) item.text.library = libraries.front();
  }
  return item;
}

}  // namespace

Result<ChangeId> draft_question(const Flow& flow, const Person& actor, QuestionId id,
                                std::optional<std::int64_t> expected_version) {
  ChangeId made;
  KJ_TRY(const QuestionId done,
         in_step(flow, id, {State::kAnswered}, expected_version,
                 [&](Writing& writing, Question& question) -> Status {
                   KJ_TRY(ChangeItem item, item_of(writing, question));
                   KJ_TRY(question.notice, notice_of(writing, actor, question));
                   ChangeContent content;
                   content.summary = "疑难问题 " + id_text(id.value) + " 号的答复";
                   content.items.push_back(std::move(item));
                   fill_departments(content, *question.department);
                   KJ_TRY(made, add_draft(writing, actor, *question.notice, *question.department, content));
                   question.state = State::kDrafted;
                   return note(writing, actor, question, "draft", "");
                 }));
  (void)done;
  return made;
}

Status see_question(const Flow& flow, const Person& actor, QuestionId id) {
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const Question question, need_question(writing, id));
           KJ_DO(writing.questions().set_seen(id, actor.id, question.version));
           return Subject{"question", id.value};
         }));
  (void)done;
  return {};
}

namespace {

// The question of `notice`, if it has one, in `to`, unless it is in none of `from`.
Status follow_notice(Writing& writing, const Person& actor, NoticeId notice,
                     std::initializer_list<State> from, State to, const std::string& verb) {
  KJ_TRY(const auto id, writing.questions().by_notice(notice));
  if (!id) return {};
  KJ_TRY(Question question, need_question(writing, *id));
  if (std::find(from.begin(), from.end(), question.state) == from.end()) return {};
  question.state = to;
  question.version += 1;
  KJ_DO(writing.questions().save(question));
  return note(writing, actor, question, verb, "");
}

bool is_over(ChangeState state) {
  return state == ChangeState::kDiscarded || state == ChangeState::kWithdrawn;
}

}  // namespace

Status draft_further(Writing& writing, const Person& actor, NoticeId notice) {
  return follow_notice(writing, actor, notice, {State::kAnswered}, State::kDrafted, "draft");
}

Status publish_question(Writing& writing, const Person& actor, NoticeId notice) {
  return follow_notice(writing, actor, notice, {State::kDrafted}, State::kPublished, "publish");
}

Status reopen_question(Writing& writing, const Person& actor, NoticeId notice) {
  ChangeFilter filter;
  filter.notice = notice;
  KJ_TRY(const auto sets, writing.changes().list(filter, {100, std::nullopt}));
  for (const ChangeSet& set : sets.items)
    if (!is_over(set.state)) return {};
  return follow_notice(writing, actor, notice, {State::kDrafted, State::kPublished}, State::kAnswered,
                       "reopen");
}

}  // namespace koujing
