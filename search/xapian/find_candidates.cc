#include "search/xapian/find_candidates.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/first_stage.h"
#include "search/rank_text.h"
#include "search/text/characters.h"
#include "search/text/normalise.h"
#include "search/text/utf8.h"
#include "search/xapian/gathering.h"
#include "search/xapian/postings.h"
#include "search/xapian/stored_document.h"

namespace koujing::search {
namespace {

bool has_phrase(RankView record, const QueryPhrase& phrase) {
  const std::u16string wanted = rank_text(phrase.characters);
  bool found = false;
  record.each([&](RankField, std::u16string_view text) {
    found = found || text.find(wanted) != std::u16string_view::npos;
  });
  return found;
}

class Lookups {
 public:
  Lookups(const Finding& finding) : session_(finding.session), documents_(finding.session.documents()) {}

  // A word, pair or character.
  Lookup word(const std::string& name, double scale) const {
    Lookup one = lookup(term(field("word").prefix, name), scale);
    one.by_field = true;
    return one;
  }
  Lookup lookup(std::string spelled, double scale) const {
    const std::size_t frequency = session_.frequency(spelled);
    return {std::move(spelled), scale * idf(documents_, static_cast<double>(frequency)), frequency, false};
  }

 private:
  const IndexSession& session_;
  double documents_;
};

std::vector<std::string> gram_terms(const std::vector<std::string>& grams) {
  std::vector<std::string> terms;
  terms.reserve(grams.size());
  for (const std::string& gram : grams) terms.push_back(term(field("piece").prefix, gram));
  return terms;
}

// The rarest pair or gram of a phrase: every document that has the phrase is in its list.
Lookup rarest_of(const Lookups& lookups, const QueryPhrase& phrase) {
  std::optional<Lookup> best;
  const auto offer = [&](Lookup one) {
    if (!best || one.frequency < best->frequency) best = std::move(one);
  };
  for (const std::string& pair : phrase.pairs) offer(lookups.word(pair, 1));
  for (const std::string& gram : phrase.grams) offer(lookups.lookup(term(field("piece").prefix, gram), 1));
  return best.value_or(Lookup{});
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
        each_posting(finding.session, one.term, [&](DocumentNumber number, Counts) {
          have.insert(number);
          return have.size() < kMostPostings;
        });
      gathering.add(one, i > 0);
    }
    gathering.keep([&](DocumentNumber number) { return i == 0 || have.contains(number); });
  }
  return gathering.size() > 0;
}

void append_tail(const IndexSession& session, const std::string& term, std::vector<DocumentNumber>& numbers) {
  const auto end = session.tail.postlist_end(term);
  for (auto it = session.tail.postlist_begin(term); it != end; ++it)
    numbers.push_back(session.table->base_documents() + *it);
}

// The sealed names are found by hash: what is found is compared with the text.
bool is_named(IndexSession& session, DocumentNumber number, const std::string& exact) {
  const auto solid = [](std::u16string text) {
    std::erase_if(text, [](char16_t one) { return kind_of(one) == CharacterKind::kSeparator; });
    return text;
  };
  const std::u16string wanted = solid(rank_text(exact));
  std::u16string scratch;
  bool found = false;
  session.table->record(number, scratch).each([&](RankField kind, std::u16string_view text) {
    if (is_heading(kind) && kind != RankField::kKeyword)
      found = found || solid(std::u16string(text)) == wanted;
  });
  if (found) return true;
  const auto display = session.display(number);
  if (!display) return false;
  const auto document = decode_document(*display);
  return document && exact_spelling(normalise(document->text.external_id).characters) == exact;
}

// Documents with a heading or an id that is all of the query.
std::vector<DocumentNumber> named(const Finding& finding, const AnalysedQuery& query) {
  std::vector<DocumentNumber> numbers;
  finding.session.table->each_sealed_named(query.exact, [&](DocumentNumber number) {
    if (finding.gate.lets(number) && !finding.time.over() && is_named(finding.session, number, query.exact))
      numbers.push_back(number);
  });
  append_tail(finding.session, name_term(query.exact), numbers);
  return numbers;
}

void exclude(Gathering& gathering, const Finding& finding, const AnalysedQuery& query) {
  std::u16string scratch;
  for (const QueryPhrase& phrase : query.exclusions)
    gathering.keep([&](DocumentNumber number) {
      return !has_phrase(finding.session.table->record(number, scratch), phrase);
    });
}

}  // namespace

