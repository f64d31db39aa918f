#include "search/xapian/run_search.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/first_stage.h"
#include "search/highlight.h"
#include "search/query/analysed_query.h"
#include "search/rank_text.h"
#include "search/text/utf8.h"
#include "search/xapian/find_candidates.h"
#include "search/xapian/stored_document.h"
#include "search/xapian/writer.h"

namespace koujing::search {
namespace {

std::vector<Reason> reasons_of(const Ranked& ranked) {
  std::vector<Reason> reasons;
  for (std::size_t i = 0; i < kFeatures; ++i)
    if (ranked.parts[i] != 0)
      reasons.push_back({feature_name(static_cast<Feature>(i)), static_cast<double>(ranked.features[i]),
                         static_cast<double>(ranked.parts[i])});
  std::sort(reasons.begin(), reasons.end(),
            [](const Reason& a, const Reason& b) { return std::abs(a.part) > std::abs(b.part); });
  return reasons;
}

// Everything that was asked for, to mark it: terms that two wordings share stand once.
AnalysedQuery all_of(std::vector<AnalysedQuery> queries) {
  if (queries.empty()) return {};
  AnalysedQuery all = std::move(queries.front());
  for (std::size_t i = 1; i < queries.size(); ++i)
    for (QueryTerm& term : queries[i].terms)
      if (std::none_of(all.terms.begin(), all.terms.end(),
                       [&](const QueryTerm& known) { return known.text == term.text; }))
        all.terms.push_back(std::move(term));
  return all;
}

// How telling each term of the query is, for highlights.
std::vector<double> rarity(const IndexSession& session, const AnalysedQuery& query) {
  std::vector<double> rare;
  for (const QueryTerm& one : query.terms)
    rare.push_back(idf(session.documents(),
                       static_cast<double>(session.frequency(term(field("word").prefix, one.text)))));
  return rare;
}

Hit shown(IndexDocument document, const Ranked& ranked, const Request& request,
          const Highlighter& highlighter, bool by_sound) {
  Hit hit;
  hit.score = ranked.score;
  hit.pinned = ranked.pinned;
  if (request.highlight) {
    hit.title_marked = highlighter.mark(document.text.title);
    std::vector<std::string_view> fields{document.script_plain, document.body_plain};
    fields.insert(fields.end(), document.text.questions.begin(), document.text.questions.end());
    hit.snippet = highlighter.snippet(fields);
    if (by_sound && hit.title_marked.find("<mark>") == std::string::npos)
      for (const std::string& question : document.text.questions)
        if (std::string marked = highlighter.mark(question); marked.find("<mark>") != std::string::npos) {
          hit.snippet = std::move(marked);
          break;
        }
  }
  if (request.explain) hit.reasons = reasons_of(ranked);
  hit.document = std::move(document);
  return hit;
}

// What the index has of a result, at the place that it had then.
Result<IndexDocument> stored(IndexSession& session, const Ranked& ranked, const Request& request) {
  KJ_TRY(const std::string display, session.display(ranked.number));
  KJ_TRY(IndexDocument document, decode_document(display));
  const IndexTable& table = *session.table;
  if (const std::string* path =
          table.facet_table().path_then(table.facets(ranked.number), request.paths_then))
    document.text.catalogue = *path;
  return document;
}

// Paths of the catalogue to look in when nothing was found, the nearest first: those that were asked for and
// what they are in, or else the one whose last name shares most with the question.
std::vector<std::string> near_catalogues(const IndexSession& session, const Request& request) {
  constexpr std::size_t kMost = 8;
  const FacetTable& facets = session.table->facet_table();
  std::vector<std::string> paths;
  for (const std::string& asked : request.filters.catalogue) {
    const std::vector<std::string> upwards = path_and_ancestors(asked);
    for (auto it = upwards.rbegin(); it != upwards.rend() && paths.size() < kMost; ++it)
      if ((facets.knows(*it) || !request.paths_then.empty()) &&
          std::find(paths.begin(), paths.end(), *it) == paths.end())
        paths.push_back(*it);
  }
  if (!paths.empty()) return paths;
  std::string nearest = facets.nearest_catalogue(
      rank_text(first_characters(request.text, kMaxQueryCharacters)), request.paths_then);
  if (!nearest.empty()) paths.push_back(std::move(nearest));
  return paths;
}

// The best of another search, for answer.nearest; none of those that are banned for what was asked.
Status append_nearest(IndexSession& session, const PreparedLexicon& lexicon, const Request& request,
                      const std::vector<EntryId>& banned, TimeBox& time, Answer& answer) {
  constexpr std::size_t kShown = 5;
  Asked asked = ask(session, lexicon, request, kShown + banned.size(), time);
  if (!answer.corrected) answer.corrected = std::move(asked.corrected);
  answer.partial = answer.partial || asked.partial;
  const AnalysedQuery marked = all_of(std::move(asked.shown));
  const Highlighter highlighter(marked, request.highlight ? rarity(session, marked) : std::vector<double>{},
                                asked.letters);
  for (std::size_t i = 0; i < asked.ranked.size() && answer.nearest.size() < kShown; ++i) {
    KJ_TRY(IndexDocument document, stored(session, asked.ranked[i], request));
    if (std::find(banned.begin(), banned.end(), document.entry) != banned.end()) continue;
    answer.nearest.push_back(
        shown(std::move(document), asked.ranked[i], request, highlighter, !asked.letters.empty()));
  }
  return {};
}

// Nothing was found: what the filters shut out, or what is near in the catalogue.
Status look_nearby(IndexSession& session, const PreparedLexicon& lexicon, const Request& request,
                   TimeBox& time, Answer& answer) {
  const AnalysedQuery query = analyse(request.text);
  const bool blank = query.blank;
  const std::vector<EntryId> banned = lexicon.rules.held(query.characters, request.at, request.known).bans;
  Request wider = request;
  wider.facets = wider.explain = false;
  wider.filters = {};
  if (!blank && request.filters != Filters{}) {
    KJ_DO(append_nearest(session, lexicon, wider, banned, time, answer));
    if (!answer.nearest.empty()) {
      answer.relaxed.push_back(Relaxation::kFilters);
      return {};
    }
  }
  wider.text.clear();
  wider.highlight = false;
  std::vector<std::string> paths = near_catalogues(session, request);
  paths.emplace_back();  // the whole library
  for (const std::string& path : paths) {
    wider.filters.catalogue.clear();
    if (!path.empty()) wider.filters.catalogue = {path};
    KJ_DO(append_nearest(session, lexicon, wider, banned, time, answer));
    answer.nearest_catalogue = path;
    if (!answer.nearest.empty()) break;
  }
  return {};
}

}  // namespace

Result<Answer> run_search(IndexSession& session, const PreparedLexicon& lexicon, const Request& request) {
  constexpr std::size_t kMostShown = 1000;
  const std::size_t limit = std::clamp<std::size_t>(request.limit, 1, kMostShown);
  const std::size_t offset = std::min<std::size_t>(request.offset, session.table->last());
  TimeBox time(kTimeForOneSearch);
  Asked asked = ask(session, lexicon, request, offset + limit, time);

  const bool nothing = asked.ranked.empty();
  Answer answer;
  answer.total = asked.total;
  answer.total_exact = asked.total_exact;
  answer.partial = asked.partial;
  answer.relaxed = std::move(asked.relaxed);
  answer.corrected = std::move(asked.corrected);
  answer.facets = session.table->facet_table().facets(asked.facet_counts, request.paths_then);
  answer.position = stored_position(session.tail);
  const AnalysedQuery marked = all_of(std::move(asked.shown));
  const Highlighter highlighter(marked, request.highlight ? rarity(session, marked) : std::vector<double>{},
                                asked.letters);
  for (std::size_t i = offset; i < asked.ranked.size() && answer.hits.size() < limit; ++i) {
    KJ_TRY(IndexDocument document, stored(session, asked.ranked[i], request));
    answer.hits.push_back(
        shown(std::move(document), asked.ranked[i], request, highlighter, !asked.letters.empty()));
  }
  if (nothing && !answer.partial) KJ_DO(look_nearby(session, lexicon, request, time, answer));
  return answer;
}

Result<std::vector<std::pair<EntryId, Features>>> run_features(IndexSession& session,
                                                               const PreparedLexicon& lexicon,
                                                               const Request& request) {
  Request literal = request;
  literal.literal = true;
  std::vector<std::pair<EntryId, Features>> features;
  TimeBox time(kTimeForOneSearch);
  for (const Ranked& one : ask(session, lexicon, literal, kSecondStage, time).ranked)
    if (one.scanned) features.emplace_back(EntryId{session.table->row(one.number).entry}, one.features);
  return features;
}

}  // namespace koujing::search
