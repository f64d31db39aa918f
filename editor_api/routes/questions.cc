// /questions: what agents could not answer or found wrong, until it is answered and in the library.
#include "content/flow/questions.h"

#include <algorithm>

#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/links.h"
#include "editor_api/routes/route.h"
#include "search/study/matter.h"
#include "search/text/normalise.h"

namespace koujing::door {
namespace {

constexpr std::size_t kLookedAt = 300;  // open questions that a new one is compared with, the newest
constexpr std::size_t kMostAlike = 5;
constexpr double kAlike = 0.4;  // of the pieces that either has, so many both have

Result<Question> visible(const Call& call, const Reading& reading, QuestionId id) {
  KJ_TRY(Question question, need_question(reading, id));
  KJ_DO(check_question(call.person, question));
  return question;
}

Result<Reply> shown(Call& call, QuestionId id, int status = 200) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const Question question, need_question(*reading, id));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  KJ_TRY(reply.body, present.question(question, call.person, call.site.now()));
  reply.headers.emplace_back("ETag", etag(question.version));
  reply.location = "/questions/" + std::to_string(id.value);
  return reply;
}

Asking read_asking(FormReader& reader) {
  return {reader.text("search"), reader.text("call_id"), reader.text("callback")};
}

Result<Reply> raise(Call& call) {
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  QuestionForm form;
  form.text = reader.text("text", true);
  form.query = reader.text("query");
  form.region = reader.text("region");
  form.product = reader.text("product");
  if (const auto node = reader.number("catalogue")) form.node = CatalogueId{*node};
  form.asking = read_asking(reader);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const QuestionId id, raise_question(call.flow(), call.person, form));
  return shown(call, id, 201);
}

Result<Reply> feedback(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  QuestionForm form;
  form.entry = EntryId{number};
  form.revision = static_cast<int>(reader.number("revision").value_or(0));
  const std::string kind = reader.text("kind", true);
  const auto known = question_kind_from_name(kind);
  if (!known || *known == QuestionKind::kQuestion)
    reader.fault("kind", "unknown", "只能是 wrong、outdated 或 unclear",
                 "must be wrong, outdated or unclear");
  else
    form.kind = *known;
  form.text = reader.text("text", true);
  form.query = reader.text("query");
  form.asking = read_asking(reader);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const QuestionId id, raise_question(call.flow(), call.person, form));
  return shown(call, id, 201);
}

Result<Reply> listed(Call& call, const Reading& reading, const std::vector<Question>& questions, json next) {
  Presenter present(reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", std::move(next)}};
  for (const Question& question : questions) {
    KJ_TRY(json row, present.question(question, call.person, call.site.now()));
    reply.body["items"].push_back(std::move(row));
  }
  return reply;
}

Result<Reply> list(Call& call) {
  KJ_TRY(const Page page, call.page());
  QuestionFilter filter;
  const auto text = [&](const char* name) { return call.request.query_value(name).value_or(""); };
  if (const std::string state = text("state"); !state.empty()) {
    filter.state = question_state_from_name(state);
    if (!filter.state)
      return invalid_input({{"state", "unknown", {"没有这个状态", "there is no such state"}}});
  }
  if (const std::string code = text("department"); !code.empty()) filter.department = DepartmentCode{code};
  KJ_TRY(const auto entry, call.query_number("entry"));
  if (entry) filter.entry = EntryId{*entry};
  if (text("late") == "true") filter.due_by = call.site.now();
  filter.with_news_for_asker = text("news") == "true";
  if (text("mine") == "true" || filter.with_news_for_asker || !may_see_all_questions(call.person)) {
    const bool of_department = call.person.has(Role::kDepartment) && !may_see_all_questions(call.person);
    if (of_department && !filter.with_news_for_asker && text("mine") != "true")
      filter.department = call.person.department.value_or(DepartmentCode{});
    else
      filter.asked_by = call.person.id;
  }
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto found, reading->questions().list(filter, page));
  return listed(call, *reading, found.items, found.next ? json(std::to_string(*found.next)) : json(nullptr));
}

Result<Reply> late(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const std::int64_t count, reading->questions().late_count(call.site.now()));
  Reply reply;
  reply.body = {{"count", count}};
  return reply;
}

// Questions that wait, or were answered and are not in the library yet, whose words are like these.
Result<Reply> alike(Call& call) {
  const std::string text = call.request.query_value("q").value_or("");
  const auto pieces_in = [](const std::string& words) {
    return search::set_of(search::pieces_of(search::normalise(words).characters));
  };
  const auto ours = pieces_in(text);
  KJ_TRY(const auto reading, call.site.store->read());
  std::vector<std::pair<double, Question>> near;
  Page page{100, std::nullopt};
  for (std::size_t looked = 0; looked < kLookedAt && !ours.empty(); looked += page.limit) {
    KJ_TRY(auto found, reading->questions().list({}, page));
    for (Question& question : found.items) {
      if (question.state == QuestionState::kClosed || question.state == QuestionState::kPublished ||
          question.form.kind != QuestionKind::kQuestion)
        continue;
      const double likeness = std::max(search::likeness(ours, pieces_in(question.form.text)),
                                       search::likeness(ours, pieces_in(question.form.query)));
      if (likeness >= kAlike) near.emplace_back(likeness, std::move(question));
    }
    if (!found.next) break;
    page.after = found.next;
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (near.size() > kMostAlike) near.resize(kMostAlike);
  std::vector<Question> questions;
  questions.reserve(near.size());
  for (auto& [likeness, question] : near) questions.push_back(std::move(question));
  return listed(call, *reading, questions, nullptr);
}

Result<Reply> get(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const Question question, visible(call, *reading, QuestionId{number}));
  }
  return shown(call, QuestionId{number});
}

