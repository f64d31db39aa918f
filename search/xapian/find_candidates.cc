#include "search/xapian/find_candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_set>
#include <utility>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/first_stage.h"
#include "search/rank_text.h"
#include "search/text/utf8.h"
#include "search/xapian/postings.h"

namespace koujing::search {
namespace {

// One term to look up, as it is in the index.
struct Lookup {
  std::string term;
  double weight = 0;  // of one occurrence, saturating
  std::size_t frequency = 0;
};

bool has_phrase(RankView record, const QueryPhrase& phrase) {
  const std::u16string wanted = rank_text(phrase.characters);
  bool found = false;
  record.each([&](RankField, std::u16string_view text) {
    found = found || text.find(wanted) != std::u16string_view::npos;
  });
  return found;
}

// Scores of documents while the terms of one query come in.
class Gathering {
 public:
  explicit Gathering(const Finding& finding)
      : finding_(finding),
        scores_(finding.session.scoreboard.scores),
        touched_(finding.session.scoreboard.touched) {
    if (scores_.size() <= finding.session.table->last())
      scores_.resize(finding.session.table->last() + 1, 0.0F);
  }
  ~Gathering() {
    for (const DocumentNumber number : touched_) scores_[number] = 0;
    touched_.clear();
  }
  Gathering(const Gathering&) = delete;
  Gathering& operator=(const Gathering&) = delete;

  // Adds a term to the documents that have it; with `only_known`, to those that another term found before.
  void add(const Lookup& lookup, bool only_known) {
    if (lookup.frequency == 0) return;
    constexpr std::size_t kTold = 16;  // more occurrences than this say no more
    std::array<float, kTold> weights{};
    for (std::size_t times = 1; times < kTold; ++times)
      weights[times] = static_cast<float>(lookup.weight * static_cast<double>(times) * (kFirstK1 + 1) /
                                          (static_cast<double>(times) + kFirstK1));
    weights[0] = weights[1];
    std::size_t seen = 0;
    each_posting(finding_.session, lookup.term, [&](DocumentNumber number, Xapian::termcount wdf) {
      if ((++seen & 1023) == 0 && finding_.time.over()) return false;
      float& score = scores_[number];
      if (score == 0) {
        if (only_known) return true;
        touched_.push_back(number);
      }
      score += weights[std::min<std::size_t>(wdf, kTold - 1)];
      return true;
    });
  }

  // The query names these documents.
  void add_named(const Lookup& lookup, bool only_known) {
    add(lookup, only_known);
    each_posting(finding_.session, lookup.term, [&](DocumentNumber number, Xapian::termcount) {
      if (scores_[number] > 0) named_.insert(number);
      return named_.size() < kSecondStage;
    });
  }

  // Documents that have every one of `terms`.
  void add_all_of(const std::vector<std::string>& terms, double weight, bool only_known) {
    std::vector<std::pair<std::size_t, std::string>> ordered;
    for (const std::string& term : terms) ordered.emplace_back(finding_.session.frequency(term), term);
    std::sort(ordered.begin(), ordered.end());
    if (ordered.empty() || ordered.front().first == 0) return;
    std::vector<DocumentNumber> have;
    each_posting(finding_.session, ordered.front().second, [&](DocumentNumber number, Xapian::termcount) {
      have.push_back(number);
      return have.size() < kMostPostings;
    });
    for (std::size_t i = 1; i < ordered.size() && !have.empty(); ++i) {
      std::vector<DocumentNumber> both;
      auto at = have.begin();
      std::size_t seen = 0;
      each_posting(finding_.session, ordered[i].second, [&](DocumentNumber number, Xapian::termcount) {
        while (at != have.end() && *at < number) ++at;
        if (at != have.end() && *at == number) both.push_back(number);
        return at != have.end() && ((++seen & 1023) != 0 || !finding_.time.over());
      });
      have = std::move(both);
    }
    for (const DocumentNumber number : have) {
      if (scores_[number] == 0) {
        if (only_known) continue;
        touched_.push_back(number);
      }
      scores_[number] += static_cast<float>(weight);
    }
  }

