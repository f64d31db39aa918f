#include "search/rank_features.h"

#include <algorithm>
#include <cmath>

#include "search/rank_weights.h"
#include "search/text/characters.h"

namespace koujing::search {
namespace {

constexpr std::size_t kWindow = 48;         // characters: about a sentence and a half of a script
constexpr std::size_t kMostScanned = 8192;  // of a field: longer than any that the weights were learnt on
constexpr double kK1 =
    1.2;  // BM25 as in Robertson and Zaragoza, The Probabilistic Relevance Framework (2009)
constexpr double kB = 0.75;

bool solid(char16_t character) { return kind_of(character) != CharacterKind::kSeparator; }

}  // namespace

std::string_view feature_name(Feature feature) {
  constexpr std::array<std::string_view, kFeatures> kNames = {
      "first_stage",    "title_pairs",   "title_characters", "title_covered",      "title_run",
      "heading_pairs",  "heading_chars", "heading_covered",  "heading_run",        "heading_pairs_covered",
      "heading_words",  "named",         "heading_bm25",     "heading_chars_bm25", "all_bm25",
      "all_chars_bm25", "text_bm25",     "text_chars_bm25",  "text_pairs",         "text_characters",
      "text_window",    "text_run",      "all_pairs",        "all_characters",     "all_words",
      "other_pairs",    "catalogue",     "confirmed",        "lately_confirmed",   "memory"};
  return kNames[static_cast<std::size_t>(feature)];
}

Features weights_for(double text_share) {
  Features weights{};
  for (std::size_t i = 0; i < kFeatures; ++i)
    weights[i] = kWeights[i] + static_cast<float>(text_share) * kWeightsOfText[i];
  return weights;
}

RankQuery::RankQuery(std::u16string text, const std::vector<Word>& words, const CharacterIdf& character_idf,
                     const PairIdf& pair_idf)
    : text_(std::move(text)), slot_(65536, kNone) {
  if (text_.size() > kMost - 1) text_.resize(kMost - 1);
  ending_.resize(text_.size());
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (!solid(text_[i])) continue;
    ++solid_;
    std::uint8_t& slot = slot_[text_[i]];
    if (slot == kNone) {
      slot = static_cast<std::uint8_t>(characters_.size());
      characters_.push_back(character_idf(text_[i]));
      places_.emplace_back();
      character_sum_ += characters_.back();
    }
    places_[slot].insert(places_[slot].begin(), static_cast<std::uint8_t>(i));
  }
  pair_of_.assign(characters_.size() * characters_.size(), kNone);
  for (std::size_t i = 0; i + 1 < text_.size(); ++i) {
    if (!solid(text_[i]) || !solid(text_[i + 1])) continue;
    std::uint8_t& pair = pair_of_[slot_[text_[i]] * characters_.size() + slot_[text_[i + 1]]];
    if (pair != kNone) continue;
    pair = static_cast<std::uint8_t>(pairs_.size());
    pairs_.push_back(pair_idf(text_[i], text_[i + 1]));
    pair_sum_ += pairs_.back();
  }
  for (const Word& word : words) {
    if (word.end > text_.size() || word.end <= word.begin || words_.size() >= kMost) continue;
    double idf = 0;  // the rarest pair of a word tells about how rare it is
    for (std::size_t i = word.begin; i + 1 < word.end; ++i)
      if (solid(text_[i]) && solid(text_[i + 1]))
        idf = std::max(idf, pairs_[pair_of_[slot_[text_[i]] * characters_.size() + slot_[text_[i + 1]]]]);
    if (word.end - word.begin == 1 && solid(text_[word.begin])) idf = characters_[slot_[text_[word.begin]]];
    ending_[word.end - 1].push_back(
        {static_cast<std::uint8_t>(word.end - word.begin), static_cast<std::uint8_t>(words_.size())});
    words_.push_back(idf);
    word_sum_ += idf;
  }
}

// How often the query's characters and pairs are in some texts together.
struct RankQuery::Counts {
  std::array<float, kMost> characters{}, pairs{};
};

// Reads texts one after the other and notes what of the query is in them.
class RankQuery::Scan {
 public:
  explicit Scan(const RankQuery& query)
      : query_(query), length_(query.text_.size(), 0), at_(query.text_.size(), 0) {}

