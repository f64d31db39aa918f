#include "search/xapian/second_stage.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/first_stage.h"
#include "search/rank_text.h"
#include "search/text/characters.h"
#include "search/text/segment.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

bool in_word(char16_t character) {
  const CharacterKind kind = kind_of(character);
  return kind == CharacterKind::kLetter || kind == CharacterKind::kDigit;
}

double pair_frequency(const IndexSession& session, char16_t first, char16_t second) {
  std::string pair;
  append_character(pair, first);
  append_character(pair, second);
  if (in_word(first) && in_word(second))
    return static_cast<double>(session.frequency(term(field("piece").prefix, pair)));
  return static_cast<double>(session.frequency(term(field("word").prefix, pair)));
}

// The known words of the question, and what is a word in letters or digits.
std::vector<RankQuery::Word> words_of(const std::u32string& characters, const Dictionary& dictionary) {
  std::vector<RankQuery::Word> words;
  for (const Word& word : segment(characters, dictionary))
    if (word.known || (word.end - word.begin >= 2)) words.push_back({word.begin, word.end});
  return words;
}

constexpr double kScale = 8;  // keeps the sums that occur (-5 to 40) apart in what is shown

// Squeezed into (1, 2) so that what was scanned is before what was not.
double score_of(const Features& parts) {
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  return 1 + 1 / (1 + std::exp(-sum / kScale));
}

float& feature(Features& features, Feature which) { return features[static_cast<std::size_t>(which)]; }

void add_standing(Features& features, const DocumentRow& row, const RankContext& context) {
  constexpr double kDay = 24.0 * 3600 * 1e6;  // microseconds
  constexpr double kHalf = 90;                // days
  if (row.confirmed_at != 0) {
    feature(features, Feature::kConfirmed) = 1;
    // Whole days, so that answers of one day stay equals.
    const double age = std::floor(
        std::max(0.0, static_cast<double>(context.at.us) - static_cast<double>(row.confirmed_at)) / kDay);
    feature(features, Feature::kLatelyConfirmed) = static_cast<float>(std::exp2(-age / kHalf));
  }
  const auto remembered = context.memory.find(row.entry);
  if (remembered != context.memory.end())
    feature(features, Feature::kMemory) = static_cast<float>(remembered->second.strength);
}

// An answer that was not there yet when the others were used must have its chance.
void bound_memory(std::vector<Ranked>& ranked, const RankContext& context) {
  constexpr auto kMemory = static_cast<std::size_t>(Feature::kMemory);
  const IndexTable& table = *context.session.table;
  std::vector<double> without(ranked.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    Features parts = ranked[i].parts;
    parts[kMemory] = 0;
    without[i] = ranked[i].scanned ? score_of(parts) : ranked[i].score;
  }
  std::vector<double> bounded(ranked.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    bounded[i] = ranked[i].score;
    if (ranked[i].parts[kMemory] <= 0) continue;
    const auto remembered = context.memory.find(table.row(ranked[i].number).entry);
    if (remembered == context.memory.end()) continue;
    for (std::size_t j = 0; j < ranked.size(); ++j) {
      const DocumentRow other = table.row(ranked[j].number);
      if (other.confirmed_at > remembered->second.last.us && without[j] >= without[i])
        bounded[i] = std::min(bounded[i], std::nextafter(without[j], 0.0));
    }
  }
  for (std::size_t i = 0; i < ranked.size(); ++i) ranked[i].score = bounded[i];
}

}  // namespace

