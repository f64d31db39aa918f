#include "search/study/study_text.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "search/text/characters.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr std::size_t kMostCharacters = 100'000;

bool is_space(char32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == 0x3000; }
bool is_latin(char32_t c) { return c > ' ' && c < 0x250; }
bool is_mark(char32_t c) { return c == '#' || c == '>' || c == '-' || c == '+'; }

}  // namespace

StudyText::StudyText(std::string_view text) : original_(first_characters(text, kMostCharacters)) {
  normal_ = normalise(original_);
  drop_markup();
  split_lines();
  quantities_ = find_quantities(normal_.characters);
}

// Stars of emphasis and the backslash before punctuation are no part of what is said.
void StudyText::drop_markup() {
  NormalText kept;
  const std::u32string& all = normal_.characters;
  kept.characters.reserve(all.size());
  kept.source.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const char32_t next = i + 1 < all.size() ? all[i + 1] : U'\n';
    const bool escapes = all[i] == '\\' && next < 0x80 && kind_of(next) == CharacterKind::kSeparator;
    if (all[i] == '*' || escapes) continue;
    kept.characters.push_back(all[i]);
    kept.source.push_back(normal_.source[i]);
  }
  normal_ = std::move(kept);
}

void StudyText::split_lines() {
  const std::u32string& all = normal_.characters;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = all.find(U'\n', begin);
    if (end == std::u32string::npos) end = all.size();
    Place line{begin, end};
    bool heading = false;
    while (line.begin < line.end && (is_space(all[line.begin]) || is_mark(all[line.begin]))) {
      heading = heading || all[line.begin] == '#';
      ++line.begin;
    }
    while (line.end > line.begin && is_space(all[line.end - 1])) --line.end;
    if (line.size() > 0) {
      lines_.push_back(line);
      headings_.push_back(heading);
    }
    begin = end + 1;
  }
}

std::size_t StudyText::line_of(std::size_t position) const {
  const auto found = std::partition_point(lines_.begin(), lines_.end(),
                                          [&](const Place& line) { return line.end <= position; });
  return static_cast<std::size_t>(found - lines_.begin());
}

Stated StudyText::stated(Place place) const {
  std::string value;
  char32_t before = 0;
  bool apart = false;
  for (std::size_t i = place.begin; i < place.end; ++i) {
    const char32_t c = normal_.characters[i];
    const SourceBytes& from = normal_.source[i];
    if (i > place.begin && from == normal_.source[i - 1]) continue;  // one character that became several
    if (is_space(c) || c == '\n') {
      apart = true;
      continue;
    }
    if (std::exchange(apart, false) && is_latin(before) && is_latin(c)) value += ' ';
    before = c;
    value += original_.substr(from.begin, from.end - from.begin);
  }
  return stated(place, std::move(value));
}

Stated StudyText::stated(Place place, std::string value) const {
  return {std::move(value), normal_.source[place.begin].begin, normal_.source[place.end - 1].end};
}

std::size_t StudyText::any_at(std::size_t position, const std::vector<std::u32string_view>& words) const {
  for (const std::u32string_view word : words)
    if (characters().substr(std::min(position, characters().size())).starts_with(word)) return word.size();
  return 0;
}

std::size_t StudyText::any_before(std::size_t position, const std::vector<std::u32string_view>& words) const {
  for (const std::u32string_view word : words)
    if (characters().substr(0, position).ends_with(word)) return word.size();
  return 0;
}

std::optional<std::size_t> StudyText::find_any(std::size_t from, std::size_t to,
                                               const std::vector<std::u32string_view>& words) const {
  to = std::min(to, characters().size());
  for (std::size_t i = from; i < to; ++i)
    if (const std::size_t size = any_at(i, words); size > 0 && i + size <= to) return i;
  return std::nullopt;
}

std::optional<Place> StudyText::labelled(std::size_t line,
                                         const std::vector<std::u32string_view>& labels) const {
  const Place whole = lines_[line];
  const std::size_t label = any_at(whole.begin, labels);
  std::size_t at = whole.begin + label;
  if (label == 0 || at >= whole.end || characters()[at] != ':') return std::nullopt;
  while (++at < whole.end && is_space(characters()[at])) {
  }
  if (at >= whole.end) return std::nullopt;
  return Place{at, whole.end};
}

}  // namespace koujing::search
