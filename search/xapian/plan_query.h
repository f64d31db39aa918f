// From an analysed query to what Xapian runs.
#pragma once

#include <xapian.h>

#include <vector>

#include "search/query/analysed_query.h"
#include "search/search_types.h"

namespace koujing::search {

struct QueryPlan {
  // What is asked first: documents that share a pair, a word or a number with the query, ranked by all of it.
  // Empty or MatchNothing when the query has only single characters.
  Xapian::Query strict;
  // What is asked when `strict` finds nothing: single characters, letters and pieces of words.
  Xapian::Query relaxed;
  // How telling each term is in this index, in the order of query.terms: for highlights.
  std::vector<double> rarity;
};

// Plans of falling strictness are the caller's: without `with_phrases` quotes demand nothing.
// Keeps the kMaxQueryTerms rarest terms: what every entry has says least and costs most. Both queries carry
// the filters and the two clocks. A blank query plans the newest: everything that passes, unranked. Throws
// Xapian::Error.
QueryPlan plan_query(const Xapian::Database& database, const AnalysedQuery& query, const Request& request,
                     bool with_phrases);

// What passes filters and clocks, without weight.
Xapian::Query in_force_query(Instant at, Instant known);

// All of the phrases' terms together; MatchAll when there is no phrase.
Xapian::Query phrase_query(const std::vector<QueryPhrase>& phrases);

}  // namespace koujing::search
