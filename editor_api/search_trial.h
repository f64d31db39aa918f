// A change of the words and rules of search, tried before it goes live: what becomes of the golden queries.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/flow/flow.h"
#include "editor_api/compose.h"
#include "editor_api/lexicon_change.h"

namespace koujing::door {

using Rank = std::optional<std::size_t>;  // from 1; absent: not among the first kGoldenDepth

struct GoldenMove {
  GoldenQuery golden;
  Rank before, after;
};

struct GoldenFigures {
  std::size_t kept = 0;              // answers within their places
  std::size_t first = 0, third = 0;  // answers that are first, and among the first three
  double mrr = 0;
};

struct TrialHit {
  EntryId entry;
  std::string title;
  bool pinned = false;
};

struct TrialQuery {
  std::string text;
  std::vector<TrialHit> before, after;  // the first 5
};

struct SearchTrial {
  std::size_t golden = 0;
  GoldenFigures before, after;
  std::vector<GoldenMove> gains, losses;
  std::vector<TrialQuery> queries;
};

// The place of the answer among `hits`.
Rank rank_of(EntryId entry, const std::vector<search::Hit>& hits);

// Two searches for each golden query and each of `queries`, at `at`. What is live is not touched. Errors:
// those of the store and of search.
Result<SearchTrial> try_change(Site& site, const LexiconChange& change,
                               const std::vector<std::string>& queries, Instant at);

// What became of the answer, as people read it: 'query': place 1 -> not found.
Message told(const GoldenMove& move);

// The step of a change that was tried: it notes in the same transaction what came of it, unless there is no
// golden query. `actor` outlives the step.
Flow noting(const SearchTrial& trial, Flow flow, const Person& actor);

// Tries the change first. kConflict "golden_losses", naming them, when an answer would lose places and that
// is not accepted.
Result<Flow> tried(Site& site, Flow flow, const Person& actor, const LexiconChange& change,
                   bool accept_losses);

}  // namespace koujing::door
