#include "content/model/stage.h"

#include <algorithm>

namespace koujing {
namespace {

constexpr std::int64_t kHour = 3600;

// Standard times in hours. The handbooks give one figure, 60 minutes for what is urgent; the others are what
// is left of a working day, two and three.
std::int64_t standard_hours(StageName name, Urgency urgency) {
  const bool emergency = urgency == Urgency::kEmergency, urgent = urgency == Urgency::kUrgent;
  switch (name) {
    case StageName::kReview:
    case StageName::kPublish:
      return emergency ? 1 : urgent ? 4 : 24;
    case StageName::kConfirm:
      return emergency ? 1 : urgent ? 8 : 48;
    case StageName::kDraft:
      return emergency ? 1 : urgent ? 8 : 72;
    case StageName::kResend:
    case StageName::kDone:
      break;
  }
  return 0;
}

StageName name_of(const Notice& notice, const ChangeSet* change) {
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
    case ChangeState::kUnconfirmed:
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

Stage stage_of(const Notice& notice, const ChangeSet* change) {
  Stage stage;
  stage.name = name_of(notice, change);
  stage.since = since_of(notice, change, stage.name);
  const std::int64_t hours = standard_hours(stage.name, notice.form.urgency);
  if (hours > 0) stage.due = stage.since.plus_seconds(hours * kHour);
  if (stage.name == StageName::kDraft && notice.due) stage.due = notice.due;
  return stage;
}

}  // namespace koujing
