// Appending to the journal inside a transaction.
#pragma once

#include "content/journal/record.h"
#include "content/store/store.h"

namespace koujing {

// What a verb says of itself; seq, time, previous hash and hash are added by append().
struct JournalNote {
  std::string verb;
  JournalRef subject;
  std::string old_digest, new_digest;
  std::string detail = "{}";  // canonical JSON object
  std::vector<JournalRef> refs = {};
};

// `actor` absent: the system itself. Gives the record's seq.
Result<std::int64_t> append(Writing& writing, const Person* actor, JournalNote note);

// Walks the whole journal of a snapshot and its tree, and compares them with what is known of it.
Result<JournalVerdict> verify_journal(const Reading& reading, std::vector<KnownRoot> known = {});

}  // namespace koujing