  // use_pair(place in the text, pair) for every pair of the query, in order. `counts`, if given, count.
  template <class UsePair>
  void read(std::u16string_view text, Seen& seen, Counts& counts, UsePair use_pair) {
    clock_ += 2;  // so that no run goes on from the text before
    std::uint8_t before = kNone;
    for (std::size_t t = 0; t < text.size(); ++t, ++clock_) {
      const std::uint8_t slot = query_.slot_[text[t]];
      if (slot != kNone) {
        seen.characters.set(slot);
        ++counts.characters[slot];
        if (before != kNone) {
          const std::uint8_t pair = query_.pair_of_[before * query_.characters_.size() + slot];
          if (pair != kNone) {
            seen.pairs.set(pair);
            ++counts.pairs[pair];
            use_pair(t, pair);
          }
        }
        for (const std::uint8_t place :
             query_.places_[slot]) {  // last first: the one before is still of last time
          const std::uint8_t run = place > 0 && at_[place - 1] + 1 == clock_
                                       ? static_cast<std::uint8_t>(length_[place - 1] + 1)
                                       : 1;
          length_[place] = run;
          at_[place] = clock_;
          seen.run = std::max<std::size_t>(seen.run, run);
          for (const Ending& word : query_.ending_[place])
            if (run >= word.length) seen.words.set(word.word);
        }
      }
      before = slot;
    }
  }

 private:
  const RankQuery& query_;
  std::vector<std::uint8_t> length_;  // of the run that ends at a place of the query ...
  std::vector<std::uint64_t> at_;     // ... when the clock was this
  std::uint64_t clock_ = 1;
};

namespace {

// `counts` by number, `idf` likewise.
template <class Counted>
double bm25(const Counted& counts, const std::vector<double>& idf, double length, double mean) {
  const double norm = kK1 * (1 - kB + kB * length / std::max(1.0, mean));
  double sum = 0;
  for (std::size_t i = 0; i < idf.size(); ++i)
    if (counts[i] > 0) {
      const auto count = static_cast<double>(counts[i]);
      sum += idf[i] * count * (kK1 + 1) / (count + norm);
    }
  return sum;
}

}  // namespace

RankQuery::Lengths RankQuery::lengths(RankView record) {
  Lengths sum{0, 0};
  record.each([&](RankField field, std::u16string_view whole) {
    const std::u16string_view text = whole.substr(0, kMostScanned);
    if (is_heading(field))
      sum.headings += static_cast<double>(text.size());
    else
      sum.text += static_cast<double>(text.size());
  });
  return sum;
}

double RankQuery::part(const Bits& seen, const std::vector<double>& idf, double sum) const {
  if (sum <= 0) return 0;
  double found = 0;
  for (std::size_t i = seen._Find_first(); i < idf.size(); i = seen._Find_next(i)) found += idf[i];
  return found / sum;
}

double RankQuery::characters_in(std::u16string_view text) const {
  Bits seen;
  for (const char16_t character : text)
    if (slot_[character] != kNone) seen.set(slot_[character]);
  return part(seen, characters_, character_sum_);
}

