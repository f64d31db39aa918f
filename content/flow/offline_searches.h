// What a desk answered from its offline copy, told afterwards (invariant 8: every answer can be traced).
//
// The times are the desk's own; the record says so, and when it was told.
#pragma once

#include "content/flow/flow.h"

namespace koujing {

struct OfflineAct {
  std::string how;  // "opened", "copied", "read_out", "left"
  Instant at;
  EntryId entry;
  int revision = 0;          // number within the entry
  std::int64_t seconds = 0;  // of "left": how long it was open, 0 to 86,400
};

struct OfflineSearch {
  std::string id;  // 32 small hex digits, chosen by the desk
  Instant at;      // at most 7 days before it is told
  std::string text;
  Instant copy_made_at;  // of when the copy was
  std::int64_t total = 0;
  std::string call_id;  // "" when there is none
  std::vector<std::pair<EntryId, int>> shown;
  std::vector<OfflineAct> acts;  // with what was shown
};

struct OfflineReport {
  std::size_t kept = 0;
  std::size_t known = 0;  // told before: passed over
  struct Refusal {
    std::string id;
    Error error;
  };
  std::vector<Refusal> refused;  // nothing is kept of these
};

// One transaction for each search: a journal record of its telling, and one of each act, as of use_answer()
// and leave_answer(). Errors: those of the store.
Result<OfflineReport> report_offline_searches(const Flow& flow, const Person& actor,
                                              const std::vector<OfflineSearch>& searches);

// Somebody took a copy of everything that is answered.
Status note_offline_copy(const Flow& flow, const Person& actor, std::int64_t feed_seq);

}  // namespace koujing
