// Pipe tables in the syntax of GitHub Flavored Markdown, which cmark does not know.
//
//   | 套餐 | 月费 |
//   | --- | ---: |        alignment row: - :- -: :-:   as many cells as the header
//   | 畅享 | 59 |          \| is a pipe to read; missing cells are empty, cells too many are dropped
//
// Pure strings: which lines belong to one paragraph is the parser's business (paragraph_lines.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koujing {

inline constexpr std::size_t kMaxTableColumns = 50;
inline constexpr std::size_t kMaxTableRows = 500;  // without the header
// In all tables of one text: a row can be two bytes long and still need fifty cells.
inline constexpr std::size_t kMaxTableCells = kMaxTableColumns * kMaxTableRows;

enum class ColumnAlignment { kNone, kLeft, kCenter, kRight };

struct PipeTable {
  std::size_t first_line = 0;  // of the header; the lines before it are ordinary text
  std::vector<ColumnAlignment> alignments;
  std::vector<std::string> header;             // inline Markdown, trimmed
  std::vector<std::vector<std::string>> rows;  // each exactly as wide as the header
};

// The cells of one line: Markdown text, trimmed, \| turned into |.
std::vector<std::string> split_cells(std::string_view line);

// The table that the lines of a paragraph hold, if they do and it is within the limits. The header may come
// after ordinary lines; everything from the alignment row to the end of the paragraph belongs to the table.
std::optional<PipeTable> find_table(const std::vector<std::string_view>& lines);

}  // namespace koujing
