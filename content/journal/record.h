// One record of the journal (审计日志), and the chain that makes tampering evident.
//
// hash = SHA-256("koujing-journal-v1\n" + canonical JSON of all other fields, previous_hash among them). The
// first record's previous_hash is 64 zeros. Format in docs/journal.md; examples in tests/golden/journal.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/crypto/merkle_tree.h"
#include "content/model/ids.h"
#include "content/model/instant.h"
#include "content/model/result.h"

namespace koujing {

// What a record is about, beside its subject: for finding it again.
struct JournalRef {
  std::string kind;  // "entry", "notice", "change", "original", "bulletin", "search", "call"
  std::string id;
  bool operator==(const JournalRef&) const = default;
};

struct JournalRecord {
  std::int64_t seq = 0;  // 1, 2, 3 ... without gaps
  Instant at;
  std::optional<PersonId> actor;  // absent: the system itself
  std::string actor_login;        // as it was then; "" for the system
  std::string verb;               // "receive_notice", "publish", ...
  JournalRef subject;
  std::string old_digest;  // "" for none
  std::string new_digest;
  std::string detail = "{}";  // canonical JSON object
  std::vector<JournalRef> refs;
  std::string previous_hash;
  std::string hash;
};

extern const char* const kFirstPreviousHash;

// Canonical JSON of everything but `hash`: what is hashed, and the leaf of the record in the tree.
std::string body_of(const JournalRecord& record);
std::string hash_of(const JournalRecord& record);

struct JournalVerdict {
  bool ok = true;
  std::int64_t records = 0;
  std::int64_t head_seq = 0;
  std::string head_hash;
  std::optional<std::int64_t> first_bad;
  Instant head_at;
  Message finding;                       // what is wrong with the first bad record; empty when ok
  TreeHash root = hash_of_empty_tree();  // of the tree over all records that were looked at
  std::int64_t checkpoints = 0;          // that it was compared with
};

// Whether records with this verb say what was on somebody's desk: uses of answers, searches told of
// afterwards.
bool is_of_a_desk(std::string_view verb);

// What somebody else knows the journal to have been: the root of the tree over its first `size` records.
struct KnownRoot {
  std::uint64_t size = 0;
  TreeHash root{};
};

// What somebody knows of the journal of the site with this public key.
using RootsFor = std::function<Result<std::vector<KnownRoot>>(const std::string& public_key)>;

// Walks a chain one record at a time, in order of seq. When it departs from a known root, the first bad
// record is the first one that the known root before does not vouch for.
class JournalWalk {
 public:
  explicit JournalWalk(std::vector<KnownRoot> known = {});
  // False once something was wrong; later records are then not looked at. `completed` is told of the nodes of
  // the tree that the record completes.
  bool next(const JournalRecord& record, const GrowingTree::Completed& completed = {});
  // Something else shows that this record is wrong.
  void departs(std::int64_t record, Message finding) { bad(record, std::move(finding)); }
  // After the last record: whether the journal is as long as it was known to be.
  bool finish();
  const JournalVerdict& verdict() const { return verdict_; }

 private:
  bool bad(std::int64_t record, Message finding);
  bool meets_known();

  JournalVerdict verdict_;
  GrowingTree tree_;
  std::uint64_t vouched_ = 0;    // records up to the last known root
  std::deque<KnownRoot> known_;  // that are still to come, the smallest first
};

// What records say instead of the text of a search: SHA-256 of salt, line feed and text. The salt goes with
// the text, so that nobody can guess what it was.
std::string search_digest(const std::string& salt, const std::string& text);

}  // namespace koujing
