// BlockTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlBlocks final : public BlockTable {
 public:
  explicit SqlBlocks(SqlSession session) : session_(session) {}
  Result<std::vector<Block>> all() const override;
  Result<std::optional<Block>> find(BlockId id) const override;
  Result<std::vector<Block>> versions(BlockId id) const override;
  Result<std::vector<EntryId>> uses(BlockId id) const override;
  Result<BlockId> add(const Block& block) override;
  Status add_version(const Block& block) override;

 private:
  std::vector<Block> read(std::int64_t id, bool newest_only) const;
  SqlSession session_;
};

// Writes anew which blocks an entry holds, from the text of its newest revision.
void note_block_uses(const SqlSession& session, EntryId entry, const EntryText& text);

}  // namespace koujing::sql
