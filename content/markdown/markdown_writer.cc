#include "content/markdown/markdown_writer.h"

#include <algorithm>

#include "content/markdown/code_points.h"
#include "content/markdown/pipe_table.h"

namespace koujing {
namespace {

using TextRow = std::vector<std::string>;

// Rectangular, without empty rows and columns.
std::vector<TextRow> dense_cells(const std::vector<MarkdownRow>& rows) {
  std::vector<bool> used;
  std::vector<TextRow> cells;
  for (const MarkdownRow& row : rows) {
    TextRow line;
    bool any = false;
    for (std::size_t column = 0; column < row.size(); ++column) {
      line.push_back(row[column].markdown_for_cell());
      if (line.back().empty()) continue;
      any = true;
      if (used.size() <= column) used.resize(column + 1);
      used[column] = true;
    }
    if (any) cells.push_back(std::move(line));
  }
  for (TextRow& line : cells) {
    TextRow kept;
    for (std::size_t column = 0; column < used.size(); ++column) {
      if (used[column]) kept.push_back(column < line.size() ? std::move(line[column]) : std::string{});
    }
    line = std::move(kept);
  }
  return cells;
}

std::string row_line(const TextRow& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += ' ' + cell + " |";
  return line + '\n';
}

}  // namespace

void MarkdownWriter::begin_block() {
  open_items_.clear();
  if (!out_.empty()) out_ += '\n';
}

void MarkdownWriter::heading(int level, const InlineText& text) {
  if (text.empty()) return;
  begin_block();
  // In one line: a heading ends with its line.
  InlineText line;
  line.add(text.plain());
  std::string markdown = line.markdown();
  if (markdown.ends_with('#')) markdown.insert(markdown.size() - 1, 1, '\\');
  out_ += std::string(static_cast<std::size_t>(std::clamp(level, 1, 6)), '#') + ' ' + markdown + '\n';
  if (first_heading_.empty()) first_heading_ = text.plain();
}

void MarkdownWriter::paragraph(const InlineText& text) {
  if (text.empty()) return;
  begin_block();
  out_ += text.markdown() + '\n';
}

void MarkdownWriter::list_item(int depth, std::optional<int> number, const InlineText& text) {
  if (text.empty()) return;
  if (open_items_.empty() && !out_.empty()) out_ += '\n';
  const std::size_t level = std::min(static_cast<std::size_t>(std::max(depth, 0)), open_items_.size());
  if (level < open_items_.size() && open_items_[level] != number.has_value() && level == 0) out_ += '\n';
  open_items_.resize(level);
  open_items_.push_back(number.has_value());
  // Four columns a level fall inside the text of "- " as well as of "100. ".
  const std::string indent(level * 4, ' ');
  const std::string marker = number ? std::to_string(*number) + ". " : "- ";
  std::string body = text.markdown();
  const std::string continued = '\n' + indent + std::string(std::min<std::size_t>(marker.size(), 4), ' ');
  for (std::size_t at = 0; (at = body.find('\n', at)) != std::string::npos; at += continued.size()) {
    body.replace(at, 1, continued);
  }
  out_ += indent + marker + body + '\n';
}

void MarkdownWriter::table(const std::vector<MarkdownRow>& rows) {
  const std::vector<TextRow> cells = dense_cells(rows);
  if (cells.empty()) return;
  const std::size_t width = cells.front().size();
  if (width == 1 && cells.size() == 1) {
    for (const MarkdownRow& row : rows) {
      for (const InlineText& cell : row) paragraph(cell);
    }
    return;
  }
  std::string rule = "|";
  for (std::size_t i = 0; i < width; ++i) rule += " --- |";
  const std::string head = row_line(cells.front()) + rule + '\n';
  for (std::size_t next = 1; next == 1 || next < cells.size(); next += kMaxTableRows) {
    begin_block();
    out_ += head;
    for (std::size_t i = next; i < std::min(next + kMaxTableRows, cells.size()); ++i)
      out_ += row_line(cells[i]);
  }
}

void MarkdownWriter::preformatted(std::string_view text) {
  if (trim_blank(text).empty()) return;
  begin_block();
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  out_.append(fence).append("\n").append(text);
  if (!text.ends_with('\n')) out_ += '\n';
  out_ += fence + '\n';
}

std::string MarkdownWriter::take() {
  open_items_.clear();
  return std::move(out_);
}

}  // namespace koujing