Result<Reply> join(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  const Asking asking = read_asking(reader);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const QuestionId id, join_question(call.flow(), call.person, QuestionId{number}, asking));
  return shown(call, id);
}

// What all steps have in common: the question that this person may act on, one text of the form, the version.
struct Step {
  QuestionId id;
  std::string text;
  std::string department;
  Expected expected;
};
Result<Step> read_step(Call& call, const char* field, bool required) {
  Step step;
  KJ_TRY(const std::int64_t number, call.number(0));
  step.id = QuestionId{number};
  KJ_TRY(step.expected, if_match(call, false));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  if (*field != '\0') step.text = reader.text(field, required);
  if (std::string_view(field) == "note") step.department = reader.text("department", true);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const Question question, visible(call, *reading, step.id));
  return step;
}

Result<Reply> route(Call& call) {
  KJ_TRY(const Step step, read_step(call, "note", false));
  KJ_TRY(const QuestionId id,
         route_question(call.flow(), call.person, step.id, DepartmentCode{step.department}, step.text,
                        step.expected.version));
  return shown(call, id);
}
Result<Reply> give_back(Call& call) {
  KJ_TRY(const Step step, read_step(call, "reason", true));
  KJ_TRY(const QuestionId id,
         give_back_question(call.flow(), call.person, step.id, step.text, step.expected.version));
  return shown(call, id);
}
Result<Reply> answer(Call& call) {
  KJ_TRY(const Step step, read_step(call, "answer", true));
  KJ_TRY(const QuestionId id,
         answer_question(call.flow(), call.person, step.id, step.text, step.expected.version));
  return shown(call, id);
}
Result<Reply> close(Call& call) {
  KJ_TRY(const Step step, read_step(call, "reason", true));
  KJ_TRY(const QuestionId id,
         close_question(call.flow(), call.person, step.id, step.text, step.expected.version));
  return shown(call, id);
}
Result<Reply> issue_link(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const ConfirmLinkForm wanted, read_link_form(call));
  KJ_TRY(const NewConfirmLink made, issue_answer_link(call.flow(), call.person, QuestionId{number}, wanted));
  return shown_link(call, made);
}
Result<Reply> draft(Call& call) {
  KJ_TRY(const Step step, read_step(call, "", false));
  KJ_TRY(const ChangeId change, draft_question(call.flow(), call.person, step.id, step.expected.version));
  (void)change;
  return shown(call, step.id, 201);
}
Result<Reply> see(Call& call) {
  KJ_TRY(const Step step, read_step(call, "", false));
  KJ_DO(see_question(call.flow(), call.person, step.id));
  return shown(call, step.id);
}

Reply shown(const ChargesNow& now) {
  Reply reply;
  reply.body = {{"departments", json::object()}, {"version", now.version}};
  for (const auto& [node, department] : now.departments)
    reply.body["departments"][std::to_string(node.value)] = department.value;
  reply.headers.emplace_back("ETag", etag(now.version));
  return reply;
}

Result<Reply> charges(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const ChargesNow now, charges_now(*reading));
  return shown(now);
}

Result<Reply> set_charges(Call& call) {
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  const json& given = reader.raw("departments");
  std::map<CatalogueId, DepartmentCode> departments;
  if (!given.is_object() || given.size() > 5000)
    reader.fault("departments", "wrong_type", "应当是目录编号到部门的对照",
                 "must be departments by node number");
  else
    for (const auto& [node, department] : given.items()) {
      char* end = nullptr;
      const std::int64_t id = std::strtoll(node.c_str(), &end, 10);
      if (id < 1 || *end != '\0' || !department.is_string())
        reader.fault("departments", "wrong_type", "应当是目录编号到部门的对照",
                     "must be departments by node number");
      else
        departments[CatalogueId{id}] = DepartmentCode{department.get<std::string>()};
    }
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const ChargesNow now, edit_charges(call.flow(), call.person, departments, expected.version));
  return shown(now);
}

}  // namespace

std::vector<Route> question_routes() {
  return {{"POST", "/questions", Permission::kAsk, raise, true},
          {"GET", "/questions", Permission::kReadQuestions, list},
          {"GET", "/questions/alike", Permission::kAsk, alike},
          {"GET", "/questions/late", Permission::kRouteQuestion, late},
          {"GET", "/questions/{q}", Permission::kReadQuestions, get},
          {"POST", "/questions/{q}/join", Permission::kAsk, join},
          {"POST", "/questions/{q}/route", Permission::kRouteQuestion, route},
          {"POST", "/questions/{q}/give-back", Permission::kConfirmChange, give_back},
          {"POST", "/questions/{q}/answer", Permission::kAnswerQuestion, answer},
          {"POST", "/questions/{q}/answer-link", Permission::kIssueAnswerLink, issue_link},
          {"POST", "/questions/{q}/close", Permission::kCloseQuestion, close},
          {"POST", "/questions/{q}/draft", Permission::kDraftChanges, draft, true},
          {"POST", "/questions/{q}/seen", Permission::kAsk, see},
          {"POST", "/entries/{e}/feedback", Permission::kAsk, feedback, true},
          {"GET", "/departments-in-charge", Permission::kSignedIn, charges},
          {"PUT", "/departments-in-charge", Permission::kEditCheckRules, set_charges}};
}

}  // namespace koujing::door
