// Marks what matched, and picks the passage to show: plain text in, HTML with nothing but <mark> out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/query/analysed_query.h"

namespace koujing::search {

inline constexpr std::size_t kSnippetCharacters = 120;  // search_types.h: about 120
// A field longer than this is searched for a passage in its first part only: bounds the cost of one hit.
inline constexpr std::size_t kMaxSnippetSource = 64 * 1024;  // bytes

// & < > " ' as entities, broken UTF-8 as U+FFFD, control characters as spaces. Total.
std::string escape_html(std::string_view text);

// Built once for a query, used for each hit. Const use from any thread.
class Highlighter {
 public:
  // `rarity` says how telling each term of the query is, in the order of query.terms; missing ones count 1.
  // `letters` are how headings sound that are meant (initials.h).
  explicit Highlighter(const AnalysedQuery& query, const std::vector<double>& rarity = {},
                       std::string letters = {});

  // The whole text, escaped, with <mark> around what matched; neighbours share one mark. Where no word did,
  // what the letters stand for.
  std::string mark(std::string_view text) const;

  // The best passage of the fields, those given first winning ties; the beginning of the first that is not
  // empty when nothing matches. Cut ends carry an ellipsis.
  std::string snippet(const std::vector<std::string_view>& fields) const;

 private:
  struct Match {
    std::uint32_t begin = 0;  // normalised characters, half-open
    std::uint32_t end = 0;
    std::uint32_t term = 0;
  };
  struct Passage {
    std::size_t field = 0;
    std::size_t begin = 0;  // normalised characters, half-open
    std::size_t end = 0;
    double weight = -1;
  };
  struct Characters {  // looks up a piece of text without copying it
    using is_transparent = void;
    std::size_t operator()(std::u32string_view text) const { return std::hash<std::u32string_view>{}(text); }
  };

  std::vector<Match> matches(const std::u32string& text) const;
  Passage best_passage(const std::u32string& text, const std::vector<Match>& found) const;

  std::unordered_map<std::u32string, std::uint32_t, Characters, std::equal_to<>> terms_;  // to their numbers
  std::unordered_map<std::string, std::uint32_t> numbers_;       // terms that are spelled unlike the text
  std::vector<std::pair<std::u32string, std::uint32_t>> words_;  // also looked for within longer words
  std::vector<double> weight_;                                   // by number of the term
  std::string letters_;
  std::vector<bool> weak_;  // single characters of a query that has more to show: marked when nothing else is
};

}  // namespace koujing::search
