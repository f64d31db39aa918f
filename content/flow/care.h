// Looking after entries: owners, checks, and what becomes of an entry that nobody checks.
#pragma once

#include <optional>
#include <string>

#include "content/flow/flow.h"
#include "content/model/care.h"

namespace koujing {

struct CareRulesNow {
  CareRules rules;
  std::int64_t version = 0;  // 0: nobody has changed them
};
Result<CareRulesNow> care_rules_now(const Reading& reading);
// Days are 0 to 3,650. Errors: kInvalid "invalid_input"; kStale "stale_version".
Result<CareRulesNow> edit_care_rules(const Flow& flow, const Person& actor, const CareRules& rules,
                                     std::optional<std::int64_t> expected_version);

// A confirmed publication is a check: the clock begins anew. The owner stays; a new entry's is `actor`.
Status care_for_published(Writing& writing, const Person& actor, EntryId entry, Instant begins,
                          std::optional<PersonId> confirmed_by);

struct CareForm {
  std::string owner_login;  // "" for nobody
  std::optional<Instant> next_check;
};
// Errors: kNotFound; kInvalid "invalid_input" for an owner who is not an editor or of a department.
Status set_care(const Flow& flow, const Person& actor, EntryId entry, const CareForm& form);

// `actor` says that the entry is right as it stands in `revision`, until `next_check` or by the rules.
// Errors: kNotFound; kStale "stale_base" when there is a newer revision; kForbidden "other_department".
Status verify_entry(const Flow& flow, const Person& actor, EntryId entry, int revision,
                    std::optional<Instant> next_check);

// Withdraws what is overdue for longer than the rules allow, at most 100 at a time; how many. Recorded as
// done by whoever set the rule, and saying that the rule did it.
Result<std::size_t> withdraw_overdue(const Flow& flow, Instant now);

}  // namespace koujing
