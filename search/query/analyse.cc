#include <algorithm>
#include <unordered_map>

#include "search/query/analysed_query.h"
#include "search/search_types.h"
#include "search/text/characters.h"
#include "search/text/normalise.h"
#include "search/text/quantities.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

// Opening and closing quotation marks, after normalisation (which makes ＂ a plain quotation mark).
struct Quotes {
  char32_t open;
  char32_t close;
};
constexpr Quotes kQuotes[] = {{U'"', U'"'},   {U'“', U'”'}, {U'「', U'」'},
                              {U'『', U'』'}, {U'”', U'“'}, {U'«', U'»'}};

QueryPhrase phrase_of(std::u32string_view inside) {
  QueryPhrase phrase;
  std::vector<std::string> singles;  // say less than pairs and pieces: needed only where there are none
  std::vector<std::string> letters;
  for (const Token& token : tokenise(inside)) {
    if (token.kind == TokenKind::kPair)
      phrase.pairs.push_back(spelling(inside, token));
    else if (token.kind == TokenKind::kGram)
      phrase.grams.push_back(spelling(inside, token));
    else if (token.kind == TokenKind::kCharacter)
      singles.push_back(spelling(inside, token));
    else if (token.kind == TokenKind::kLetter)
      letters.push_back(spelling(inside, token));
  }
  if (phrase.pairs.empty() && phrase.grams.empty()) {
    phrase.pairs = std::move(singles);
    phrase.grams = std::move(letters);
  }
  // Leading and trailing punctuation or space in the quotes binds nobody.
  std::size_t begin = 0, end = inside.size();
  while (begin < end && kind_of(inside[begin]) == CharacterKind::kSeparator) ++begin;
  while (end > begin && kind_of(inside[end - 1]) == CharacterKind::kSeparator) --end;
  phrase.characters = inside.substr(begin, end - begin);
  return phrase;
}

bool is_space(char32_t character) {
  return character <= U' ' || character == U'\u3000' || character == U'\u00A0';
}

// A sentence may quote (什么是“携号转网”？): only what stands apart, between spaces or the ends, is a demand.
std::vector<QueryPhrase> phrases_of(std::u32string_view text) {
  std::vector<QueryPhrase> phrases;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto* quotes = std::find_if(std::begin(kQuotes), std::end(kQuotes),
                                      [&](const Quotes& q) { return q.open == text[at]; });
    if (quotes == std::end(kQuotes)) continue;
    const std::size_t close = text.find(quotes->close, at + 1);
    if (close == std::u32string_view::npos) continue;  // never closed: an ordinary character
    const bool apart =
        (at == 0 || is_space(text[at - 1])) && (close + 1 == text.size() || is_space(text[close + 1]));
    if (apart) {
      QueryPhrase phrase = phrase_of(text.substr(at + 1, close - at - 1));
      if (!phrase.pairs.empty() || !phrase.grams.empty()) phrases.push_back(std::move(phrase));
    }
    at = close;
  }
  return phrases;
}

// Takes every -word out of the text; a query of nothing else is text.
std::vector<QueryPhrase> take_exclusions(std::u32string& text) {
  std::vector<QueryPhrase> exclusions;
  std::u32string rest;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    const bool begins = at == 0 || is_space(text[at - 1]);
    if (begins && text[at] == U'-' && end < text.size() && kind_of(text[end]) != CharacterKind::kSeparator) {
      while (end < text.size() && !is_space(text[end])) ++end;
      QueryPhrase phrase = phrase_of(std::u32string_view(text).substr(at + 1, end - at - 1));
      if (!phrase.pairs.empty() || !phrase.grams.empty()) exclusions.push_back(std::move(phrase));
      at = end;
    } else {
      rest.push_back(text[at++]);
    }
  }
  if (std::all_of(rest.begin(), rest.end(), is_space)) return {};
  text = std::move(rest);
  return exclusions;
}

// K46 as the desks write it, E46, #46 or 条目46, and nothing else.
std::optional<std::int64_t> entry_of(std::u32string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::size_t mark = 0;
  for (const std::u32string_view one : {U"k", U"e", U"#", U"条目", U"条目号"})
    if (text.starts_with(one)) mark = std::max(mark, one.size());
  if (mark == 0 || text.size() == mark || text.size() - mark > 15) return std::nullopt;
  std::int64_t number = 0;
  for (const char32_t character : text.substr(mark)) {
    if (character < U'0' || character > U'9') return std::nullopt;
    number = number * 10 + static_cast<std::int64_t>(character - U'0');
  }
  return number;
}

// Fills quantities and only_quantities.
void find_amounts(std::u32string_view text, AnalysedQuery& query) {
  std::size_t covered = 0;
  bool only = true;
  const auto bare = [&](std::size_t begin, std::size_t end) {
    for (; begin < end; ++begin)
      if (kind_of(text[begin]) != CharacterKind::kSeparator) only = false;
  };
  std::uint32_t last = 0;
  for (Quantity& one : find_quantities(text)) {
    if (!query.quantities.empty() && one.begin == last) {
      query.quantities.back().push_back(std::move(one.spelling));
      continue;
    }
    bare(covered, one.begin);
    covered = one.end;
    last = one.begin;
    query.quantities.push_back({std::move(one.spelling)});
  }
  bare(covered, text.size());
  query.only_quantities = only && !query.quantities.empty();
}

// The grams of a word, each once; of a single letter, the letter.
std::vector<std::string> pieces_of(std::u32string_view word) {
  if (word.size() == 1) return {to_utf8(word)};
  std::vector<std::string> grams;
  for (std::size_t at = 0; at + 1 < word.size(); ++at) {
    std::string gram = to_utf8(word.substr(at, 2));
    if (std::find(grams.begin(), grams.end(), gram) == grams.end()) grams.push_back(std::move(gram));
  }
  return grams;
}

}  // namespace

AnalysedQuery analyse(std::string_view text) {
  AnalysedQuery query;
  NormalText normal = normalise(first_characters(text, kMaxQueryCharacters));
  // One character can fold into eighteen.
  if (normal.characters.size() > kMaxQueryCharacters) normal.characters.resize(kMaxQueryCharacters);
  query.exclusions = take_exclusions(normal.characters);
  query.characters = std::move(normal.characters);
  const std::u32string_view characters = query.characters;

  query.entry = entry_of(characters);
  query.blank = std::all_of(characters.begin(), characters.end(), is_space);
  query.exact = exact_spelling(characters);
  query.phrases = phrases_of(characters);
  find_amounts(characters, query);

  std::unordered_map<std::string, std::size_t> seen;
  for (const Token& token : tokenise(characters)) {
    if (token.kind == TokenKind::kGram || token.kind == TokenKind::kLetter) continue;
    std::string term = spelling(characters, token);
    if (token.kind == TokenKind::kWord && !seen.contains(term))
      query.pieces.push_back(pieces_of(characters.substr(token.begin, token.end - token.begin)));
    const auto [place, fresh] = seen.emplace(term, query.terms.size());
    if (fresh)
      query.terms.push_back({std::move(term), token.kind, 1});
    else
      ++query.terms[place->second].count;
  }
  return query;
}

std::string exact_spelling(std::u32string_view normalised) {
  std::string spelled;
  for (const char32_t character : normalised)
    if (kind_of(character) != CharacterKind::kSeparator) append_character(spelled, character);
  return spelled;
}

}  // namespace koujing::search
