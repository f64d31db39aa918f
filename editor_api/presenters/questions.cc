// Questions of agents, and who is in charge of what.
#include "content/flow/questions.h"

#include <algorithm>

#include "editor_api/policies/policy.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {

Result<json> Presenter::question(const Question& question, const Person& reader, Instant now) {
  const QuestionForm& form = question.form;
  const auto own = std::find_if(question.askers.begin(), question.askers.end(),
                                [&](const QuestionAsker& asker) { return asker.by == reader.id; });
  const bool mine = own != question.askers.end();
  json askers = json::array(), steps = json::array();
  for (const QuestionAsker& asker : question.askers) {
    const bool may_read = asker.by == reader.id || may_read_callers(reader);
    askers.push_back({{"by", person_ref(asker.by)},
                      {"at", time(asker.at)},
                      {"callback", may_read ? json(asker.asking.callback) : json(nullptr)},
                      {"call_id", may_read ? json(asker.asking.call_id) : json(nullptr)}});
  }
  json answered_by = nullptr, answered_at = nullptr;
  for (const QuestionStep& step : question.steps) {
    const bool is_note_on_caller = step.verb == "join";
    steps.push_back({{"verb", step.verb},
                     {"by", step.by ? person_ref(step.by) : json(nullptr)},
                     {"at", time(step.at)},
                     {"text", is_note_on_caller ? "" : step.text},
                     {"department", step.department ? department(*step.department) : json(nullptr)}});
    if (step.verb != "answer") continue;
    answered_by = person_ref(step.by);
    answered_at = time(step.at);
  }
  json node = nullptr;
  if (form.node) {
    KJ_TRY(const auto found, reading_.catalogue().find(*form.node));
    if (found) node = {{"id", found->id.value}, {"library", found->library}, {"path", found->path}};
  }
  json change = nullptr;
  if (question.notice) {
    ChangeFilter filter;
    filter.notice = question.notice;
    KJ_TRY(const auto changes, reading_.changes().list(filter, {1, std::nullopt}));
    if (!changes.items.empty()) change = changes.items.front().id.value;
  }
  json entry = form.entry ? json(form.entry->value) : json(nullptr);
  if (!form.entry && question.state == QuestionState::kPublished && change.is_number()) {
    KJ_TRY(const auto events, reading_.entries().events_of(ChangeId{change.get<std::int64_t>()}));
    if (!events.empty()) entry = events.front().entry.value;
  }
  json difference = nullptr;
  if (form.entry && question.state == QuestionState::kPublished) {
    KJ_TRY(const auto head, reading_.entries().find(*form.entry));
    KJ_TRY(const auto before, reading_.entries().revision(*form.entry, form.revision));
    if (head && before && head->newest_number > form.revision) {
      KJ_TRY(const auto after, reading_.entries().revision(*form.entry, head->newest_number));
      difference = json::array();
      if (!before->redacted && after && !after->redacted)
        for (json& field : field_differences(&before->text, &after->text))
          if (field.at("changed").get<bool>()) difference.push_back(std::move(field));
    }
  }
  const auto due = due_of(question);
  const bool has_outcome = question.state == QuestionState::kAnswered ||
                           question.state == QuestionState::kPublished ||
                           question.state == QuestionState::kClosed;
  return json{{"id", question.id.value},
              {"version", question.version},
              {"kind", question_kind_name(form.kind)},
              {"state", question_state_name(question.state)},
              {"text", form.text},
              {"query", form.query},
              {"entry", std::move(entry)},
              {"revision", form.entry ? json(form.revision) : json(nullptr)},
              {"region", form.region},
              {"product", form.product},
              {"catalogue", std::move(node)},
              {"asked_at", time(question.asked_at)},
              {"department", question.department ? department(*question.department) : json(nullptr)},
              {"due", time(due)},
              {"late", due && *due < now},
              {"answer", question.answer},
              {"answered_by", std::move(answered_by)},
              {"answered_at", std::move(answered_at)},
              {"notice", question.notice ? json(question.notice->value) : json(nullptr)},
              {"change", std::move(change)},
              {"difference", std::move(difference)},
              {"mine", mine},
              {"news", mine && has_outcome && own->seen < question.version},
              {"askers", std::move(askers)},
              {"steps", std::move(steps)}};
}

}  // namespace koujing::door
