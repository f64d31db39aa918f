#include "content/markdown/pipe_table.h"

#include "content/markdown/code_points.h"

namespace koujing {
namespace {

std::string_view trim_spaces(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<ColumnAlignment> alignment_of(std::string_view cell) {
  const bool left = cell.starts_with(':');
  const bool right = cell.size() > 1 && cell.ends_with(':');
  if (left) cell.remove_prefix(1);
  if (right) cell.remove_suffix(1);
  if (cell.empty() || cell.find_first_not_of('-') != std::string_view::npos) return std::nullopt;
  if (left && right) return ColumnAlignment::kCenter;
  if (left) return ColumnAlignment::kLeft;
  return right ? ColumnAlignment::kRight : ColumnAlignment::kNone;
}

std::optional<std::vector<ColumnAlignment>> alignment_row(std::string_view line) {
  const bool shaped = line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
                      line.find_first_not_of("|:- \t") == std::string_view::npos;
  if (!shaped) return std::nullopt;
  std::vector<ColumnAlignment> alignments;
  for (const std::string& cell : split_cells(line)) {
    const auto alignment = alignment_of(cell);
    if (!alignment || alignments.size() == kMaxTableColumns) return std::nullopt;
    alignments.push_back(*alignment);
  }
  return alignments;
}

}  // namespace

std::vector<std::string> split_cells(std::string_view line) {
  line = trim_spaces(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  std::vector<std::string> cells;
  std::string cell;
  bool open = true;  // false right after a pipe that may be the last
  for (std::size_t at = 0; at < line.size(); ++at) {
    open = true;
    if (line[at] == '\\' && at + 1 < line.size() &&
        is_ascii_punctuation(static_cast<unsigned char>(line[at + 1]))) {
      ++at;
      if (line[at] != '|') cell += '\\';
      cell += line[at];
    } else if (line[at] == '|') {
      cells.emplace_back(trim_spaces(cell));
      cell.clear();
      open = false;
    } else {
      cell += line[at];
    }
  }
  if (open) cells.emplace_back(trim_spaces(cell));
  return cells;
}

std::optional<PipeTable> find_table(const std::vector<std::string_view>& lines) {
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto alignments = alignment_row(lines[i]);
    if (!alignments) continue;
    std::vector<std::string> header = split_cells(lines[i - 1]);
    if (header.size() != alignments->size()) continue;
    if (lines.size() - i - 1 > kMaxTableRows) return std::nullopt;
    PipeTable table{i - 1, *std::move(alignments), std::move(header), {}};
    for (std::size_t row = i + 1; row < lines.size(); ++row) {
      table.rows.push_back(split_cells(lines[row]));
      table.rows.back().resize(table.header.size());
    }
    return table;
  }
  return std::nullopt;
}

}  // namespace koujing
