// From a paper to every answer that rests on it, and from an answer to every time that somebody read or heard
// it. (From an answer to its paper: Revision::notice and the journal.)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/store/store.h"

namespace koujing {

// A revision that came of a paper or cites it, whether it ever answered or not.
struct RestingAnswer {
  Revision revision;
  std::optional<NoticeId> notice;  // that it came of; absent: it only cites the paper
  std::string passage;             // its words that cite the paper; "" when it came of it
  std::vector<Span> spans;  // where it answers on the two clocks; none when it was taken back before it began
};

// What follows is of what was recorded by `known`; absent: of all.

// That came of one of `notices` or cite one of `names` (those that are citable, document_number.h), by the
// order of publication; a page ends after a revision (Page::after: its RevisionId). Citations are looked for
// in all texts.
Result<Listing<RestingAnswer>> answers_resting_on(const Reading& reading,
                                                  const std::vector<NoticeId>& notices,
                                                  const std::vector<std::string>& names,
                                                  std::optional<Instant> known, const Page& page);

// Something that was done with exactly these words: opened, copied, read out, left.
struct TracedUse {
  JournalRecord record;
  int revision = 0;
  std::string how;           // "opened", "copied", "read_out", "left"
  std::string search;        // id
  std::string call;          // "" outside of any
  std::int64_t seconds = 0;  // "left": how long it was in front
  Instant at;                // by the desk's clock when it was told of afterwards
};

// Nothing for a record of another kind.
std::optional<TracedUse> use_of(const JournalRecord& record);

// Newest first (Page::after: the record's number). A page may have fewer rows than its limit, and a next.
Result<Listing<TracedUse>> uses_of(const Reading& reading, const Revision& revision,
                                   std::optional<Instant> known, const Page& page);

struct UseCounts {
  std::int64_t uses = 0;   // opened, copied or read out
  std::int64_t reads = 0;  // was in front of somebody, who then left it
  std::int64_t calls = 0;  // different call ids among both
};
Result<UseCounts> count_uses(const Reading& reading, const Revision& revision, std::optional<Instant> known);

}  // namespace koujing
