// RecordTable in SQL, continued: the tree over the journal, and its checkpoints.
#include "content/store/sql/sql_record.h"

namespace koujing::sql {

using soci::into;
using soci::use;

namespace {

Error damaged(int level, std::uint64_t number) {
  const std::string node = std::to_string(level) + "/" + std::to_string(number);
  return {ErrorKind::kInternal,
          "tree_damaged",
          {"审计日志的哈希树缺少节点 " + node, "the tree over the journal lacks node " + node}};
}

}  // namespace

Result<TreeHash> SqlRecord::tree_node(int level, std::uint64_t number) const {
  return guarded(session_, [&]() -> Result<TreeHash> {
    std::string text;
    const auto at = static_cast<std::int64_t>(number);
    session_.soci << "SELECT hash FROM journal_tree WHERE level = :level AND number = :number", use(level),
        use(at), into(text);
    const std::optional<TreeHash> hash = tree_hash_from_text(text);
    if (!session_.soci.got_data() || !hash) return damaged(level, number);
    return *hash;
  });
}

Result<std::uint64_t> SqlRecord::tree_size() const {
  return guarded(session_, [&]() -> Result<std::uint64_t> {
    std::int64_t size = 0;
    session_.soci << "SELECT coalesce(max(number) + 1, 0) FROM journal_tree WHERE level = 0", into(size);
    return static_cast<std::uint64_t>(size);
  });
}

Result<std::vector<std::string>> SqlRecord::tree_nodes(int level, std::uint64_t from,
                                                       std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<std::string>> {
    const auto edge = static_cast<std::int64_t>(from), most = static_cast<std::int64_t>(limit);
    std::string hash;
    std::vector<std::string> nodes;
    soci::statement rows = (session_.soci.prepare << "SELECT hash FROM journal_tree WHERE level = :level AND "
                                                     "number >= :from ORDER BY number LIMIT :most",
                            use(level), use(edge), use(most), into(hash));
    rows.execute();
    while (rows.fetch()) nodes.push_back(hash);
    return nodes;
  });
}

Status SqlRecord::add_tree_node(int level, std::uint64_t number, const TreeHash& hash) {
  return guarded(session_, [&]() -> Status {
    const auto at = static_cast<std::int64_t>(number);
    const std::string text = tree_hash_text(hash);
    session_.soci << "INSERT INTO journal_tree (level, number, hash) VALUES (:level, :number, :hash)",
        use(level), use(at), use(text);
    return {};
  });
}

// `which` is what follows FROM checkpoints; it uses :edge and :most.
std::vector<CheckpointRow> SqlRecord::read_checkpoints(const std::string& which, std::uint64_t edge,
                                                       std::size_t limit) const {
  const auto from = static_cast<std::int64_t>(edge), most = static_cast<std::int64_t>(limit);
  std::int64_t size = 0;
  CheckpointRow row;
  std::vector<CheckpointRow> list;
  soci::statement rows = (session_.soci.prepare << "SELECT size, at, note FROM checkpoints " + which,
                          use(from, "edge"), use(most, "most"), into(size), into(row.at.us), into(row.note));
  rows.execute();
  while (rows.fetch()) {
    row.size = static_cast<std::uint64_t>(size);
    list.push_back(row);
  }
  return list;
}

Result<std::vector<CheckpointRow>> SqlRecord::checkpoints_after(std::uint64_t after,
                                                                std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<CheckpointRow>> {
    return read_checkpoints("WHERE size > :edge ORDER BY size LIMIT :most", after, limit);
  });
}

Result<std::vector<CheckpointRow>> SqlRecord::checkpoints_before(std::uint64_t before,
                                                                 std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<CheckpointRow>> {
    return read_checkpoints("WHERE size < :edge ORDER BY size DESC LIMIT :most", before, limit);
  });
}

Result<std::optional<CheckpointRow>> SqlRecord::newest_checkpoint() const {
  return guarded(session_, [&]() -> Result<std::optional<CheckpointRow>> {
    auto found = read_checkpoints("WHERE size > :edge ORDER BY size DESC LIMIT :most", 0, 1);
    if (found.empty()) return std::optional<CheckpointRow>();
    return std::optional<CheckpointRow>(std::move(found.front()));
  });
}

Status SqlRecord::add_checkpoint(const CheckpointRow& row) {
  return guarded(session_, [&]() -> Status {
    const auto size = static_cast<std::int64_t>(row.size);
    session_.soci << "INSERT INTO checkpoints (size, at, note) VALUES (:size, :at, :note)", use(size),
        use(row.at.us), use(row.note);
    return {};
  });
}

}  // namespace koujing::sql
