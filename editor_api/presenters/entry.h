// An entry at a point of the two clocks, as clients see it.
#pragma once

#include "editor_api/presenters/present.h"

namespace koujing::door {

struct Clocks {
  Instant at, known;          // validity time, record time
  PathsThen paths_then = {};  // of the catalogue at `known`
};

// The span that takes over after `clocks.at`, as known then; null for none.
const Span* next_after(const std::vector<Span>& spans, const Clocks& clocks);

// "in_force", "scheduled", "ended": of the spans that answer now and next.
const char* state_of(const Span* now, const Span* next);

// Of a revision by what was known then: as it was published, or confirmed afterwards.
struct NewestStanding {
  Standing standing = Standing::kConfirmed;
  std::optional<ConfirmationId> confirmation;
};
NewestStanding newest_standing(const std::vector<EntryEvent>& events, int number, Instant known);

json span_json(const Presenter& present, const Span& span);

// The schema Entry. `now` is what checks are overdue by; absent for another moment, of which nobody knows
// whether it was checked.
Result<json> entry_at(Presenter& present, const EntryHead& head, const std::vector<Span>& spans,
                      const Clocks& clocks, std::optional<Instant> now);

}  // namespace koujing::door
