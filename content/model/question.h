// A question (疑难问题单): what an agent could not answer from the library, or found wrong in it.
//
// open -> routed -> answered -> drafted -> published; a department can give it back (routed -> open); open,
// routed and answered can be closed. When its draft is given up, or its publication taken back, it is
// reopened (drafted, published -> answered). One that its department answers goes back to whoever asked at
// once; what becomes of the library afterwards closes the loop.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "content/model/instant.h"
#include "content/model/result.h"

namespace koujing {

enum class QuestionKind {
  kQuestion,  // the library has no answer
  kWrong,     // the others: feedback on one revision
  kOutdated,
  kUnclear,
};
enum class QuestionState { kOpen, kRouted, kAnswered, kDrafted, kPublished, kClosed };

std::string_view question_kind_name(QuestionKind kind);  // "question", "wrong", "outdated", "unclear"
std::optional<QuestionKind> question_kind_from_name(std::string_view name);
std::string_view question_state_name(QuestionState state);  // "open", "routed", …
std::optional<QuestionState> question_state_from_name(std::string_view name);

constexpr std::int64_t kDispatchSeconds = 60 * 60;  // the handbooks: to its department within 60 minutes
constexpr std::int64_t kAnswerSeconds = 24 * 3600;  // then a day to answer

// The caller who waits, as one agent knows of them.
struct Asking {
  std::string search;    // id of the search that did not help; ""
  std::string call_id;   // of the telephone system; ""
  std::string callback;  // whom to call back, and when
};

struct QuestionForm {
  QuestionKind kind = QuestionKind::kQuestion;
  std::string text;              // what the customer wants to know, or what is wrong: 1..2000 characters
  std::string query;             // what was searched for
  std::optional<EntryId> entry;  // with `revision`: what the feedback is about
  int revision = 0;
  std::string region, product;  // of the caller
  std::optional<CatalogueId> node;
  Asking asking;
};

struct QuestionAsker {
  PersonId by;
  Instant at;
  Asking asking;
  std::int64_t seen = 0;  // version of the question that this person has seen
};

struct QuestionStep {
  std::string verb;  // "ask", "join", "route", "give_back", "answer", "draft", "publish", "reopen", "close",
                     // "escalate"
  PersonId by;       // of "escalate", which nobody does, none
  Instant at;
  std::string text;
  std::optional<DepartmentCode> department;  // of "route"; of "escalate": it missed its answer
};

struct Question {
  QuestionId id;
  QuestionForm form;  // its `asking` is that of the first asker
  QuestionState state = QuestionState::kOpen;
  Instant asked_at, dispatch_due;
  std::optional<DepartmentCode> department;
  std::optional<Instant> answer_due;
  std::string answer;
  std::optional<NoticeId> notice;     // what the answer was turned into
  std::int64_t version = 1;           // of state and answer; the ETag
  std::vector<QuestionAsker> askers;  // in the order of asking
  std::vector<QuestionStep> steps;
};

// By when the present step should be over; absent when nothing is waited for.
std::optional<Instant> due_of(const Question& question);

std::vector<Fault> faults_of(const QuestionForm& form);
std::vector<Fault> faults_of(const Asking& asking);

}  // namespace koujing