std::vector<DocumentNumber> documents_of(const IndexSession& session, EntryId entry) {
  std::vector<DocumentNumber> numbers;
  session.table->each_sealed_of(entry, [&](DocumentNumber number) { numbers.push_back(number); });
  append_tail(session, entry_term(entry), numbers);
  return numbers;
}

std::vector<DocumentNumber> banned_documents(const IndexSession& session, const HeldRules& rules) {
  std::vector<DocumentNumber> banned;
  for (const EntryId entry : rules.bans)
    for (const DocumentNumber number : documents_of(session, entry)) banned.push_back(number);
  return banned;
}

double idf(double documents, double frequency) { return std::log1p(documents / (frequency + 0.5)); }

Found find_strict(const Finding& finding, const AnalysedQuery& query, bool with_phrases) {
  const Lookups lookups(finding);
  Gathering gathering(finding);
  bool demands = with_phrases && !query.phrases.empty();
  bool all = true;

  if (demands) {
    // The first phrase finds; the others and its text decide.
    gathering.add(rarest_of(lookups, query.phrases.front()), false);
    std::u16string scratch;
    gathering.keep([&](DocumentNumber number) {
      const RankView record = finding.session.table->record(number, scratch);
      return std::all_of(query.phrases.begin(), query.phrases.end(),
                         [&](const QueryPhrase& phrase) { return has_phrase(record, phrase); });
    });
  }
  if (!demands && query.only_quantities) demands = demand_quantities(gathering, finding, lookups, query);
  if (!query.exact.empty()) gathering.add_named(named(finding, query), kExactWeight, demands);
  if (query.entry)
    gathering.add_named(documents_of(finding.session, EntryId{*query.entry}), kEntryWeight, demands);

  std::vector<Lookup> terms;
  std::vector<Lookup> characters;
  for (const QueryTerm& asked : query.terms) {
    if (asked.kind == TokenKind::kCharacter) {
      characters.push_back(lookups.word(asked.text, asked.count * kCharacterWeight));
    } else {
      terms.push_back(lookups.word(asked.text, asked.count));
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
         gathering.size() < kEnough) {
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
    add(lookups.word(asked.text, kCharacterWeight));
    std::vector<std::string> pairs;
    each_term(finding.session, asked.text, [&](const std::string& pair) {
      if (pair != asked.text) pairs.push_back(pair);
      return pairs.size() < kBeginningWith;
    });
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    all = all && pairs.size() < kBeginningWith;
    for (const std::string& pair : pairs) add(lookups.word(pair, kCharacterWeight));
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
  struct Newest {
    std::int64_t published_at = 0, entry = 0;
    std::uint32_t span = 0;
    DocumentNumber number = 0;
    bool operator<(const Newest& other) const {
      return published_at != other.published_at ? published_at > other.published_at
                                                : std::pair(entry, span) < std::pair(other.entry, other.span);
    }
  };
  const IndexTable& table = *finding.session.table;
  Found result;
  if (finding.request.facets) result.facet_counts.assign(table.facet_table().size(), 0);
  const std::size_t wanted = std::max<std::size_t>(finding.wanted, 1);
  std::vector<Newest> newest;   // the best `wanted` of those seen, and as many again that may be among them
  std::optional<Newest> worst;  // of the best, once there are enough
  const auto shrink = [&] {
    std::nth_element(newest.begin(), newest.begin() + static_cast<std::ptrdiff_t>(wanted - 1), newest.end());
    newest.resize(wanted);
    worst = newest.back();
  };
  for (DocumentNumber number = 1; number <= table.last(); ++number) {
    if ((number & 8191) == 0 && finding.time.over()) {
      result.all = false;
      break;
    }
    if (!finding.gate.lets(number)) continue;
    ++result.total;
    if (finding.request.facets) ++result.facet_counts[table.facets(number)];
    const DocumentRow row = table.row(number);
    const Newest one{row.published_at, row.entry, row.span, number};
    if (worst && !(one < *worst)) continue;
    newest.push_back(one);
    if (newest.size() >= 2 * wanted) shrink();
  }
  if (newest.size() > wanted) shrink();
  std::sort(newest.begin(), newest.end());
  for (const Newest& one : newest) result.best.push_back({one.number, 0, false});
  return result;
}

}  // namespace koujing::search
