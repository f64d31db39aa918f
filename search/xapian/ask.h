// One question, asked in every way that may find its answer: as typed, in other words, corrected, by first
// letters, and by what served such questions before.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/most_used.h"
#include "search/past_queries.h"
#include "search/query/analysed_query.h"
#include "search/query/rules.h"
#include "search/query/synonyms.h"
#include "search/search_types.h"
#include "search/text/segment.h"
#include "search/time_box.h"
#include "search/use_memory.h"
#include "search/xapian/find_candidates.h"
#include "search/xapian/second_stage.h"
#include "search/xapian/session_pool.h"

namespace koujing::search {

// A Lexicon made ready for searching. Immutable; any thread.
struct PreparedLexicon {
  PreparedLexicon() : PreparedLexicon(Lexicon{}) {}
  explicit PreparedLexicon(const Lexicon& lexicon);

  SynonymTable synonyms;
  RuleTable rules;
  UseMemory memory;
  MostUsed used;
  PastQueries past;
  Dictionary dictionary;
};

struct Asked {
  std::vector<Ranked> ranked;  // all that was found, best first but for those that a rule put at their place
  std::size_t total = 0;
  bool total_exact = true;
  bool partial = false;
  std::vector<Relaxation> relaxed;
  std::optional<CorrectedText> corrected;
  std::vector<std::uint32_t> facet_counts;
  std::vector<AnalysedQuery>
      shown;            // what matches are marked by: the question as it served, and its rewordings
  std::string letters;  // that headings were found by, as they sound; else ""
};

// At least `wanted` results when there are so many. Throws Xapian::Error.
Asked ask(IndexSession& session, const PreparedLexicon& lexicon, const Request& request, std::size_t wanted,
          TimeBox& time);

}  // namespace koujing::search