  // Keeps the documents that pass `has(number)`.
  template <class Has>
  void keep(Has has) {
    std::erase_if(touched_, [&](DocumentNumber number) {
      if (!finding_.time.over() && has(number)) return false;
      scores_[number] = 0;
      return true;
    });
  }

  bool empty() const { return touched_.empty(); }

  std::size_t passing() const {
    return static_cast<std::size_t>(std::count_if(
        touched_.begin(), touched_.end(), [&](DocumentNumber number) { return finding_.gate.lets(number); }));
  }

  Found found(bool all) const {
    const IndexTable& table = *finding_.session.table;
    Found result;
    result.all = all && !finding_.time.was_over();
    if (finding_.request.facets) result.facet_counts.assign(table.facet_table().size(), 0);
    for (const DocumentNumber number : touched_) {
      if (!finding_.gate.lets(number)) continue;
      ++result.total;
      if (finding_.request.facets) ++result.facet_counts[table.facets(number)];
      result.best.push_back({number, scores_[number], named_.contains(number)});
    }
    const auto before = [&](const Candidate& a, const Candidate& b) {
      if (a.score != b.score) return a.score > b.score;
      const DocumentRow &row_a = table.row(a.number), &row_b = table.row(b.number);
      return std::pair(row_a.entry, row_a.span) < std::pair(row_b.entry, row_b.span);
    };
    const std::size_t kept = std::min(result.best.size(), finding_.wanted);
    std::nth_element(result.best.begin(), result.best.begin() + static_cast<std::ptrdiff_t>(kept),
                     result.best.end(), before);
    result.best.resize(kept);
    std::sort(result.best.begin(), result.best.end(), before);
    return result;
  }

 private:
  const Finding& finding_;
  std::vector<float>& scores_;
  std::vector<DocumentNumber>& touched_;
  std::unordered_set<DocumentNumber> named_;
};

class Lookups {
 public:
  Lookups(const Finding& finding) : session_(finding.session), documents_(finding.session.documents()) {}

  Lookup in_heading(const std::string& name, double scale) const {
    return lookup(term(field("heading").prefix, name), scale * kHeadingWeight);
  }
  Lookup in_text(const std::string& name, double scale) const {
    return lookup(term(field("text").prefix, name), scale * kTextWeight);
  }
  Lookup lookup(std::string spelled, double scale) const {
    const std::size_t frequency = session_.frequency(spelled);
    return {std::move(spelled), scale * idf(documents_, static_cast<double>(frequency)), frequency};
  }

