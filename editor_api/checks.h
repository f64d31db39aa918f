// Everything that is noticed about answers while they are written, by the rules of the site.
#pragma once

#include <string>
#include <vector>

#include "content/model/block.h"
#include "content/model/change_set.h"
#include "content/model/check_rules.h"
#include "editor_api/compose.h"
#include "search/study/check_entry.h"
#include "search/study/check_text.h"

namespace koujing::door {

struct BrokenLink {
  std::string field;  // "script", "body"
  std::string address;
  std::string text;  // what is shown for it
  std::string why;   // "refused", "no_entry", "not_in_force", "no_original"
};

struct StrayBlock {
  std::string field;  // "script", "body"
  BlockId block;
  std::string name;  // "" when there is no such block
};

struct ItemChecks {
  std::vector<search::TextFinding> text;
  std::vector<BrokenLink> links;   // within this site only: it has no way to ask the world
  std::vector<StrayBlock> blocks;  // marked as a reusable block, but other words than its own
  search::EntryFindings library;
};

// `leave_out` are entries that the change set revises or retires. Errors: those of the store and the index.
Result<ItemChecks> check_item(const Site& site, const Reading& reading, const ChangeItem& item,
                              const CheckRules& rules, const std::vector<EntryId>& leave_out);

}  // namespace koujing::door
