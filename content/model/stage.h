// Where a notice stands, since when, and by when the stage should be over: the clock of the flow.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "content/model/change_set.h"
#include "content/model/notice.h"
#include "content/model/result.h"

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

// Hours that a stage may take, by the urgency of the notice; 0: no clock.
struct StageHours {
  std::int64_t normal = 0, urgent = 0, emergency = 0;
  bool operator==(const StageHours&) const = default;
};

// As a site sets them. The handbooks give one figure, 60 minutes for what is urgent; the standard hours of
// the others are what is left of a working day, two and three.
struct StageRules {
  static constexpr std::int64_t kMostHours = 24 * 90;
  StageHours review{24, 4, 1}, draft{72, 8, 1}, confirm{48, 8, 1}, publish{24, 4, 1};
  bool operator==(const StageRules&) const = default;
};
std::vector<Fault> faults_of(const StageRules& rules);  // what is below 0 or over kMostHours

struct Stage {
  StageName name = StageName::kReview;
  Instant since;
  // By when: of a draft what the director said, and otherwise `since` and the hours of the stage. Absent for
  // kResend, kDone and a stage without a clock.
  std::optional<Instant> due;
};

// `change` is the newest change set of the notice that was not discarded, if any. Pure.
Stage stage_of(const Notice& notice, const ChangeSet* change, const StageRules& rules);

}  // namespace koujing
