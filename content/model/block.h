// Reusable blocks (公用块): a telephone number or a table of fees that stands in many entries.
//
// An entry holds the block's text itself between two marks, <!--block:3--> and <!--/block:3-->: what was
// confirmed and published is whole without looking anywhere else, and a block that changes changes nobody's
// answer until those entries are revised, confirmed and published. Readers never see the marks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "content/model/instant.h"

namespace koujing {

struct Block {
  BlockId id;
  std::int64_t version = 1;
  std::string name;  // 1..50 characters, one block's alone
  std::string text;  // 1..5000 characters of Markdown without marks
  PersonId by;
  Instant at;
  std::optional<NoticeId> notice = {};  // that asked for this wording
};

struct MarkedBlock {
  BlockId id;
  std::string text;  // between the marks, without the line breaks that set them apart
};

// In their order. A mark without its partner is none, and there is no block within a block.
std::vector<MarkedBlock> marked_blocks(std::string_view markdown);
// The text as a reader sees it. Marks that stand in a line of their own leave an empty line.
std::string without_block_marks(std::string_view markdown);
std::string with_marks(BlockId id, std::string_view text);
// Puts `text` in the place of what stands between the marks of this block, everywhere.
std::string replace_block(std::string_view markdown, BlockId id, std::string_view text);

}  // namespace koujing
