#include "content/markdown/source_text.h"

#include "content/markdown/code_points.h"
#include "content/markdown/render.h"

namespace koujing {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// How many block quotes and list items the start of a line opens.
int containers_opened(std::string_view line) {
  int count = 0;
  std::size_t at = 0;
  while (at < line.size()) {
    const char c = line[at];
    std::size_t marker_end = at + 1;
    if (c == ' ' || c == '\t') {
      ++at;
      continue;
    }
    if (is_digit(c)) {
      while (marker_end < line.size() && is_digit(line[marker_end])) ++marker_end;
      if (marker_end >= line.size() || (line[marker_end] != '.' && line[marker_end] != ')')) break;
      ++marker_end;
    } else if (c != '>' && c != '-' && c != '+' && c != '*') {
      break;
    }
    const bool blank_follows =
        marker_end >= line.size() || line[marker_end] == ' ' || line[marker_end] == '\t';
    if (c != '>' && !blank_follows) break;
    ++count;
    at = marker_end;
  }
  return count;
}

}  // namespace

std::string clean_source(std::string_view markdown) {
  std::string out;
  out.reserve(markdown.size());
  for (std::size_t at = 0; at < markdown.size();) {
    const char32_t c = next_code_point(markdown, at);
    if (c == '\r') {
      if (at >= markdown.size() || markdown[at] != '\n') out += '\n';
      continue;
    }
    if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F || (c >= 0xFDD0 && c <= 0xFDD2)) continue;
    append_code_point(out, c);
  }
  return out;
}

bool is_over_markdown_limits(std::string_view clean) {
  if (clean.size() > kMaxMarkdownBytes) return true;
  for (std::string_view line : split_lines(clean)) {
    if (line.size() > kMaxMarkdownLine || containers_opened(line) > kMaxMarkdownNesting) return true;
  }
  return false;
}

std::string without_marks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(kLetterMark)) {
      at += kLetterMark.size();
    } else if (rest.starts_with(kInlineMark)) {
      at += kInlineMark.size();
      if (at < text.size() && text[at] == ' ') ++at;
    } else if (rest.starts_with(kStarMark)) {
      at += kStarMark.size();
      out += '*';
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::vector<std::string_view> split_lines(std::string_view clean) {
  std::vector<std::string_view> lines;
  while (!clean.empty()) {
    const std::size_t end = clean.find('\n');
    lines.push_back(clean.substr(0, end));
    if (end == std::string_view::npos) break;
    clean.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace koujing
