#include "search/xapian/run_search.h"

#include <algorithm>
#include <utility>

#include "search/facets.h"
#include "search/field_table.h"
#include "search/highlight.h"
#include "search/query/analysed_query.h"
#include "search/ranking.h"
#include "search/xapian/phrase_check.h"
#include "search/xapian/plan_query.h"
#include "search/xapian/stored_document.h"
#include "search/xapian/writer.h"

namespace koujing::search {
namespace {

class FacetSpy final : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    counter_.add(document.get_value(slot("facets")));
  }
  std::size_t total() const { return counter_.total(); }
  Facets facets() const { return counter_.facets(); }

 private:
  FacetCounter counter_;
};

struct Found {
  Xapian::MSet matches;
  std::size_t total = 0;
  bool exact = true;
  Facets facets;
};

Found match(const Xapian::Database& database, const Request& request, const AnalysedQuery& query,
            const Xapian::Query& planned) {
  Xapian::Enquire enquire(database);
  enquire.set_query(planned);
  if (query.blank) {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(slot("published_at"), true);
  } else {
    enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, 0, 1, kB, kMinLength));
    // Equals in the order of their entries, which does not depend on how the index came about.
    enquire.set_sort_by_relevance_then_value(slot("entry"), false);
  }
  FacetSpy spy;
  if (request.facets) enquire.add_matchspy(&spy);
  const PhraseCheck check(query.phrases);
  const bool checked = !query.phrases.empty();

  const Xapian::doccount documents = database.get_doccount();
  const auto first = static_cast<Xapian::doccount>(std::min<std::size_t>(request.offset, documents));
  const auto limit = static_cast<Xapian::doccount>(std::clamp<std::size_t>(request.limit, 1, 1000));
  Found found;
  found.matches =
      enquire.get_mset(first, limit, request.facets ? documents : 0, nullptr, checked ? &check : nullptr);
  if (request.facets) {
    found.facets = spy.facets();
    found.total = spy.total();
  } else {
    found.total = found.matches.get_matches_estimated();
    found.exact = found.matches.get_matches_lower_bound() == found.matches.get_matches_upper_bound();
  }
  if (checked && check.ran_out()) found.exact = false;
  return found;
}

Hit shown(IndexDocument document, double score, const Highlighter* highlighter) {
  Hit hit;
  hit.score = score;
  if (highlighter != nullptr) {
    hit.title_marked = highlighter->mark(document.text.title);
    std::vector<std::string_view> fields{document.script_plain, document.body_plain};
    fields.insert(fields.end(), document.text.questions.begin(), document.text.questions.end());
    hit.snippet = highlighter->snippet(fields);
  }
  hit.document = std::move(document);
  return hit;
}

}  // namespace

Result<Answer> run_search(const Xapian::Database& database, const Request& request) {
  AnalysedQuery query = analyse(request.text);
  QueryPlan plan = plan_query(database, query, request, !query.phrases.empty());
  Found found = match(database, request, query, plan.strict);
  if (found.total == 0 && !plan.relaxed.empty()) found = match(database, request, query, plan.relaxed);
  if (found.total == 0 && !query.phrases.empty()) {  // nobody has it exactly so: the quotes are text
    query.phrases.clear();
    plan = plan_query(database, query, request, false);
    found = match(database, request, query, plan.strict);
    if (found.total == 0 && !plan.relaxed.empty()) found = match(database, request, query, plan.relaxed);
  }

  Answer answer;
  answer.total = found.total;
  answer.total_exact = found.exact;
  answer.facets = std::move(found.facets);
  answer.position = stored_position(database);
  const Highlighter highlighter(query, plan.rarity);
  for (auto it = found.matches.begin(); it != found.matches.end(); ++it) {
    KJ_TRY(IndexDocument document, decode_document(it.get_document().get_data()));
    answer.hits.push_back(
        shown(std::move(document), it.get_weight(), request.highlight ? &highlighter : nullptr));
  }
  return answer;
}

}  // namespace koujing::search
