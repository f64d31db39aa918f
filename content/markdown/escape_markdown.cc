#include "content/markdown/escape_markdown.h"

#include <algorithm>

#include "content/markdown/code_points.h"

namespace koujing {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_alphanumeric(char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9'); }

// &name; or &#...; as CommonMark reads them; the longest name of HTML has 31 letters.
bool is_entity(std::string_view from_ampersand) {
  const std::size_t end = from_ampersand.substr(0, 34).find(';');
  if (end == std::string_view::npos || end < 2) return false;
  std::string_view name = from_ampersand.substr(1, end - 1);
  if (name.starts_with('#')) name.remove_prefix(1);
  return !name.empty() && std::ranges::all_of(name, is_ascii_alphanumeric);
}

}  // namespace

MarkdownEscaper::MarkdownEscaper(std::string_view line, bool beside_stars)
    : line_(line),
      beside_stars_(beside_stars),
      many_stars_(beside_stars || std::ranges::count(line, '*') > 1),
      link_like_(line.find("](") != std::string_view::npos || line.find("][") != std::string_view::npos ||
                 line.find("]:") != std::string_view::npos) {}

bool MarkdownEscaper::needs_escape(std::size_t at) const {
  const char c = line_[at];
  const char next = at + 1 < line_.size() ? line_[at + 1] : '\0';
  switch (c) {
    case '\\':
      return beside_stars_ || next == '\0' || is_ascii_punctuation(static_cast<unsigned char>(next));
    case '`':
      return true;
    case '*':
      return many_stars_;
    case '[':
      return link_like_;
    case '<':
      return is_ascii_letter(next) || next == '/' || next == '!' || next == '?';
    case '&':
      return is_entity(line_.substr(at));
    default:
      return false;
  }
}

// Between letters, or alone between blanks, underscores are only a line to fill in.
bool MarkdownEscaper::underscores_mean_emphasis(std::size_t begin, std::size_t end) const {
  std::size_t after = end;
  const char32_t right = end < line_.size() ? next_code_point(line_, after) : 0;
  const char32_t left = code_point_before(line_, begin);
  return !(is_letter(left) && is_letter(right)) && !(is_blank(left) && is_blank(right));
}

std::string MarkdownEscaper::escape(std::size_t begin, std::size_t end) const {
  std::string out;
  std::size_t run_end = begin;
  bool run_escaped = false;
  for (std::size_t at = begin; at < end; ++at) {
    if (line_[at] == '_' && at >= run_end) {
      run_end = std::min(line_.find_first_not_of('_', at), line_.size());
      run_escaped = beside_stars_ || underscores_mean_emphasis(at, run_end);
    }
    if (line_[at] == '_' ? run_escaped : needs_escape(at)) out += '\\';
    out += line_[at];
  }
  return out;
}

std::string escape_line_start(std::string line) {
  if (line.empty()) return line;
  const std::size_t hashes = line.find_first_not_of('#');
  const bool heading = line.front() == '#' && (hashes == std::string::npos || line[hashes] == ' ') &&
                       std::min(hashes, line.size()) <= 6;
  const bool fence = line.starts_with("~~~");
  // A line of dashes, underscores or equals signs: a rule, or a heading made of the line above.
  const bool rule = (line.front() == '-' || line.front() == '=' || line.front() == '_') &&
                    line.find_first_not_of(std::string{line.front(), ' '}) == std::string::npos;
  const bool bullet = (line.front() == '*' || line.front() == '+') && (line.size() == 1 || line[1] == ' ');
  if (heading || fence || rule || bullet || line.front() == '>') line.insert(0, 1, '\\');
  return line;
}

std::string escape_pipes(std::string_view cell) {
  std::string out;
  for (char c : cell) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace koujing
