// What an agent keeps on the desk, and what changed since the last shift, to be acknowledged.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content/flow/flow.h"

namespace koujing {

// Favourites at most 500, subscriptions at most 200 a person: kConflict "too_many". Unknown targets:
// kNotFound.
Status set_favourite(const Flow& flow, const Person& actor, EntryId entry, const std::string& category);
Status drop_favourite(const Flow& flow, const Person& actor, EntryId entry);
Status subscribe(const Flow& flow, const Person& actor, bool node, std::int64_t target);
Status unsubscribe(const Flow& flow, const Person& actor, bool node, std::int64_t target);

// This person has read the revision. It counts for exactly this one; a second time changes nothing while
// it still answers. kNotFound for a revision that is not there.
Status acknowledge_revision(const Flow& flow, const Person& actor, EntryId entry, int number);

// Somebody looked at what another person was shown.
Status note_reading_of_searches(const Flow& flow, const Person& actor, const std::string& whose);
// Or who used an answer (`what`: the entry), or what a use rested on (the search).
Status note_tracing(const Flow& flow, const Person& actor, const JournalRef& what);

struct ShiftChange {
  EntryId entry;
  std::optional<int> before, now;  // the revision that answered then, and now; absent: none did
  Instant since;                   // when it took over, or when the answer ended
  bool substantial = true;         // some revision between the two is marked so
  bool acknowledged = false;       // nothing substantial is newer than what this person acknowledged
  bool unconfirmed = false;        // an emergency text that its department has not confirmed yet
  std::set<std::string> because;   // "entry", "node", "favourite", "used"; empty: of no special concern
};

// Entries whose answer is another one now than it was at `since`, by when it took over, newest first. At most
// 500 are looked at, those with the highest numbers left out.
Result<std::vector<ShiftChange>> changes_since(const Reading& reading, const Person& person, Instant since,
                                               Instant now);

// The same of the week before `since`, as far as it is still to be acknowledged and is not told of already: a
// change that somebody did not get to is not gone with their next sign-in.
Result<std::vector<ShiftChange>> changes_still_asked(const Reading& reading, const Person& person,
                                                     Instant since, Instant now);

// The moment before which this person was last at work: their last search before `shift_began`; a week back
// when there is none, or when it lies further back.
Result<Instant> end_of_last_shift(const Reading& reading, const Person& person, Instant shift_began);

}  // namespace koujing