 private:
  const IndexSession& session_;
  double documents_;
};

std::vector<std::string> gram_terms(const std::vector<std::string>& grams) {
  std::vector<std::string> terms;
  for (const std::string& gram : grams) terms.push_back(term(field("piece").prefix, gram));
  return terms;
}

// The lists of the rarest pair or gram of a phrase: every document that has the phrase is in one of them.
std::vector<Lookup> rarest_of(const Lookups& lookups, const QueryPhrase& phrase) {
  std::vector<Lookup> best;
  std::size_t fewest = 0;
  const auto offer = [&](std::vector<Lookup> lists) {
    std::size_t postings = 0;
    for (const Lookup& one : lists) postings += one.frequency;
    if (best.empty() || postings < fewest) {
      fewest = postings;
      best = std::move(lists);
    }
  };
  for (const std::string& pair : phrase.pairs) offer({lookups.in_heading(pair, 1), lookups.in_text(pair, 1)});
  for (const std::string& gram : phrase.grams) offer({lookups.lookup(term(field("piece").prefix, gram), 1)});
  return best;
}

// Documents that have every quantity of the query, in any of its readings: an amount finds precisely that
// amount. False, and nothing gathered, when there is none.
bool demand_quantities(Gathering& gathering, const Finding& finding, const Lookups& lookups,
                       const AnalysedQuery& query) {
  for (std::size_t i = 0; i < query.quantities.size(); ++i) {
    std::unordered_set<DocumentNumber> have;
    for (const std::string& spelling : query.quantities[i]) {
      const Lookup one = lookups.lookup(term(field("quantity").prefix, spelling), 1);
      if (i > 0)
        each_posting(finding.session, one.term, [&](DocumentNumber number, Xapian::termcount) {
          have.insert(number);
          return have.size() < kMostPostings;
        });
      gathering.add(one, i > 0);
    }
    gathering.keep(
        [&](DocumentNumber number) { return i == 0 ? finding.gate.lets(number) : have.contains(number); });
  }
  return !gathering.empty();
}

void exclude(Gathering& gathering, const Finding& finding, const AnalysedQuery& query) {
  for (const QueryPhrase& phrase : query.exclusions)
    gathering.keep(
        [&](DocumentNumber number) { return !has_phrase(finding.session.table->record(number), phrase); });
}

}  // namespace

std::vector<DocumentNumber> documents_of(const IndexSession& session, EntryId entry) {
  std::vector<DocumentNumber> numbers;
  each_posting(session, entry_term(entry), [&](DocumentNumber number, Xapian::termcount) {
    numbers.push_back(number);
    return true;
  });
  return numbers;
}

double idf(double documents, double frequency) { return std::log1p(documents / (frequency + 0.5)); }

Found find_strict(const Finding& finding, const AnalysedQuery& query, bool with_phrases) {
  const Lookups lookups(finding);
  Gathering gathering(finding);
  bool demands = with_phrases && !query.phrases.empty();
  bool all = true;

  if (demands) {
    // The first phrase finds; the others and its text decide.
    for (const Lookup& one : rarest_of(lookups, query.phrases.front())) gathering.add(one, false);
    gathering.keep([&](DocumentNumber number) {
      if (!finding.gate.lets(number)) return false;
      const RankView record = finding.session.table->record(number);
      return std::all_of(query.phrases.begin(), query.phrases.end(),
                         [&](const QueryPhrase& phrase) { return has_phrase(record, phrase); });
    });
  }
  if (!demands && query.only_quantities) demands = demand_quantities(gathering, finding, lookups, query);
  if (!query.exact.empty())
    gathering.add_named(lookups.lookup(term(field("exact").prefix, query.exact), kExactWeight), demands);
  if (query.entry) {
    Lookup entry = lookups.lookup(entry_term(EntryId{*query.entry}), 1);
    entry.weight = kExactWeight * kExactWeight;
    gathering.add_named(entry, demands);
  }

  std::vector<Lookup> terms;
  std::vector<Lookup> characters;
  for (const QueryTerm& asked : query.terms) {
    if (asked.kind == TokenKind::kCharacter) {
      characters.push_back(lookups.in_heading(asked.text, asked.count * kCharacterWeight));
    } else {
      terms.push_back(lookups.in_heading(asked.text, asked.count));
      terms.push_back(lookups.in_text(asked.text, asked.count));
    }
  }
  constexpr double kQuantityWeight = 1.5;  // of its idf: what is asked for by the figure is meant
  for (const std::vector<std::string>& readings : query.quantities)
    for (const std::string& spelling : readings)
      terms.push_back(lookups.lookup(term(field("quantity").prefix, spelling), kQuantityWeight));
  const auto rarer = [](const Lookup& a, const Lookup& b) {
    return a.frequency != b.frequency ? a.frequency < b.frequency : a.term < b.term;
  };
  std::erase_if(terms, [](const Lookup& one) { return one.frequency == 0; });
  std::sort(terms.begin(), terms.end(), rarer);
  std::sort(characters.begin(), characters.end(), rarer);

  std::size_t postings = 0;
  std::size_t next = 0;
  for (; next < terms.size(); ++next) {
    if (postings > 0 && postings + terms[next].frequency > kPostings) break;
    postings += terms[next].frequency;
    gathering.add(terms[next], demands);
  }
  // Filters and clocks may have left little of it.
  while (next < terms.size() && postings + terms[next].frequency <= kMostPostings &&
         gathering.passing() < kEnough) {
    postings += terms[next].frequency;
    gathering.add(terms[next++], demands);
  }
  all = next == terms.size();
  std::size_t pieces = 0;
  for (const std::vector<std::string>& piece : query.pieces) {
    if ((pieces += piece.size()) > kMaxQueryTerms) break;
    if (piece.size() > 1 || piece.front().size() > 1)
      gathering.add_all_of(gram_terms(piece), kPieceWeight, demands);
  }
  for (const Lookup& one : characters) {
    if (postings + one.frequency > kPostings) break;
    postings += one.frequency;
    gathering.add(one, true);
  }
  exclude(gathering, finding, query);
  return gathering.found(all);
}

Found find_relaxed(const Finding& finding, const AnalysedQuery& query) {
  constexpr std::size_t kBeginningWith = 40;  // pairs that begin with a character, of those in the index
  const Lookups lookups(finding);
  Gathering gathering(finding);
  std::size_t postings = 0;
  bool all = true;
  const auto add = [&](const Lookup& one) {
    if (postings + one.frequency > kMostPostings) {
      all = false;
      return;
    }
    postings += one.frequency;
    gathering.add(one, false);
  };
  for (const QueryTerm& asked : query.terms) {
    if (asked.kind != TokenKind::kCharacter) continue;
    add(lookups.in_heading(asked.text, kCharacterWeight));
    std::vector<std::string> pairs;
    const auto gather = [&](const Xapian::Database& database) {
      for (auto it = database.allterms_begin(asked.text);
           it != database.allterms_end(asked.text) && pairs.size() < kBeginningWith; ++it)
        pairs.push_back(*it);
    };
    if (finding.session.base) gather(*finding.session.base);
    gather(finding.session.tail);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    all = all && pairs.size() < kBeginningWith;
    for (const std::string& pair : pairs) add(lookups.lookup(pair, kCharacterWeight * kTextWeight));
  }
  std::size_t pieces = 0;
  for (const std::vector<std::string>& piece : query.pieces) {
    if ((pieces += piece.size()) > kMaxQueryTerms) break;
    for (const std::string& gram : gram_terms(piece)) {
      Lookup one = lookups.lookup(gram, 1);
      one.weight = kPieceWeight;
      add(one);
    }
  }
  exclude(gathering, finding, query);
  return gathering.found(all);
}

Found find_newest(const Finding& finding) {
  const IndexTable& table = *finding.session.table;
  Found result;
  if (finding.request.facets) result.facet_counts.assign(table.facet_table().size(), 0);
  std::vector<DocumentNumber> passing;
  for (DocumentNumber number = 1; number <= table.last(); ++number) {
    if (!finding.gate.lets(number)) continue;
    passing.push_back(number);
    if (finding.request.facets) ++result.facet_counts[table.facets(number)];
  }
  result.total = passing.size();
  const auto newer = [&](DocumentNumber a, DocumentNumber b) {
    const DocumentRow &row_a = table.row(a), &row_b = table.row(b);
    if (row_a.published_at != row_b.published_at) return row_a.published_at > row_b.published_at;
    return std::pair(row_a.entry, row_a.span) < std::pair(row_b.entry, row_b.span);
  };
  const std::size_t kept = std::min(passing.size(), finding.wanted);
  std::nth_element(passing.begin(), passing.begin() + static_cast<std::ptrdiff_t>(kept), passing.end(),
                   newer);
  passing.resize(kept);
  std::sort(passing.begin(), passing.end(), newer);
  for (const DocumentNumber number : passing) result.best.push_back({number, 0, false});
  return result;
}

}  // namespace koujing::search
