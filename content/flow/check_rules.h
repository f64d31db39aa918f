// The rules of the checks: read and changed, each change with its journal record.
#pragma once

#include <optional>

#include "content/flow/flow.h"
#include "content/model/check_rules.h"

namespace koujing {

struct CheckRulesNow {
  CheckRules rules;
  std::int64_t version = 0;  // 0: the standard ones, which nobody has changed
  std::optional<PersonId> by;
  std::optional<Instant> at;
};

Result<CheckRulesNow> check_rules_now(const Reading& reading);

// Replaces all of them. Errors: kInvalid "invalid_input" with every fault; kStale "stale_version".
Result<CheckRulesNow> edit_check_rules(const Flow& flow, const Person& actor, const CheckRules& rules,
                                       std::optional<std::int64_t> expected_version);

}  // namespace koujing
