#include "content/journal/append.h"

#include <algorithm>

#include "content/journal/tree.h"

namespace koujing {
namespace {

// Compares the tree that is kept with the one that the records make, node by node: proofs are made of it.
class KeptTree {
 public:
  static Result<KeptTree> open(const RecordTable& table) {
    KJ_TRY(const std::uint64_t size, table.tree_size());
    return KeptTree(table, size);
  }
  // Records from before there was a tree are taken into it by the next one that is appended.
  bool absent() const { return size_ == 0; }
  std::uint64_t size() const { return size_; }

  GrowingTree::Completed collector() {
    return [this](int level, std::uint64_t index, const TreeHash& hash) {
      if (made_.size() <= static_cast<std::size_t>(level)) made_.resize(static_cast<std::size_t>(level) + 1);
      auto& [first, hashes] = made_[static_cast<std::size_t>(level)];
      if (hashes.empty()) first = index;
      hashes.push_back(tree_hash_text(hash));
    };
  }
  // The lowest record under a node that is not what was collected since the last call.
  Result<std::optional<std::int64_t>> first_damage() {
    std::optional<std::int64_t> record;
    for (std::size_t level = 0; level < made_.size(); ++level) {
      auto& [first, hashes] = made_[level];
      if (hashes.empty()) continue;
      KJ_TRY(const auto kept, table_->tree_nodes(static_cast<int>(level), first, hashes.size()));
      const auto [at, ignored] = std::mismatch(hashes.begin(), hashes.end(), kept.begin(), kept.end());
      if (at != hashes.end() && !record)
        record =
            static_cast<std::int64_t>((first + static_cast<std::uint64_t>(at - hashes.begin())) << level) + 1;
      hashes.clear();
    }
    return record;
  }

 private:
  KeptTree(const RecordTable& table, std::uint64_t size) : table_(&table), size_(size) {}
  const RecordTable* table_;
  std::uint64_t size_;
  std::vector<std::pair<std::uint64_t, std::vector<std::string>>> made_;  // by level: from which number
};

}  // namespace

Result<std::int64_t> append(Writing& writing, const Person* actor, JournalNote note) {
  KJ_TRY(const auto head, writing.record().head());
  JournalRecord record;
  record.seq = head ? head->seq + 1 : 1;
  record.at = writing.recorded_at();
  if (actor != nullptr) {
    record.actor = actor->id;
    record.actor_login = actor->login;
  }
  record.verb = std::move(note.verb);
  record.subject = std::move(note.subject);
  record.old_digest = std::move(note.old_digest);
  record.new_digest = std::move(note.new_digest);
  record.detail = std::move(note.detail);
  record.refs = std::move(note.refs);
  record.previous_hash = head ? head->hash : kFirstPreviousHash;
  record.hash = hash_of(record);
  KJ_DO(writing.record().add_journal(record));
  KJ_DO(grow_tree(writing, record));
  return record.seq;
}

Result<JournalVerdict> verify_journal(const Reading& reading, std::vector<KnownRoot> known) {
  constexpr std::size_t kBatch = 1000;  // bounds memory; a record is about 1 KB
  const RecordTable& table = reading.record();
  KJ_TRY(KeptTree tree, KeptTree::open(table));
  const GrowingTree::Completed collect = tree.absent() ? GrowingTree::Completed() : tree.collector();
  JournalWalk walk(std::move(known));
  for (;;) {
    KJ_TRY(const auto records, table.journal_after(walk.verdict().head_seq, kBatch));
    for (const JournalRecord& record : records)
      if (!walk.next(record, collect)) break;
    KJ_TRY(const auto damage, tree.first_damage());
    if (damage && (walk.verdict().ok || *damage < *walk.verdict().first_bad))
      walk.departs(*damage, {"与哈希树不符，或它上面的树被损坏",
                             "is not what the tree has of it, or the tree above it is damaged"});
    if (!walk.verdict().ok) return walk.verdict();
    if (records.size() < kBatch) break;
  }
  if (walk.finish() && tree.size() > static_cast<std::uint64_t>(walk.verdict().records))
    walk.departs(walk.verdict().head_seq + 1,
                 {"缺失：哈希树有 " + std::to_string(tree.size()) + " 片叶子",
                  "is missing: the tree has " + std::to_string(tree.size()) + " leaves"});
  return walk.verdict();
}

}  // namespace koujing
