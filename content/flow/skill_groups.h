// Skill groups (技能组) and what their desks are narrowed to from the start; each change with its journal
// record.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/flow/flow.h"

namespace koujing {

// As the filters of a search: several values of one are alternatives, an empty one narrows nothing.
struct GroupFilters {
  std::vector<std::string> library, catalogue, region, product;
  std::vector<std::string> department;  // codes
  bool operator==(const GroupFilters&) const = default;
};

struct SkillGroupsNow {
  std::map<std::string, GroupFilters> groups;
  std::int64_t version = 0;
};

Result<SkillGroupsNow> skill_groups_now(const Reading& reading);

// All of them. At most 100 groups, names of 1 to 50 characters, 50 values a filter of at most 200 characters.
// Errors: kInvalid "invalid_input" with every fault; kStale "stale_version".
Result<SkillGroupsNow> edit_skill_groups(const Flow& flow, const Person& actor,
                                         const std::map<std::string, GroupFilters>& groups,
                                         std::optional<std::int64_t> expected_version);

// The text is within the filters; a catalogue path stands for all below it.
bool matches(const GroupFilters& filters, const EntryText& text);

}  // namespace koujing
