// The second half of read_pdf.h: paragraphs and tables out of lines that only look like them.
#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "content/markdown/code_points.h"
#include "content/markdown/markdown_writer.h"
#include "content/originals/ordinary_ideographs.h"
#include "content/originals/read_pdf.h"

namespace koujing {
namespace {

// Widths in columns of pdftotext's layout, where a Chinese letter takes two.
constexpr std::size_t kFullLinePercent = 85;  // of the right edge: such a line goes on in the next one
constexpr std::size_t kFullLineSlack = 6;     // short of the right edge: such a line does so across a gap
constexpr std::size_t kShortLine = 30;        // pages narrower than this hold headings and labels only
constexpr std::size_t kTableCellWidth = 30;   // wider cells on average are columns of running text, no table

struct Line {
  std::string text;                // trimmed
  std::vector<std::string> cells;  // its parts between gaps of two and more blanks
  std::size_t indent = 0;
  bool after_gap = false;  // a blank line, or the top of the page, is above it
  std::size_t right = 0;
};

Line measure(std::string_view raw) {
  Line line;
  std::size_t column = 0;
  std::size_t gap = 0;
  std::string cell;
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(raw, at);
    const std::size_t width = is_cjk(c) ? 2 : 1;
    if (is_blank(c)) {
      gap += width;
    } else {
      if (cell.empty() && line.cells.empty()) {
        line.indent = column;
      } else if (gap >= 2) {
        line.cells.push_back(std::move(cell));
        cell.clear();
      } else if (gap == 1) {
        cell += ' ';
      }
      gap = 0;
      cell += raw.substr(begin, at - begin);
      line.right = column + width;
    }
    column += width;
  }
  if (!cell.empty()) line.cells.push_back(std::move(cell));
  for (const std::string& part : line.cells) {
    if (!line.text.empty()) line.text += "  ";
    line.text += part;
  }
  return line;
}

bool begins_item(const Line& line) {
  std::size_t at = 0;
  const char32_t first = next_code_point(line.text, at);
  static constexpr std::array<char32_t, 12> kBullets = {U'●', U'•', U'·', U'■', U'◆',   U'○',
                                                        U'□', U'▪', U'-', U'*', 0xF0B7, 0xF06C};
  if (std::ranges::find(kBullets, first) != kBullets.end()) return true;
  if (first >= 0x2460 && first <= 0x2473) return true;  // ① to ⑳
  std::size_t end = first == U'（' || first == '(' ? at : 0;
  const bool bracketed = end > 0;
  std::size_t count = 0;
  while (end < line.text.size() && count < 4) {
    std::size_t after = end;
    const char32_t c = next_code_point(line.text, after);
    const bool digit = c >= '0' && c <= '9';
    if (!digit && std::u32string_view(U"一二三四五六七八九十百").find(c) == std::u32string_view::npos) break;
    end = after;
    ++count;
  }
  if (count == 0 || end >= line.text.size()) return false;
  const char32_t mark = next_code_point(line.text, end);
  if (bracketed) return mark == U'）' || mark == ')';
  return mark == U'、' || mark == U'）' || mark == ')' || mark == U'．' ||
         (mark == '.' && end < line.text.size());
}

// A page number alone: 12, - 12 -, 第 12 页, 12 / 30.
bool is_page_number(std::string_view text) {
  std::string bare;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_blank(c) && c != U'第' && c != U'页' && c != U'共' && c != '-' && c != U'—' && c != '/')
      append_code_point(bare, c);
  }
  return !bare.empty() && bare.size() <= 6 && bare.find_first_not_of("0123456789") == std::string::npos;
}

bool ends_sentence(const Line& line) {
  static constexpr std::u32string_view kEnds = U"。！？；：.!?;:";
  return kEnds.find(code_point_before(line.text, line.text.size())) != std::u32string_view::npos;
}

// Where the lines of running text end on this page: the widest but for the last twentieth, in which
// watermarks and formulas stand.
std::size_t right_edge_of(const std::vector<Line>& lines) {
  std::vector<std::size_t> edges;
  for (const Line& line : lines) {
    if (line.cells.size() == 1 && line.right - line.indent > 10) edges.push_back(line.right);
  }
  if (edges.empty()) return 0;
  std::ranges::sort(edges);
  return edges[edges.size() - 1 - edges.size() / 20];
}

