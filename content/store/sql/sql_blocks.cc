#include "content/store/sql/sql_blocks.h"

#include <set>

namespace koujing::sql {

using soci::into;
using soci::use;

std::vector<Block> SqlBlocks::read(std::int64_t id, bool newest_only) const {
  Block row;
  MaybeNumber notice;
  const int only = newest_only ? 1 : 0;
  std::vector<Block> blocks;
  soci::statement rows =
      (session_.soci.prepare << "SELECT block, version, name, text, by, at, notice FROM block_versions v "
                                "WHERE (:id1 = 0 OR block = :id2) AND (:only = 0 OR version = "
                                "(SELECT max(version) FROM block_versions n WHERE n.block = v.block)) "
                                "ORDER BY block, version DESC",
       use(id, "id1"), use(id, "id2"), use(only, "only"), into(row.id.value), into(row.version),
       into(row.name), into(row.text), into(row.by.value), into(row.at.us),
       into(notice.value, notice.indicator));
  rows.execute();
  while (rows.fetch()) {
    row.notice = notice.id<NoticeId>();
    blocks.push_back(row);
  }
  return blocks;
}

Result<std::vector<Block>> SqlBlocks::all() const {
  return guarded(session_, [&]() -> Result<std::vector<Block>> { return read(0, true); });
}

Result<std::optional<Block>> SqlBlocks::find(BlockId id) const {
  return guarded(session_, [&]() -> Result<std::optional<Block>> {
    if (!id) return std::optional<Block>();
    auto found = read(id.value, true);
    if (found.empty()) return std::optional<Block>();
    return std::optional<Block>(std::move(found.front()));
  });
}

Result<std::vector<Block>> SqlBlocks::versions(BlockId id) const {
  return guarded(session_, [&]() -> Result<std::vector<Block>> { return read(id.value, false); });
}

Result<std::vector<EntryId>> SqlBlocks::uses(BlockId id) const {
  return guarded(session_, [&]() -> Result<std::vector<EntryId>> {
    std::int64_t entry = 0;
    std::vector<EntryId> entries;
    soci::statement rows =
        (session_.soci.prepare << "SELECT entry FROM block_uses WHERE block = :block ORDER BY entry",
         use(id.value), into(entry));
    rows.execute();
    while (rows.fetch()) entries.push_back(EntryId{entry});
    return entries;
  });
}

Result<BlockId> SqlBlocks::add(const Block& block) {
  return guarded(session_, [&]() -> Result<BlockId> {
    Block added = block;
    session_.soci << "INSERT INTO blocks (made_at) VALUES (:at) RETURNING id", use(block.at.us),
        into(added.id.value);
    KJ_DO(add_version(added));
    return added.id;
  });
}

Status SqlBlocks::add_version(const Block& block) {
  return guarded(session_, [&]() -> Status {
    MaybeNumber notice(block.notice);
    session_.soci << "INSERT INTO block_versions (block, version, name, text, by, at, notice) VALUES "
                     "(:block, :version, :name, :text, :by, :at, :notice)",
        use(block.id.value), use(block.version), use(block.name), use(block.text), use(block.by.value),
        use(block.at.us), use(notice.value, notice.indicator);
    return {};
  });
}

void note_block_uses(const SqlSession& session, EntryId entry, const EntryText& text) {
  std::set<std::int64_t> held;
  for (const std::string* field : {&text.script, &text.body})
    for (const MarkedBlock& one : marked_blocks(*field)) held.insert(one.id.value);
  session.soci << "DELETE FROM block_uses WHERE entry = :entry", use(entry.value);
  // A mark that came with an import may name a block of another library.
  for (const std::int64_t block : held)
    session.soci << "INSERT INTO block_uses (block, entry) SELECT id, :entry FROM blocks WHERE id = :block",
        use(entry.value), use(block);
}

}  // namespace koujing::sql
