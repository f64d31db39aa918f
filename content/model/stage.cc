#include "content/model/stage.h"

#include <algorithm>
#include <string>
#include <utility>

namespace koujing {
namespace {

constexpr std::int64_t kHour = 3600;

std::int64_t by_urgency(const StageHours& hours, Urgency urgency) {
  if (urgency == Urgency::kEmergency) return hours.emergency;
  return urgency == Urgency::kUrgent ? hours.urgent : hours.normal;
}

std::int64_t hours_of(const StageRules& rules, StageName name, Urgency urgency) {
  switch (name) {
    case StageName::kReview:
      return by_urgency(rules.review, urgency);
    case StageName::kDraft:
      return by_urgency(rules.draft, urgency);
    case StageName::kConfirm:
      return by_urgency(rules.confirm, urgency);
    case StageName::kPublish:
      return by_urgency(rules.publish, urgency);
    case StageName::kResend:
    case StageName::kDone:
      break;
  }
  return 0;
}

StageName name_of(const Notice& notice, const ChangeSet* change) {
  // Through the emergency door: published, and the department still has to confirm.
  if (change != nullptr && change->state == ChangeState::kUnconfirmed) return StageName::kConfirm;
  if (notice.state == NoticeState::kReturned) return StageName::kResend;
  if (notice.state == NoticeState::kReceived) return StageName::kReview;
  if (notice.state != NoticeState::kAssigned) return StageName::kDone;
  if (change == nullptr) return StageName::kDraft;
  switch (change->state) {
    case ChangeState::kSubmitted:
      return StageName::kConfirm;
    case ChangeState::kConfirmed:
      return StageName::kPublish;
    case ChangeState::kPublished:
    case ChangeState::kUnconfirmed:  // above
      return StageName::kDone;
    case ChangeState::kDraft:
    case ChangeState::kReturned:
    case ChangeState::kWithdrawn:
    case ChangeState::kDiscarded:
      break;
  }
  return StageName::kDraft;
}

Instant since_of(const Notice& notice, const ChangeSet* change, StageName name) {
  Instant since = notice.received_at;
  if (!notice.reviews.empty()) since = std::max(since, notice.reviews.back().at);
  if (change == nullptr) return since;
  switch (name) {
    case StageName::kConfirm:
      if (change->state == ChangeState::kUnconfirmed) return change->published_at.value_or(since);
      return change->submitted_at.value_or(since);
    case StageName::kPublish:
      return change->confirmation ? change->confirmation->at : since;
    case StageName::kDone:
      return change->published_at.value_or(since);
    case StageName::kDraft:
      // Sent back by the department, or taken back: the editor's clock begins anew.
      return change->comments.empty() ? since : std::max(since, change->comments.back().at);
    case StageName::kReview:
    case StageName::kResend:
      break;
  }
  return since;
}

}  // namespace

std::string_view stage_name(StageName name) {
  switch (name) {
    case StageName::kReview:
      return "review";
    case StageName::kResend:
      return "resend";
    case StageName::kDraft:
      return "draft";
    case StageName::kConfirm:
      return "confirm";
    case StageName::kPublish:
      return "publish";
    case StageName::kDone:
      break;
  }
  return "done";
}

std::vector<Fault> faults_of(const StageRules& rules) {
  std::vector<Fault> faults;
  const std::string most = std::to_string(StageRules::kMostHours);
  const auto check = [&](const char* stage, const StageHours& hours) {
    for (const auto& [urgency, value] :
         {std::pair{"normal", hours.normal}, {"urgent", hours.urgent}, {"emergency", hours.emergency}})
      if (value < 0 || value > StageRules::kMostHours)
        faults.push_back({std::string("/") + stage + "/" + urgency,
                          "out_of_range",
                          {"须在 0 到 " + most + " 小时之间", "must be between 0 and " + most + " hours"}});
  };
  check("review", rules.review);
  check("draft", rules.draft);
  check("confirm", rules.confirm);
  check("publish", rules.publish);
  return faults;
}

Stage stage_of(const Notice& notice, const ChangeSet* change, const StageRules& rules) {
  Stage stage;
  stage.name = name_of(notice, change);
  stage.since = since_of(notice, change, stage.name);
  const std::int64_t hours = hours_of(rules, stage.name, notice.form.urgency);
  if (hours > 0) stage.due = stage.since.plus_seconds(hours * kHour);
  if (stage.name == StageName::kDraft && notice.due) stage.due = notice.due;
  return stage;
}

}  // namespace koujing
