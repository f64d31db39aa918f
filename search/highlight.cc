#include "search/highlight.h"

#include <algorithm>
#include <utility>

#include "search/initials.h"
#include "search/rank_text.h"
#include "search/text/characters.h"
#include "search/text/normalise.h"
#include "search/text/tokenise.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr std::size_t kShortestWordWithin = 3;  // 15 is not marked within 2015, phone is within iphone15
constexpr std::size_t kLeadIn = 30;   // a passage may begin this many characters before its first match
constexpr double kWeakWeight = 0.05;  // single characters only decide between equals
constexpr std::string_view kEllipsis = "…";

void append_escaped(std::string& html, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    switch (character) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        append_character(html, character < 0x20 || character == 0x7F ? U' ' : character);
    }
  }
}

bool ends_sentence(char32_t character) {
  return std::u32string_view(U"。!?;！？；\n").find(character) != std::u32string_view::npos;
}

std::u32string characters_of(std::string_view utf8) {
  std::u32string text;
  for (std::size_t at = 0; at < utf8.size();) text.push_back(next_character(utf8, at));
  return text;
}

// Which of the characters [begin, end) are covered, as escaped text with marks.
std::string marked(std::string_view text, const NormalText& normal, const std::vector<bool>& covered,
                   std::size_t begin, std::size_t end) {
  std::string html;
  bool open = false;
  std::size_t written = normal.source[begin].begin;
  for (std::size_t at = begin; at < end;) {
    const SourceBytes source = normal.source[at];
    bool here = false;  // several characters can come from one (㎡): marked when any of them is
    for (; at < end && normal.source[at] == source; ++at) here = here || covered[at];
    if (here == open) continue;
    append_escaped(html, text.substr(written, source.begin - written));
    html += here ? "<mark>" : "</mark>";
    written = source.begin;
    open = here;
  }
  append_escaped(html, text.substr(written, normal.source[end - 1].end - written));
  if (open) html += "</mark>";
  return html;
}

// What the letters stand for in a heading.
void cover_sounds(const std::string& letters, const std::u32string& text, std::vector<bool>& covered) {
  std::u16string heading;
  for (const char32_t character : text) heading.push_back(rank_character(character));
  auto match = match_beginning(letters, heading);
  if (!match) match = match_initials(letters, heading);
  if (!match) return;
  std::size_t place = 0;  // among those that are no separators
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (kind_of(text[at]) == CharacterKind::kSeparator) continue;
    covered[at] = place >= match->begin && place < match->end;
    ++place;
  }
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string html;
  html.reserve(text.size() + 16);
  append_escaped(html, text);
  return html;
}

Highlighter::Highlighter(const AnalysedQuery& query, const std::vector<double>& rarity, std::string letters)
    : letters_(std::move(letters)) {
  const bool has_strong = std::any_of(query.terms.begin(), query.terms.end(), [](const QueryTerm& term) {
    return term.kind != TokenKind::kCharacter;
  });
  for (std::size_t i = 0; i < query.terms.size(); ++i) {
    const QueryTerm& term = query.terms[i];
    const auto number = static_cast<std::uint32_t>(weight_.size());
    const bool weak = has_strong && term.kind == TokenKind::kCharacter;
    weight_.push_back((i < rarity.size() ? rarity[i] : 1.0) * (weak ? kWeakWeight : 1.0));
    weak_.push_back(weak);
    if (term.kind == TokenKind::kNumber || term.kind == TokenKind::kDocumentNumber) {
      numbers_.emplace(term.text, number);
      continue;
    }
    std::u32string spelled = characters_of(term.text);
    if (term.kind == TokenKind::kWord && spelled.size() >= kShortestWordWithin)
      words_.emplace_back(spelled, number);
    terms_.emplace(std::move(spelled), number);
  }
}

std::vector<Highlighter::Match> Highlighter::matches(const std::u32string& text) const {
  std::vector<Match> found;
  if (weight_.empty()) return found;
  const std::u32string_view view = text;
  for (const Token& token : tokenise(text)) {
    if (token.kind == TokenKind::kGram || token.kind == TokenKind::kLetter) continue;
    if (token.kind == TokenKind::kNumber || token.kind == TokenKind::kDocumentNumber) {
      if (numbers_.empty()) continue;
      const auto number = numbers_.find(spelling(text, token));
      if (number != numbers_.end()) found.push_back({token.begin, token.end, number->second});
      continue;
    }
    const auto term = terms_.find(view.substr(token.begin, token.end - token.begin));
    if (term != terms_.end()) found.push_back({token.begin, token.end, term->second});
  }
  for (const auto& [word, number] : words_)
    for (std::size_t at = text.find(word); at != std::u32string::npos; at = text.find(word, at + word.size()))
      found.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size()), number});
  std::stable_sort(found.begin(), found.end(),
                   [](const Match& a, const Match& b) { return a.begin < b.begin; });
  return found;
}

