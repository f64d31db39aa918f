#include "content/journal/tree.h"

#include "content/journal/checkpoint.h"

namespace koujing {
namespace {

constexpr std::size_t kBatch = 1000;  // bounds memory; a record is about 1 KB

ReadNode reader_of(const RecordTable& table) {
  return [&table](int level, std::uint64_t number) { return table.tree_node(level, number); };
}

Status within(std::uint64_t size, const RecordTable& table) {
  KJ_TRY(const std::uint64_t there, table.tree_size());
  if (size <= there) return {};
  return Error{ErrorKind::kInvalid,
               "beyond_the_tree",
               {"日志只有 " + std::to_string(there) + " 条，没有第 " + std::to_string(size) + " 条",
                "the journal has " + std::to_string(there) + " records, not " + std::to_string(size)}};
}

}  // namespace

Status grow_tree(Writing& writing, const JournalRecord& newest) {
  RecordTable& table = writing.record();
  const ReadNode read = reader_of(table);
  const WriteNode write = [&table](int level, std::uint64_t number, const TreeHash& hash) {
    return table.add_tree_node(level, number, hash);
  };
  KJ_TRY(std::uint64_t size, table.tree_size());
  const auto wanted = static_cast<std::uint64_t>(newest.seq) - 1;
  while (size < wanted) {
    KJ_TRY(const auto before, table.journal_after(static_cast<std::int64_t>(size), kBatch));
    for (const JournalRecord& record : before) {
      if (size == wanted) break;
      KJ_DO(add_leaf(size, hash_leaf(body_of(record)), read, write));
      ++size;
    }
    if (before.empty()) break;
  }
  return add_leaf(wanted, hash_leaf(body_of(newest)), read, write);
}

Result<TreeHash> tree_root(const Reading& reading, std::uint64_t size) {
  KJ_DO(within(size, reading.record()));
  return root_of(size, reader_of(reading.record()));
}

Result<std::vector<TreeHash>> prove_record(const Reading& reading, std::uint64_t seq, std::uint64_t size) {
  KJ_DO(within(size, reading.record()));
  if (seq == 0 || seq > size)
    return Error{ErrorKind::kInvalid,
                 "beyond_the_tree",
                 {"第 " + std::to_string(seq) + " 条不在前 " + std::to_string(size) + " 条里",
                  "record " + std::to_string(seq) + " is not among the first " + std::to_string(size)}};
  return inclusion_proof(seq - 1, size, reader_of(reading.record()));
}

Result<std::vector<TreeHash>> prove_growth(const Reading& reading, std::uint64_t first,
                                           std::uint64_t second) {
  KJ_DO(within(second, reading.record()));
  if (first == 0 || first > second)
    return Error{ErrorKind::kInvalid,
                 "beyond_the_tree",
                 {"前一个大小应在 1 和 " + std::to_string(second) + " 之间",
                  "the smaller size lies between 1 and " + std::to_string(second)}};
  return consistency_proof(first, second, reader_of(reading.record()));
}

Result<std::vector<KnownRoot>> kept_roots(const Reading& reading, const std::string& public_key_hex) {
  std::vector<KnownRoot> roots;
  std::uint64_t after = 0;
  for (;;) {
    KJ_TRY(const auto rows, reading.record().checkpoints_after(after, kBatch));
    for (const CheckpointRow& row : rows) {
      const auto opened = open_checkpoint(row.note, public_key_hex);
      if (opened && opened->size == row.size)
        roots.push_back({opened->size, opened->root});
      else if (opened || opened.error().code != "unsigned_note")
        return Error{ErrorKind::kInternal,
                     "checkpoint_damaged",
                     {"库中第 " + std::to_string(row.size) + " 条处的检查点被改动过",
                      "the checkpoint of " + std::to_string(row.size) + " records in the store was altered"}};
    }
    if (rows.size() < kBatch) return roots;
    after = rows.back().size;
  }
}

Result<std::optional<CheckpointRow>> make_checkpoint(Writing& writing, const SigningKey& key) {
  KJ_TRY(const std::uint64_t size, writing.record().tree_size());
  KJ_TRY(const auto newest, writing.record().newest_checkpoint());
  if (size == 0 || (newest && newest->size >= size)) return std::optional<CheckpointRow>();
  KJ_TRY(const TreeHash root, tree_root(writing, size));
  CheckpointRow row{size, writing.recorded_at(), sign_checkpoint(size, root, key)};
  KJ_DO(writing.record().add_checkpoint(row));
  return std::optional<CheckpointRow>(std::move(row));
}

}  // namespace koujing
