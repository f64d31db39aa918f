// Where a notice stands, since when, and by when the stage should be over: the clock of the flow.
#pragma once

#include <optional>
#include <string_view>

#include "content/model/change_set.h"
#include "content/model/notice.h"

namespace koujing {

enum class StageName {
  kReview,   // waits for the director
  kResend,   // returned to whoever sent it
  kDraft,    // with the editor: study and writing
  kConfirm,  // with the issuing department
  kPublish,  // confirmed, waits for the editor
  kDone,     // published, filed
};
std::string_view stage_name(StageName name);  // "review", "resend", "draft", "confirm", "publish", "done"

struct Stage {
  StageName name = StageName::kReview;
  Instant since;
  // By when: of a draft what the director said, and otherwise `since` and the standard time of the stage for
  // the urgency (stage.cc). Absent for kResend and kDone.
  std::optional<Instant> due;
};

// `change` is the newest change set of the notice that was not discarded, if any. Pure.
Stage stage_of(const Notice& notice, const ChangeSet* change);

}  // namespace koujing
