#include "search/xapian/plan_query.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/filter_terms.h"
#include "search/ranking.h"
#include "search/visibility.h"

namespace koujing::search {
namespace {

using Xapian::Query;

Query any_of(const std::vector<Query>& queries) {
  return Query(Query::OP_OR, queries.begin(), queries.end());
}
Query all_of(const std::vector<Query>& queries) {
  return Query(Query::OP_AND, queries.begin(), queries.end());
}

Query filtered(const Query& query, const Query& filter) {
  return query.empty() ? Query::MatchNothing : Query(Query::OP_FILTER, query, filter);
}

std::vector<Query> grams_of(const std::vector<std::string>& piece) {
  std::vector<Query> grams;
  grams.reserve(piece.size());
  for (const std::string& gram : piece) grams.emplace_back(term(field("piece").prefix, gram));
  return grams;
}

// Pieces have no weight of their own in the index, so that entries with many words are not longer for it.
Query weighed(const Query& pieces) {
  return Query(Query::OP_FILTER, Query((new Xapian::FixedWeightPostingSource(kPieceWeight))->release()),
               pieces);
}

Query filter_query(const Request& request) {
  std::vector<Query> filters{in_force_query(request.at, request.known)};
  for (const std::vector<std::string>& group : filter_groups(request.filters)) {
    std::vector<Query> terms(group.begin(), group.end());
    filters.push_back(any_of(terms));
  }
  return all_of(filters);
}

struct Weighed {
  const QueryTerm* term;
  std::string index_term;
  Xapian::doccount frequency;
};

}  // namespace

Query in_force_query(Instant at, Instant known) {
  std::vector<Query> bounds;
  for (const SlotBound& bound : in_force(at, known))
    bounds.emplace_back(bound.at_least ? Query::OP_VALUE_GE : Query::OP_VALUE_LE, bound.slot, bound.value);
  return all_of(bounds);
}

Query phrase_query(const std::vector<QueryPhrase>& phrases) {
  std::vector<Query> all;
  for (const QueryPhrase& phrase : phrases) {
    for (const std::string& pair : phrase.pairs) all.emplace_back(term("", pair));
    for (const std::string& gram : phrase.grams) all.emplace_back(term(field("piece").prefix, gram));
  }
  return all.empty() ? Query::MatchAll : all_of(all);
}

QueryPlan plan_query(const Xapian::Database& database, const AnalysedQuery& query, const Request& request,
                     bool with_phrases) {
  QueryPlan plan;
  Query filter = filter_query(request);
  if (query.blank) {
    plan.strict = filter;
    return plan;
  }

  const double documents = std::max(1.0, static_cast<double>(database.get_doccount()));
  std::vector<Weighed> terms;
  for (const QueryTerm& asked : query.terms) {
    std::string index_term = term("", asked.text);
    const Xapian::doccount frequency = database.get_termfreq(index_term);
    plan.rarity.push_back(std::log1p(documents / (frequency + 0.5)));
    if (frequency > 0) terms.push_back({&asked, std::move(index_term), frequency});
  }
  if (terms.size() > kMaxQueryTerms) {
    std::stable_sort(terms.begin(), terms.end(),
                     [](const Weighed& a, const Weighed& b) { return a.frequency < b.frequency; });
    terms.resize(kMaxQueryTerms);
  }

  std::vector<Query> strict;
  std::vector<Query> characters;
  for (const Weighed& weighed : terms) {
    Query one(weighed.index_term, weighed.term->count);
    if (weighed.term->kind == TokenKind::kCharacter)
      characters.emplace_back(Query::OP_SCALE_WEIGHT, one, kCharacterScale);
    else
      strict.push_back(std::move(one));
  }
  // All the grams of a word find it within a longer one; some of them, or a letter, are better than nothing.
  std::vector<Query> crumbs = characters;
  std::size_t pieces = 0;
  for (const std::vector<std::string>& piece : query.pieces) {
    if ((pieces += piece.size()) > kMaxQueryTerms) break;
    const std::vector<Query> grams = grams_of(piece);
    if (piece.size() > 1 || piece.front().size() > 1) strict.push_back(weighed(all_of(grams)));
    for (const Query& gram : grams) crumbs.push_back(weighed(gram));
  }
  if (!query.exact.empty())
    strict.emplace_back(Query::OP_SCALE_WEIGHT, Query(term(field("exact").prefix, query.exact)), kExactScale);

  if (with_phrases) filter = Query(Query::OP_AND, filter, phrase_query(query.phrases));
  const Query by_character = any_of(characters);
  if (!strict.empty()) {
    const Query by_pair = any_of(strict);
    plan.strict =
        filtered(characters.empty() ? by_pair : Query(Query::OP_AND_MAYBE, by_pair, by_character), filter);
  }
  plan.relaxed = filtered(any_of(crumbs), filter);
  return plan;
}

}  // namespace koujing::search
