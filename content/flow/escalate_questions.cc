#include "content/flow/question_step.h"
#include "content/flow/questions.h"

namespace koujing {

Result<std::size_t> escalate_late_questions(const Flow& flow, Instant now) {
  constexpr std::size_t kAtOnce = 100;
  {
    KJ_TRY(const auto reading, flow.store.read());
    KJ_TRY(const auto late, reading->questions().late_untold(now, 1));
    if (late.empty()) return std::size_t{0};
  }
  std::size_t escalated = 0;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto late, writing.questions().late_untold(writing.recorded_at(), kAtOnce));
           for (const QuestionId id : late) {
             KJ_TRY(const Question question, need_question(writing, id));
             // The step tells by its department which due time was missed: an open question has none.
             KJ_DO(note_question(writing, nullptr, question, "escalate", "", question.department,
                                 due_of(question)));
           }
           escalated = late.size();
           return Subject{"questions", 0};
         }));
  (void)done;
  return escalated;
}

}  // namespace koujing
