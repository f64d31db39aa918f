// How long what is personal is kept: rules by kind of record, and the deletion when the time is over.
//
// Only texts go. Who searched when, what was shown and used, and every record of the journal stay; the
// journal binds the text of a search by a salted digest (search_digest() of content/journal/record.h), so
// that everything still verifies.
#pragma once

#include <cstdint>
#include <optional>

#include "content/flow/flow.h"

namespace koujing {

struct RetentionRules {
  static constexpr std::int64_t kFewestDays = 30, kMostDays = 36'500;
  // 0: kept for good.
  std::int64_t search_days = 0;    // texts of searches, and of the uses that came of them
  std::int64_t callback_days = 0;  // whom to call back, from the last step of a question that is done with
  bool operator==(const RetentionRules&) const = default;
};

struct RetentionRulesNow {
  RetentionRules rules;
  std::int64_t version = 0;  // 0: nobody has changed them
};

Result<RetentionRulesNow> retention_rules_now(const Reading& reading);

// Errors: kInvalid "invalid_input" for days that are neither 0 nor kFewestDays to kMostDays; kStale
// "stale_version".
Result<RetentionRulesNow> edit_retention_rules(const Flow& flow, const Person& actor,
                                               const RetentionRules& rules,
                                               std::optional<std::int64_t> expected_version);

// Deletes what the rules say, a batch at a time, each with its record "forget_searches" or
// "forget_callbacks". Gives how many searches and questions lost their texts in this batch; 0: nothing is
// due.
Result<std::size_t> forget_what_is_due(const Flow& flow, Instant now);

// One search, for the law or a customer who asks: "forget_search" with the reason. Errors: kNotFound;
// kConflict "forgotten" when its text is gone already; kInvalid without a reason.
Status forget_search(const Flow& flow, const Person& actor, const std::string& search,
                     const std::string& reason);

}  // namespace koujing
