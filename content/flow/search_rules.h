// Pins and bans, and golden queries: each change is one transaction with its journal record.
//
// A faulty form is kInvalid "invalid_input", also with a fault "unknown" for an entry that is not there and
// "too_many" when the list is full.
#pragma once

#include "content/flow/flow.h"
#include "content/model/search_rule.h"

namespace koujing {

// A fault "duplicate" when another rule says the same of this entry for one of the queries.
Result<SearchRuleId> add_search_rule(const Flow& flow, const Person& actor, const SearchRuleForm& form);
// Errors also: kNotFound, for a removed one too; kStale "stale_version".
Result<SearchRuleId> change_search_rule(const Flow& flow, const Person& actor, SearchRuleId id,
                                        const SearchRuleForm& form,
                                        std::optional<std::int64_t> expected_version);
Status remove_search_rule(const Flow& flow, const Person& actor, SearchRuleId id,
                          std::optional<std::int64_t> expected_version);

// The newest version of each rule that was not removed, by id.
Result<std::vector<SearchRule>> search_rules_now(const Reading& reading);
// kNotFound for a removed one too.
Result<SearchRule> need_search_rule(const Reading& reading, SearchRuleId id);

// A fault "duplicate" for a text that is golden already.
Result<GoldenQueryId> add_golden_query(const Flow& flow, const Person& actor, const std::string& text,
                                       EntryId entry, int within);
Status remove_golden_query(const Flow& flow, const Person& actor, GoldenQueryId id);

}  // namespace koujing
