// The second stage: the candidates of the first, scored exactly from their text.
#pragma once

#include <unordered_map>
#include <utility>
#include <vector>

#include "search/query/analysed_query.h"
#include "search/rank_features.h"
#include "search/text/segment.h"
#include "search/time_box.h"
#include "search/use_memory.h"
#include "search/xapian/find_candidates.h"

namespace koujing::search {

struct Ranked {
  DocumentNumber number = 0;
  double score = 0;  // > 0
  Features features{};
  Features parts{};        // each feature times its weight
  bool corrected = false;  // found by the corrected text
  bool pinned = false;     // put at its place by a rule
  bool scanned =
      false;  // else the first stage alone decided: it came after the first kSecondStage, or time ran out
};

// What a search knows beside its words.
struct RankContext {
  IndexSession& session;
  const Dictionary& dictionary;
  const std::unordered_map<std::int64_t, Remembered>& memory;  // by entry
  Instant at;                                                  // validity time of the search
  const PathsThen& paths_then;
  TimeBox& time;
};

// In falling order of score, equals by entry. Those that were scanned come first.
//
// What past uses add is bounded: it never lifts an answer over one that was at least as good without it, and
// that was confirmed after the last of those uses.
std::vector<Ranked> rank(const RankContext& context, const AnalysedQuery& query,
                         const std::vector<Candidate>& candidates);

void sort_ranked(std::vector<Ranked>& ranked, const IndexTable& table);

// The score of something whose parts add up to `parts` less.
double score_less(double score, double parts);

}  // namespace koujing::search
