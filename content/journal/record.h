// One record of the journal (审计日志), and the chain that makes tampering evident.
//
// hash = SHA-256("koujing-journal-v1\n" + canonical JSON of all other fields, previous_hash among them). The
// first record's previous_hash is 64 zeros. Format in docs/journal.md; examples in tests/golden/journal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/ids.h"
#include "content/model/instant.h"

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

std::string hash_of(const JournalRecord& record);  // over everything but `hash`

struct JournalVerdict {
  bool ok = true;
  std::int64_t records = 0;
  std::int64_t head_seq = 0;
  std::string head_hash;
  std::optional<std::int64_t> first_bad;
  Instant head_at;
  std::string finding;  // what is wrong with the first bad record, in English; "" when ok
};

// Walks a chain one record at a time, in order of seq.
class JournalWalk {
 public:
  JournalWalk();
  // False once something was wrong; later records are then not looked at.
  bool next(const JournalRecord& record);
  const JournalVerdict& verdict() const { return verdict_; }

 private:
  JournalVerdict verdict_;
};

}  // namespace koujing
