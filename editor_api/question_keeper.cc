#include "editor_api/question_keeper.h"

#include <utility>

#include "content/flow/questions.h"
#include "indexer/follow_feed.h"

namespace koujing::door {

QuestionKeeper::QuestionKeeper(Site& site, Report report)
    : site_(site), report_(std::move(report)), minutes_([this] { look(); }) {}

void QuestionKeeper::look() {
  const auto escalated = escalate_late_questions({*site_.store, site_.files}, site_.now());
  if (!escalated)
    report_(escalated.error());
  else if (*escalated > 0 && site_.follower)
    site_.follower->nudge();
}

}  // namespace koujing::door
