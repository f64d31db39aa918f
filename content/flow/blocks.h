// Reusable blocks (公用块). A block that entries hold is changed by a notice: the new wording comes with
// draft change sets over all of those entries, one for each department that has to confirm its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/flow/flow.h"
#include "content/model/block.h"

namespace koujing {

// kConflict "name_taken".
Result<BlockId> add_block(const Flow& flow, const Person& actor, const std::string& name,
                          const std::string& text);

// A new name; a new text only while no entry holds the block, otherwise kConflict "in_use".
Result<BlockId> edit_block(const Flow& flow, const Person& actor, BlockId block, const std::string& name,
                           const std::string& text, std::optional<std::int64_t> expected_version);

struct BlockUse {
  EntryId entry;
  int revision = 0;  // the newest one, which holds the block
  std::string title;
  DepartmentCode department;
  bool current = false;  // it holds the newest wording
  bool answers = false;  // it answers now or is going to
};
Result<std::vector<BlockUse>> block_uses(const Reading& reading, const Block& block, Instant now);

// The new wording and its drafts. Entries that answer no more are left alone. kConflict "not_in_use" when no
// entry holds the block (edit_block does then), "same_text".
Result<std::vector<ChangeId>> revise_block(const Flow& flow, const Person& actor, BlockId block,
                                           NoticeId notice, const std::string& text,
                                           std::optional<std::int64_t> expected_version);

}  // namespace koujing
