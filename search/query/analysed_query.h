// What somebody typed, understood: the only form in which a query reaches the index.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/text/tokenise.h"

namespace koujing::search {

struct QueryTerm {
  std::string text;  // as it is spelled in the index, without prefix
  TokenKind kind = TokenKind::kPair;
  unsigned count = 1;  // how often it was asked
  bool operator==(const QueryTerm&) const = default;
};

// Something in quotes that stands apart (at the ends of the query or between spaces): must be in the text
// exactly so, letter case, width and script apart. When no entry has it, the planner drops the demand.
struct QueryPhrase {
  std::u32string characters;       // normalised
  std::vector<std::string> pairs;  // index terms that the text must hold: pairs, or else single ones
  std::vector<std::string> grams;  // and pieces of words
  bool operator==(const QueryPhrase&) const = default;
};

struct AnalysedQuery {
  std::u32string characters;                     // normalised, without what was excluded
  std::vector<QueryTerm> terms;                  // each once, in the order of the text
  std::vector<std::vector<std::string>> pieces;  // for each word, its grams; for a single letter, the letter
  std::vector<QueryPhrase> phrases;
  std::vector<QueryPhrase> exclusions;  // -套餐 after a space, or first: must not be in the text
  std::optional<std::int64_t> entry;    // E46, #46, 条目46: the number of an entry
  // Amounts, times and numbers, each in one spelling; several where one place can be read in several ways.
  std::vector<std::vector<std::string>> quantities;
  bool only_quantities = false;  // nothing else was asked
  std::string exact;             // the whole query as the exact field spells it
  bool blank = false;  // nothing was asked: list the newest. A query of punctuation alone is not blank
};

// Total: any bytes give a query. Reads kMaxQueryCharacters characters and not one more, so its cost does
// not depend on the length. Gives up to four terms a character; the planner keeps kMaxQueryTerms of them.
AnalysedQuery analyse(std::string_view text);

// A whole string as the exact field spells it: folded, letters, digits and ideographs only. May be "".
std::string exact_spelling(std::u32string_view normalised);

}  // namespace koujing::search