bool goes_on(const Line& line, const Line& next, std::size_t right_edge) {
  if (right_edge < kShortLine || line.cells.size() != 1 || next.cells.size() != 1) return false;
  if (ends_sentence(line) || begins_item(next) || next.indent >= line.indent + 2) return false;
  if (line.indent * 2 > right_edge) return false;  // set in the middle or on the right: a title, a signature
  // Across a blank line only what fills the line: many documents are set with such gaps.
  if (next.after_gap) return line.right + kFullLineSlack >= right_edge;
  return line.right * 100 >= right_edge * kFullLinePercent;
}

// Rows of a table: three lines or more with the same number of cells, none of them running text.
std::size_t table_rows_at(const std::vector<Line>& lines, std::size_t first) {
  const std::size_t width = lines[first].cells.size();
  if (width < 2) return 0;
  std::size_t end = first;
  std::size_t columns = 0;
  while (end < lines.size() && lines[end].cells.size() == width && (end == first || !lines[end].after_gap)) {
    for (const std::string& cell : lines[end].cells) columns += measure(cell).right;
    ++end;
  }
  const std::size_t rows = end - first;
  return rows >= 3 && columns <= kTableCellWidth * rows * width ? rows : 0;
}

// Chinese joins without a blank, words of Latin letters with one.
void join(std::string& text, std::string_view next) {
  std::size_t at = 0;
  const char32_t left = code_point_before(text, text.size());
  const char32_t right = next_code_point(next, at);
  if (!is_cjk(left) && !is_cjk(right) && left != '-') text += ' ';
  text += next;
}

void write_lines(const std::vector<Line>& lines, MarkdownWriter& writer) {
  const std::size_t right_edge = right_edge_of(lines);
  InlineText paragraph;
  std::string running;  // a line that may go on
  const auto end_line = [&] {
    if (running.empty()) return;
    if (!paragraph.empty()) paragraph.add("\n");
    paragraph.add(std::exchange(running, {}));
  };
  const auto end_paragraph = [&] {
    end_line();
    writer.paragraph(std::exchange(paragraph, {}));
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (const std::size_t rows = table_rows_at(lines, i)) {
      end_paragraph();
      std::vector<MarkdownRow> table(rows);
      for (std::size_t row = 0; row < rows; ++row) {
        for (const std::string& cell : lines[i + row].cells) table[row].emplace_back().add(cell);
      }
      writer.table(table);
      i += rows - 1;
      continue;
    }
    if (!running.empty()) {
      join(running, lines[i].text);
    } else {
      if (lines[i].after_gap) end_paragraph();
      running = lines[i].text;
    }
    if (i + 1 >= lines.size() || !goes_on(lines[i], lines[i + 1], right_edge)) end_line();
  }
  end_paragraph();
}

void write_page(std::string_view page, MarkdownWriter& writer) {
  std::vector<Line> lines;
  bool gap = false;
  while (!page.empty()) {
    const std::size_t end = page.find('\n');
    Line line = measure(page.substr(0, end));
    page = end == std::string_view::npos ? std::string_view{} : page.substr(end + 1);
    line.after_gap = std::exchange(gap, line.text.empty()) || lines.empty();
    if (!line.text.empty()) lines.push_back(std::move(line));
  }
  // Page numbers stand alone below the text, or above it in the middle or on the right.
  if (!lines.empty() && lines.back().after_gap && is_page_number(lines.back().text)) lines.pop_back();
  if (lines.size() > 1 && lines[1].after_gap && lines.front().indent > kShortLine &&
      is_page_number(lines.front().text)) {
    lines.erase(lines.begin());
  }
  write_lines(lines, writer);
}

}  // namespace

std::string layout_as_markdown(std::string_view layout) {
  const std::string text = with_ordinary_ideographs(layout);
  MarkdownWriter writer;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find('\f');
    write_page(rest.substr(0, end), writer);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return writer.take();
}

}  // namespace koujing