namespace {

// Characters covered by matches; weak ones only where there is nothing stronger in the whole text.
template <class Matches, class IsWeak>
std::vector<bool> coverage(const Matches& found, std::size_t size, IsWeak is_weak) {
  const bool strong =
      std::any_of(found.begin(), found.end(), [&](const auto& m) { return !is_weak(m.term); });
  std::vector<bool> covered(size, false);
  for (const auto& match : found)
    if (!strong || !is_weak(match.term))
      for (std::uint32_t at = match.begin; at < match.end; ++at) covered[at] = true;
  return covered;
}

}  // namespace

std::string Highlighter::mark(std::string_view text) const {
  const NormalText normal = normalise(text);
  if (normal.characters.empty()) return escape_html(text);
  auto covered = coverage(matches(normal.characters), normal.characters.size(),
                          [&](std::uint32_t term) { return weak_[term]; });
  if (!letters_.empty() && std::find(covered.begin(), covered.end(), true) == covered.end())
    cover_sounds(letters_, normal.characters, covered);
  std::string html = escape_html(text.substr(0, normal.source.front().begin));
  html += marked(text, normal, covered, 0, normal.characters.size());
  return html + escape_html(text.substr(normal.source.back().end));
}

// Each term counts once, so that a passage with all of the words wins over one that repeats a word.
Highlighter::Passage Highlighter::best_passage(const std::u32string& text,
                                               const std::vector<Match>& found) const {
  Passage best;
  best.weight = 0;
  std::size_t first_match = 0;
  // The window opens at each match in turn; what it holds is counted up and down as it moves.
  std::vector<std::uint32_t> times(weight_.size(), 0);
  double weight = 0;
  std::size_t last = 0;
  for (std::size_t first = 0; first < found.size(); ++first) {
    while (last < found.size() && found[last].end <= found[first].begin + kSnippetCharacters) {
      if (times[found[last].term]++ == 0) weight += weight_[found[last].term];
      ++last;
    }
    if (weight > best.weight + 1e-9) {
      best.weight = weight;
      first_match = found[first].begin;
      best.end = last == first ? found[first].end : found[last - 1].end;
    }
    if (last > first) {
      if (--times[found[first].term] == 0) weight -= weight_[found[first].term];
    } else {
      last = first + 1;  // a match longer than the window
    }
  }

  const std::size_t size = text.size();
  if (size <= kSnippetCharacters) {
    best.begin = 0;
    best.end = size;
    return best;
  }
  const std::size_t last_match = std::max(best.end, first_match);
  // Begin where the sentence does, when it is near and the matches still fit.
  const std::size_t slack = kSnippetCharacters - std::min(kSnippetCharacters, last_match - first_match);
  const std::size_t earliest = first_match - std::min({first_match, kLeadIn, slack});
  best.begin = first_match - std::min({first_match, kLeadIn / 3, slack});
  for (std::size_t at = first_match; at > earliest; --at)
    if (ends_sentence(text[at - 1])) {
      best.begin = at;
      break;
    }
  if (earliest == 0) best.begin = 0;
  best.end = std::min(size, best.begin + kSnippetCharacters);
  if (size - best.begin <= kSnippetCharacters) {
    best.begin = size - kSnippetCharacters;
  } else {
    for (std::size_t at = best.end; at > std::max(last_match, best.end - kLeadIn); --at)
      if (ends_sentence(text[at - 1])) {
        best.end = at;
        break;
      }
  }
  return best;
}

std::string Highlighter::snippet(const std::vector<std::string_view>& fields) const {
  Passage best;
  NormalText best_text;
  std::vector<Match> best_found;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::string_view field = fields[i];
    if (field.size() > kMaxSnippetSource) {
      std::size_t cut = kMaxSnippetSource;
      while (cut > 0 && (static_cast<unsigned char>(field[cut]) & 0xC0) == 0x80) --cut;
      field = field.substr(0, cut);
    }
    NormalText normal = normalise(field);
    if (normal.characters.empty()) continue;
    std::vector<Match> found = matches(normal.characters);
    Passage passage = best_passage(normal.characters, found);
    if (passage.weight > best.weight + 1e-9) {
      best = passage;
      best.field = i;
      best_text = std::move(normal);
      best_found = std::move(found);
    }
  }
  if (best.weight < 0) return {};
  std::erase_if(best_found, [&](const Match& m) { return m.begin < best.begin || m.end > best.end; });
  const auto covered =
      coverage(best_found, best_text.characters.size(), [&](std::uint32_t term) { return weak_[term]; });
  std::string html;
  if (best.begin > 0) html += kEllipsis;
  html += marked(fields[best.field], best_text, covered, best.begin, best.end);
  if (best.end < best_text.characters.size()) html += kEllipsis;
  return html;
}

}  // namespace koujing::search
