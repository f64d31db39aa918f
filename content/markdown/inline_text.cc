#include "content/markdown/inline_text.h"

#include <algorithm>

#include "content/markdown/code_points.h"
#include "content/markdown/escape_markdown.h"

namespace koujing {
namespace {

// Whether ** directly between these two opens or closes, as chinese_emphasis.h and CommonMark see it:
// `inner` is the first or last character of the bold text, `outer` its neighbour outside.
bool stars_work(char32_t outer, char32_t inner) {
  if (is_blank(outer) || is_cjk(outer) || is_cjk(inner) || is_letter(inner)) return true;
  return !is_letter(outer) && outer < 0x80;
}

char32_t first_of(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : next_code_point(text, at);
}

}  // namespace

void InlineText::add(std::string_view text, bool bold) {
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '\t' || c == 0xA0) {
      clean += ' ';
    } else if (c == '\n' ||
               (c >= 0x20 && c != 0x7F && c != 0xAD && c != 0xFEFF && !(c >= 0xFDD0 && c <= 0xFDEF))) {
      append_code_point(clean, c);
    }
  }
  if (clean.empty()) return;
  if (!runs_.empty() && runs_.back().bold == bold) {
    runs_.back().text += clean;
  } else {
    runs_.push_back({std::move(clean), bold});
  }
}

void InlineText::append(const InlineText& other) {
  for (const Run& run : other.runs_) add(run.text, run.bold);
}

bool InlineText::empty() const {
  return std::ranges::all_of(runs_, [](const Run& run) { return trim_blank(run.text).empty(); });
}

bool InlineText::all_bold() const {
  return std::ranges::all_of(runs_, [](const Run& run) { return run.bold || trim_blank(run.text).empty(); });
}

std::string InlineText::plain() const {
  std::string text;
  for (const Run& run : runs_) text += run.text;
  std::ranges::replace(text, '\n', ' ');
  return std::string(trim_blank(text));
}

InlineText InlineText::without_bold() const {
  InlineText copy;
  for (const Run& run : runs_) copy.add(run.text);
  return copy;
}

std::vector<std::vector<InlineText::Run>> InlineText::lines() const {
  std::vector<std::vector<Run>> lines(1);
  for (const Run& run : runs_) {
    std::string_view rest = run.text;
    for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; rest.remove_prefix(end + 1)) {
      lines.back().push_back({std::string(rest.substr(0, end)), run.bold});
      lines.emplace_back();
    }
    if (!rest.empty()) lines.back().push_back({std::string(rest), run.bold});
  }
  std::erase_if(lines, [](const std::vector<Run>& line) {
    return std::ranges::all_of(line, [](const Run& run) { return trim_blank(run.text).empty(); });
  });
  return lines;
}

std::string InlineText::line_markdown(const std::vector<Run>& line) const {
  std::string whole;
  for (const Run& run : line) whole += run.text;
  const MarkdownEscaper escaper(whole, std::ranges::any_of(line, &Run::bold));
  std::string out;
  std::size_t at = 0;  // of the run in `whole`
  for (const Run& run : line) {
    const std::string_view inner = trim_blank(run.text);
    const auto lead = static_cast<std::size_t>(inner.data() - run.text.data());
    const std::size_t begin = at + lead;
    const std::size_t end = begin + inner.size();
    const bool bold =
        run.bold && !inner.empty() && stars_work(code_point_before(whole, begin), first_of(inner)) &&
        stars_work(first_of(std::string_view(whole).substr(end)), code_point_before(whole, end));
    out += bold ? run.text.substr(0, lead) : std::string{};
    if (bold) {
      out += "**" + escaper.escape(begin, end) + "**";
      out += run.text.substr(lead + inner.size());
    } else {
      out += escaper.escape(at, at + run.text.size());
    }
    at += run.text.size();
  }
  return std::string(trim_blank(out));
}

std::string InlineText::markdown() const {
  std::string out;
  for (const auto& line : lines()) {
    if (!out.empty()) out += '\n';
    out += escape_line_start(line_markdown(line));
  }
  return out;
}

std::string InlineText::markdown_for_cell() const {
  std::string out;
  for (const auto& line : lines()) {
    if (!out.empty()) out += "<br>";
    out += escape_pipes(line_markdown(line));
  }
  return out;
}

}  // namespace koujing