Features RankQuery::scan(RankView record, const Lengths& mean, const CharacterIdf& character_idf) const {
  Features features{};
  const auto set = [&](Feature feature, double value) {
    features[static_cast<std::size_t>(feature)] = static_cast<float>(value);
  };
  if (empty()) return features;
  const auto run_part = [&](const Seen& seen) {
    return static_cast<double>(seen.run) / static_cast<double>(std::max<std::size_t>(1, solid_));
  };

  Scan scan(*this);
  Seen all, text, others;
  struct Event {
    std::size_t at;
    std::uint8_t pair;
  };
  std::vector<Event> events;
  Counts title_counts, heading_counts, text_counts;
  double title_length = 0;
  std::size_t text_length = 0;
  double nearest = -1;

  record.each([&](RankField field, std::u16string_view whole) {
    const std::u16string_view characters = whole.substr(0, kMostScanned);
    switch (field) {
      case RankField::kTitle:
      case RankField::kQuestion: {
        Seen seen;
        std::size_t pairs_hit = 0;
        Counts& counts = field == RankField::kTitle ? title_counts : heading_counts;
        scan.read(characters, seen, counts, [&](std::size_t, std::uint8_t) { ++pairs_hit; });
        if (field == RankField::kTitle) title_length = static_cast<double>(characters.size());
        double sum = 0, hit = 0;
        std::size_t pairs_count = 0;
        bool before = false;
        for (const char16_t character : characters) {
          const bool is_solid = solid(character);
          if (is_solid) {
            pairs_count += before;
            const double idf = character_idf(character);
            sum += idf;
            if (slot_[character] != kNone) hit += idf;
          }
          before = is_solid;
        }
        const double pairs = part(seen.pairs, pairs_, pair_sum_);
        const double of_characters = part(seen.characters, characters_, character_sum_);
        const double covered = sum > 0 ? hit / sum : 0;
        if (field == RankField::kTitle) {
          set(Feature::kTitlePairs, pairs);
          set(Feature::kTitleCharacters, of_characters);
          set(Feature::kTitleCovered, covered);
          set(Feature::kTitleRun, run_part(seen));
        }
        const double near = 0.4 * pairs + 0.3 * of_characters + 0.3 * covered;
        if (near > nearest) {
          nearest = near;
          set(Feature::kHeadingPairs, pairs);
          set(Feature::kHeadingCharacters, of_characters);
          set(Feature::kHeadingCovered, covered);
          set(Feature::kHeadingRun, run_part(seen));
          set(Feature::kHeadingPairsCovered,
              pairs_count > 0
                  ? std::min(1.0, static_cast<double>(pairs_hit) / static_cast<double>(pairs_count))
                  : 0);
          set(Feature::kHeadingWords, part(seen.words, words_, word_sum_));
        }
        all.characters |= seen.characters;
        all.pairs |= seen.pairs;
        all.words |= seen.words;
        break;
      }
      case RankField::kKeyword:
      case RankField::kDocumentNumber:
        scan.read(characters, others, heading_counts, [](std::size_t, std::uint8_t) {});
        break;
      default:
        scan.read(characters, text, text_counts, [&](std::size_t at, std::uint8_t pair) {
          events.push_back({text_length + at, pair});
        });
        text_length += characters.size() + kWindow;  // no window reaches over two fields
    }
  });

  const Lengths own = lengths(record);
  Counts all_counts;
  for (std::size_t i = 0; i < kMost; ++i) {
    heading_counts.characters[i] += title_counts.characters[i];
    heading_counts.pairs[i] += title_counts.pairs[i];
    all_counts.characters[i] =
        heading_counts.characters[i] + 2 * title_counts.characters[i] + text_counts.characters[i];
    all_counts.pairs[i] = heading_counts.pairs[i] + 2 * title_counts.pairs[i] + text_counts.pairs[i];
  }
  const double length = own.headings + own.text + 2 * title_length;
  const double mean_length = mean.headings + mean.text + 2 * title_length;
  set(Feature::kHeadingBm25, bm25(heading_counts.pairs, pairs_, own.headings, mean.headings));
  set(Feature::kHeadingCharactersBm25,
      bm25(heading_counts.characters, characters_, own.headings, mean.headings));
  set(Feature::kAllBm25, bm25(all_counts.pairs, pairs_, length, mean_length));
  set(Feature::kAllCharactersBm25, bm25(all_counts.characters, characters_, length, mean_length));
  set(Feature::kTextBm25, bm25(text_counts.pairs, pairs_, own.text, mean.text));
  set(Feature::kTextCharactersBm25, bm25(text_counts.characters, characters_, own.text, mean.text));

  if (!events.empty()) {
    // The best window: each pair counts once in it.
    std::array<std::uint16_t, kMost> inside{};
    double weight = 0, best = 0;
    std::size_t first = 0;
    for (const Event& event : events) {
      while (events[first].at + kWindow < event.at) {
        if (--inside[events[first].pair] == 0) weight -= pairs_[events[first].pair];
        ++first;
      }
      if (inside[event.pair]++ == 0) weight += pairs_[event.pair];
      best = std::max(best, weight);
    }
    set(Feature::kTextWindow, pair_sum_ > 0 ? best / pair_sum_ : 0);
  }
  set(Feature::kTextPairs, part(text.pairs, pairs_, pair_sum_));
  set(Feature::kTextCharacters, part(text.characters, characters_, character_sum_));
  set(Feature::kTextRun, run_part(text));
  set(Feature::kOtherPairs, part(others.pairs, pairs_, pair_sum_));
  for (const Seen* seen : {&text, &others}) {
    all.characters |= seen->characters;
    all.pairs |= seen->pairs;
    all.words |= seen->words;
  }
  set(Feature::kAllPairs, part(all.pairs, pairs_, pair_sum_));
  set(Feature::kAllCharacters, part(all.characters, characters_, character_sum_));
  set(Feature::kAllWords, part(all.words, words_, word_sum_));
  return features;
}

}  // namespace koujing::search
