// How long each stage of the flow may take: read and changed, each change with its journal record.
#pragma once

#include <optional>

#include "content/flow/flow.h"
#include "content/model/stage.h"

namespace koujing {

struct StageRulesNow {
  StageRules rules;
  std::int64_t version = 0;  // 0: the standard ones, which nobody has changed
};

Result<StageRulesNow> stage_rules_now(const Reading& reading);

// Errors: kInvalid "invalid_input" with every fault; kStale "stale_version".
Result<StageRulesNow> edit_stage_rules(const Flow& flow, const Person& actor, const StageRules& rules,
                                       std::optional<std::int64_t> expected_version);

}  // namespace koujing