std::vector<Ranked> rank(const RankContext& context, const AnalysedQuery& query,
                         const std::vector<Candidate>& candidates) {
  IndexSession& session = context.session;
  std::vector<Ranked> ranked;
  if (candidates.empty()) return ranked;
  const IndexTable& table = *session.table;
  const double documents = std::max(1.0, static_cast<double>(table.alive_documents()));
  const auto character_idf = [&](char16_t character) { return double{session.character_idf(character)}; };
  const auto pair_idf = [&](char16_t first, char16_t second) {
    return idf(documents, std::min(documents, pair_frequency(session, first, second)));
  };
  const RankQuery asked(rank_text(query.characters), words_of(query.characters, context.dictionary),
                        character_idf, pair_idf);

  constexpr std::size_t kAlways =
      32;  // read in any case: a tenth of a millisecond, and a page that makes sense
  constexpr auto kFirst = static_cast<std::size_t>(Feature::kFirstStage);
  RankQuery::Lengths mean{0, 0};
  std::size_t scanned = std::min(candidates.size(), kSecondStage);
  std::u16string& records = context.session.records;  // one after the other
  std::vector<std::size_t> begins;
  records.clear();
  for (std::size_t i = 0; i < scanned; ++i) {
    if (i >= kAlways && context.time.over()) {
      scanned = i;
      break;
    }
    begins.push_back(records.size());
    table.append_record(candidates[i].number, records);
  }
  const auto record = [&](std::size_t i) { return RankView(records.data() + begins[i]); };
  for (std::size_t i = 0; i < scanned; ++i) {
    const RankQuery::Lengths one = RankQuery::lengths(record(i));
    mean.headings += one.headings / static_cast<double>(scanned);
    mean.text += one.text / static_cast<double>(scanned);
  }
  constexpr auto kFirstBm25 = static_cast<std::size_t>(Feature::kHeadingBm25);
  constexpr auto kLastBm25 = static_cast<std::size_t>(Feature::kTextCharactersBm25);
  const float greatest = std::max(candidates.front().score, 1e-6F);
  Features most{};
  std::unordered_map<std::uint32_t, float> catalogues;  // by combination of facets
  std::size_t with_text = 0;
  for (const Candidate& candidate : candidates) {
    Ranked one{candidate.number, candidate.score / (greatest + 1), {}, {}};
    if (ranked.size() < scanned && (ranked.size() < kAlways || !context.time.over())) {
      one.features = asked.scan(record(ranked.size()), mean, character_idf);
      one.features[kFirst] = candidate.score / greatest;
      one.features[static_cast<std::size_t>(Feature::kNamed)] = candidate.named ? 1 : 0;
      const std::uint32_t facets = table.facets(candidate.number);
      const auto [of_catalogue, fresh] = catalogues.try_emplace(facets, 0.0F);
      if (fresh)
        of_catalogue->second = static_cast<float>(
            asked.characters_in(table.facet_table().catalogue_text(facets, context.paths_then)));
      feature(one.features, Feature::kCatalogue) = of_catalogue->second;
      add_standing(one.features, table.row(candidate.number), context);
      for (std::size_t i = kFirstBm25; i <= kLastBm25; ++i) most[i] = std::max(most[i], one.features[i]);
      with_text += one.features[static_cast<std::size_t>(Feature::kTextCharacters)] > 0;
      one.scanned = true;
    }
    ranked.push_back(one);
  }
  const Features weights = weights_for(static_cast<double>(with_text) / static_cast<double>(scanned));
  for (Ranked& one : ranked) {
    if (!one.scanned) continue;
    for (std::size_t i = kFirstBm25; i <= kLastBm25; ++i)
      if (most[i] > 0) one.features[i] /= most[i];
    for (std::size_t i = 0; i < kFeatures; ++i) one.parts[i] = weights[i] * one.features[i];
    one.score = score_of(one.parts);
  }
  if (!context.memory.empty()) bound_memory(ranked, context);
  sort_ranked(ranked, table);
  return ranked;
}

void sort_ranked(std::vector<Ranked>& ranked, const IndexTable& table) {
  std::stable_sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) {
    if (a.score != b.score) return a.score > b.score;
    const DocumentRow row_a = table.row(a.number), row_b = table.row(b.number);
    return std::pair(row_a.entry, row_a.span) < std::pair(row_b.entry, row_b.span);
  });
}

double score_less(double score, double parts) {
  const double odds = (score - 1) / (2 - score);
  return 1 + 1 / (1 + std::exp(parts / kScale) / odds);
}

}  // namespace koujing::search
