// The record: journal and its tree, feed, receipts, searches.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/crypto/merkle_tree.h"
#include "content/journal/record.h"
#include "content/store/tables.h"

namespace koujing {

struct JournalFilter {
  std::optional<std::string> actor_login;
  std::optional<PersonId> person;   // what this person did, and what was done to the person and the tokens
  std::vector<std::string> verbs;   // any of these; none: all
  std::optional<JournalRef> about;  // subject or refs
  std::optional<std::string> new_digest;
  // What was done with the department, what its people did and what was done to them, and what was done with
  // its notices, change sets, entries and questions; uses of answers are not.
  std::optional<DepartmentCode> department;
  bool without_uses = false;         // and none that is_of_a_desk()
  std::int64_t above = 0;            // records with a higher number
  std::optional<std::int64_t> upto;  // and none with a higher one than this
};

// Records of one verb in the stretch of the journal after the edge `stretch`, up to and with the next edge.
struct JournalCount {
  std::size_t stretch = 0;
  std::string verb;
  std::int64_t records = 0;
};

struct FeedRow {
  std::int64_t seq = 0;
  std::string kind;  // "entry", "bulletin", "question"
  std::optional<EntryId> entry;
  std::optional<BulletinId> bulletin;
  Instant at;
  std::optional<QuestionId> question = {};
};

struct Receipt {  // what an Idempotency-Key stands for
  PersonId person;
  std::string key;
  std::string fingerprint;  // of method, path and body
  std::string location;     // path of what was made
  int status = 201;
  Instant at;
};

struct SearchRow {
  std::string id;
  Instant at;
  PersonId person;
  std::string text;
  Instant as_of, known;
  std::int64_t total = 0;
  std::string shown;  // JSON array of [entry, revision number]
  std::string call_id;
  bool relaxed = false;  // it found something only after its conditions were relaxed
  // Answered from a desk's offline copy, and told of then; `at` is the desk's clock, `known` of when the copy
  // was.
  std::optional<Instant> reported_at = {};
  std::string salt = {};                     // 32 hex digits, of rows since there is one
  std::optional<Instant> forgotten_at = {};  // since then text and salt are ""
};

// A signed statement of what the journal was (content/journal/checkpoint.h).
struct CheckpointRow {
  std::uint64_t size = 0;  // records
  Instant at;
  std::string note;
};

class RecordTable {
 public:
  virtual ~RecordTable() = default;
  virtual Result<std::optional<JournalRecord>> head() const = 0;
  // Records above `after`, oldest first.
  virtual Result<std::vector<JournalRecord>> journal_after(std::int64_t after, std::size_t limit) const = 0;
  virtual Result<Listing<JournalRecord>> journal(const JournalFilter& filter, bool newest_first,
                                                 const Page& page) const = 0;
  // `edges` are record numbers, ascending. Of what lies between the first and the last; zeros are left out.
  virtual Result<std::vector<JournalCount>> count_journal(const JournalFilter& filter,
                                                          const std::vector<std::int64_t>& edges) const = 0;
  // The Merkle tree over the journal: a node that is there, and how many leaves there are.
  virtual Result<TreeHash> tree_node(int level, std::uint64_t number) const = 0;
  virtual Result<std::uint64_t> tree_size() const = 0;
  // Nodes of a level from number `from`, as they are kept: in base64, whether that is well formed or not.
  virtual Result<std::vector<std::string>> tree_nodes(int level, std::uint64_t from,
                                                      std::size_t limit) const = 0;
  // Of sizes above `after`, the smallest first.
  virtual Result<std::vector<CheckpointRow>> checkpoints_after(std::uint64_t after,
                                                               std::size_t limit) const = 0;
  // Of sizes below `before`, the largest first.
  virtual Result<std::vector<CheckpointRow>> checkpoints_before(std::uint64_t before,
                                                                std::size_t limit) const = 0;
  virtual Result<std::optional<CheckpointRow>> newest_checkpoint() const = 0;
  virtual Result<std::vector<FeedRow>> feed_after(std::int64_t after, std::size_t limit) const = 0;
  virtual Result<std::int64_t> feed_head() const = 0;
  virtual Result<std::optional<Receipt>> receipt(PersonId person, const std::string& key) const = 0;
  virtual Result<std::optional<SearchRow>> search(const std::string& id) const = 0;

  virtual Status add_journal(const JournalRecord& record) = 0;
  virtual Status add_tree_node(int level, std::uint64_t number, const TreeHash& hash) = 0;
  virtual Status add_checkpoint(const CheckpointRow& row) = 0;
  virtual Result<std::int64_t> add_feed(const FeedRow& row) = 0;
  virtual Status add_receipt(const Receipt& receipt) = 0;
  virtual Status remove_receipts_before(Instant at) = 0;
  virtual Status add_search(const SearchRow& row) = 0;
};

}  // namespace koujing
