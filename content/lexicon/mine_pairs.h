// Pairs of words that may mean the same, found in what the library and its record hold already.
#pragma once

#include <vector>

#include "content/store/store.h"

namespace koujing {

struct MinedPair {
  SynonymForm form;  // one word to one
  SynonymOrigin origin = SynonymOrigin::kVariants;
  Evidence evidence;
};

// Two wordings of one question (title and variants of one entry's newest revision) that differ in exactly one
// piece (content/model/differing_pieces.h), seen in at least 2 entries or at least 3 times. Both ways. Most
// entries first. Reads the whole library: 25 s for a million entries of five wordings.
Result<std::vector<MinedPair>> pairs_of_variants(const Reading& reading);

// A search that was not used and, within 2 minutes, one of the same person that was, differing in exactly one
// piece: what the customer said and what the entry says, one way. A first search that found nothing counts
// from its first time (origin kUnanswered), one that had answers from its second (kReworded). Most often seen
// first. `since`: how far back; at most the newest 200,000 are looked at.
Result<std::vector<MinedPair>> pairs_of_searches(const Reading& reading, Instant since);

}  // namespace koujing
