// Step 7: which answer served a search, and for how long. Invariant 8: every answer can be traced.
#pragma once

#include "content/flow/flow.h"

namespace koujing {

struct UseForm {
  std::string search_id;
  EntryId entry;
  int revision = 0;     // number within the entry
  std::string how;      // "opened", "copied", "read_out"
  std::string call_id;  // "": that of the search, if it has one
};

struct RecordedUse {
  std::int64_t journal_seq = 0;
  std::string digest;  // of the revision
  Instant at;
};

// Writes a journal record that names search, call, entry and the exact revision. Errors: kNotFound for a
// search that is not this person's; kInvalid "not_shown" when that search did not show this revision.
Result<RecordedUse> use_answer(const Flow& flow, const Person& actor, const UseForm& form);

struct LeaveForm {
  std::string search_id;
  EntryId entry;
  int revision = 0;
  std::int64_t seconds = 0;  // that it was in front of the agent: 0 to 86,400
  std::string call_id;
};

// Journalled as "leave_answer" with the digest of the revision. Errors as of use_answer().
Status leave_answer(const Flow& flow, const Person& actor, const LeaveForm& form);

}  // namespace koujing
