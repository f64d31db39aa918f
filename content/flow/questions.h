// What agents could not answer, or found wrong: raised, brought to its department, answered, made into a
// draft.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/flow/flow.h"
#include "content/model/question.h"

namespace koujing {

// A question goes to the department in charge of its place in the catalogue at once, feedback to that of its
// entry; else it is open, for the shift leader to route. Errors: kInvalid "invalid_input", kNotFound.
Result<QuestionId> raise_question(const Flow& flow, const Person& actor, const QuestionForm& form);

// Asks the same: this person is told what becomes of it, too; again, the note on the caller is replaced.
// kConflict "already_answered" from the answer on.
Result<QuestionId> join_question(const Flow& flow, const Person& actor, QuestionId id, const Asking& asking);

// Errors of all steps: kNotFound; kStale "stale_version"; kConflict "wrong_state".
Result<QuestionId> route_question(const Flow& flow, const Person& actor, QuestionId id,
                                  const DepartmentCode& department, const std::string& note,
                                  std::optional<std::int64_t> expected_version);
// The department says that it is not in charge, and why.
Result<QuestionId> give_back_question(const Flow& flow, const Person& actor, QuestionId id,
                                      const std::string& reason,
                                      std::optional<std::int64_t> expected_version);
// Answering again replaces the answer as long as nothing was made of it.
Result<QuestionId> answer_question(const Flow& flow, const Person& actor, QuestionId id,
                                   const std::string& answer, std::optional<std::int64_t> expected_version);
Result<QuestionId> close_question(const Flow& flow, const Person& actor, QuestionId id,
                                  const std::string& reason, std::optional<std::int64_t> expected_version);

// The answer becomes a notice of its department with this editor, and a change set with one draft: a new
// entry, or the next revision of the entry that the feedback was about. Gives the change set. After an
// earlier draft that came to nothing its notice is taken up again, with the answer as it is now.
Result<ChangeId> draft_question(const Flow& flow, const Person& actor, QuestionId id,
                                std::optional<std::int64_t> expected_version);

// This asker has seen how the question stands.
Status see_question(const Flow& flow, const Person& actor, QuestionId id);

// Within the transaction that publishes a change set of `notice`: what came of a question is told to its
// askers.
Status publish_question(Writing& writing, const Person& actor, NoticeId notice);

// Within the transaction that gives a change set of `notice` up or takes its publication back, its new state
// saved: when no set of the notice is worked on or published any more, its question is only answered again,
// to be drafted anew or closed.
Status reopen_question(Writing& writing, const Person& actor, NoticeId notice);

// Within the transaction that makes a change set of `notice` by hand: an answered question of it is drafted.
Status draft_further(Writing& writing, const Person& actor, NoticeId notice);

// What missed its due time by `now` goes to the shift leaders, once for each due time (of the routing, of
// every answer), also when it was late before: a step "escalate" of the system. At most 100 at a time; how
// many.
Result<std::size_t> escalate_late_questions(const Flow& flow, Instant now);

Result<Question> need_question(const Reading& reading, QuestionId id);

// Departments in charge by place in the catalogue; what stands at a node holds for all below it.
struct ChargesNow {
  std::map<CatalogueId, DepartmentCode> departments;
  std::int64_t version = 0;
};
Result<ChargesNow> charges_now(const Reading& reading);
Result<ChargesNow> edit_charges(const Flow& flow, const Person& actor,
                                const std::map<CatalogueId, DepartmentCode>& departments,
                                std::optional<std::int64_t> expected_version);
Result<std::optional<DepartmentCode>> department_in_charge(const Reading& reading, CatalogueId node);

}  // namespace koujing
