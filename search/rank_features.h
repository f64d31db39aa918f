// The second stage: how well one document answers a query, read from its text.
//
// A RankQuery is made once for a search; scanning a record costs about 2 ns a character. Features are numbers
// that mean the same for every query: coverages in [0, 1], or parts of the greatest among the candidates.
// Which of them count how much is rank_weights.h.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "search/rank_record.h"

namespace koujing::search {

// Names in order; rank_weights.h and the explanation of a result use them.
enum class Feature : std::size_t {
  kFirstStage,       // score of the first stage, of the greatest
  kTitlePairs,       // idf-weighted part of the query's pairs that the title has
  kTitleCharacters,  // the same of its characters
  kTitleCovered,     // idf-weighted part of the title's characters that the query has
  kTitleRun,         // longest run of the query in the title, part of the query
  kHeadingPairs,     // the same five of the heading (title or question) that is nearest to the query
  kHeadingCharacters,
  kHeadingCovered,
  kHeadingRun,
  kHeadingPairsCovered,  // part of the heading's pairs that the query has
  kHeadingWords,         // idf-weighted part of the query's words that the nearest heading has
  kNamed,        // 1 when the query is a whole title, question, document number or id, but for punctuation
  kHeadingBm25,  // BM25 of the pairs over all headings together; of the greatest, as all BM25
  kHeadingCharactersBm25,  // of the characters
  kAllBm25,                // over the whole document, the title three times
  kAllCharactersBm25,
  kTextBm25,  // over wording, script, background, cautions
  kTextCharactersBm25,
  kTextPairs,
  kTextCharacters,
  kTextWindow,  // the greatest part of the query's pairs within 48 characters of text
  kTextRun,
  kAllPairs,  // anywhere
  kAllCharacters,
  kAllWords,
  kOtherPairs,       // in keywords and the number of the notice
  kCatalogue,        // idf-weighted part of the query's characters that the path of its catalogue has
  kConfirmed,        // 1 when its department confirmed it
  kLatelyConfirmed,  // 1 at the moment of its confirmation, half of it 90 days later
  kMemory,           // how much past uses speak for it (use_memory.h)
  kCount,
};
inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::kCount);
std::string_view feature_name(Feature feature);

using Features = std::array<float, kFeatures>;

// The weights of a search in which `text_share` (0 to 1) of the candidates have text that has to do with the
// query.
Features weights_for(double text_share);

class RankQuery {
 public:
  struct Word {
    std::size_t begin, end;  // of the query's characters
  };
  // idf of a single character and of two neighbours; > 0, about the logarithm of how many times fewer
  // documents have it than there are.
  using CharacterIdf = std::function<double(char16_t)>;
  using PairIdf = std::function<double(char16_t, char16_t)>;

  // `text` normalised (rank_text.h), at most kMaxQueryCharacters; `idf` is asked while constructing alone.
  RankQuery(std::u16string text, const std::vector<Word>& words, const CharacterIdf& character_idf,
            const PairIdf& pair_idf);

  // Characters of an ordinary candidate, for BM25.
  struct Lengths {
    double headings = 1, text = 1;
  };
  static Lengths lengths(RankView record);

  // What the text says: not kFirstStage, kNamed and the last four, which the caller knows; those of BM25 are
  // not yet divided by the greatest. `character_idf` is asked for characters of headings.
  Features scan(RankView record, const Lengths& mean, const CharacterIdf& character_idf) const;

  // idf-weighted part of the query's characters that a text has.
  double characters_in(std::u16string_view text) const;

  bool empty() const { return pairs_.empty() && characters_.empty(); }

 private:
  static constexpr std::size_t kMost = 128;  // kMaxQueryCharacters
  static constexpr std::uint8_t kNone = 255;
  using Bits = std::bitset<kMost>;

  struct Seen {  // in one text or several
    Bits characters, pairs, words;
    std::size_t run = 0;
  };
  class Scan;
  struct Counts;

  double part(const Bits& seen, const std::vector<double>& idf, double sum) const;

  std::u16string text_;
  std::vector<double> characters_;  // idf of each distinct character, by slot
  std::vector<double> pairs_;       // idf of each distinct pair
  std::vector<double> words_;       // idf of each word
  double character_sum_ = 0, pair_sum_ = 0, word_sum_ = 0;
  std::size_t solid_ = 0;                          // characters of the query that are no separators
  std::vector<std::uint8_t> slot_;                 // by character: slot, or kNone
  std::vector<std::vector<std::uint8_t>> places_;  // by slot: where in the query, last first
  std::vector<std::uint8_t> pair_of_;              // by two slots: pair, or kNone
  struct Ending {
    std::uint8_t length, word;
  };
  std::vector<std::vector<Ending>> ending_;  // by place: words that end there
};

}  // namespace koujing::search
