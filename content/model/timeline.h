// What an entry answers at any point of two clocks: the pure rule behind 'in force'.
//
// Validity time: when an answer is true for customers. Record time: when we knew it. The store keeps
// only the events of an entry, in the order of recording; this file turns them into spans, and nothing
// else in the program decides what is in force (invariants 3, 5 and 6; tests/unit/content/timeline_test.cc).
//
// The rule, as known at record time R:
//  - Only events recorded at or before R count.
//  - A publication takes the entry over from its `from` onward: inside [from, to) its revision answers,
//    after `to` nothing does. An older text never comes back by itself when a newer one ends.
//  - A retirement at `from` takes the entry over from there with no answer.
//  - Of all that have begun at validity time D, the one recorded last decides.
//  - A withdrawal recorded at W cuts a publication or retirement out of validity time from W on (all of it
//    when it had not begun). With `restore_previous`, or when it had not begun, what was recorded before
//    decides again; otherwise the entry has no answer from W until something newer takes over.
//  - A late confirmation turns an unconfirmed publication into a confirmed one from its recording on.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "content/model/revision.h"

namespace koujing {

enum class EntryEventKind { kPublish, kRetire, kWithdraw, kConfirm };

struct EntryEvent {
  std::int64_t seq = 0;  // order of recording, unique; later is newer
  EntryId entry;
  EntryEventKind kind = EntryEventKind::kPublish;
  RevisionId revision;  // published; or withdrawn / confirmed; 0 for a retirement
  int number = 0;       // its number within the entry
  Validity validity;    // publish: the interval; retire: from = when it ends
  Instant recorded_at;
  std::int64_t target = 0;  // withdraw, confirm: seq of the event that it is about
  bool restore_previous = false;
  Standing standing = Standing::kConfirmed;  // publish only
  ChangeId change;
  std::optional<ConfirmationId> confirmation;
  PersonId by;
};

// One rectangle on the two clocks in which one revision is the answer. Spans of an entry never overlap.
struct Span {
  RevisionId revision;
  int number = 0;
  std::int64_t published_seq = 0;  // the event that published it
  Validity valid;
  Validity known;  // record time: [from, to)
  Standing standing = Standing::kConfirmed;
  std::optional<ConfirmationId> confirmation;
  bool operator==(const Span&) const = default;
};

// All spans of one entry. `events` must be of one entry, ordered by seq, with recorded_at never going
// back. Order of the result: by known.from, then valid.from. Never fails; O(n^2) in the events.
std::vector<Span> spans_of(std::span<const EntryEvent> events);

// The span that answers at validity time `at` as known at `known`, if any.
const Span* in_force(std::span<const Span> spans, Instant at, Instant known);

}  // namespace koujing
