// What merged cells add to the rows of a table, bounded for the whole document: a few bytes of a hostile file
// can ask for millions of cells or for one text to be repeated in each of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "content/markdown/markdown_writer.h"
#include "content/markdown/pipe_table.h"

namespace koujing {

class MergedCells {
 public:
  // The empty cells behind one that spans `columns`; all numbers as the file states them.
  void add_blanks_behind(MarkdownRow& row, int columns) { add_blanks(row, std::max(columns, 1) - 1); }

  void add_blanks(MarkdownRow& row, int count) {
    const auto wanted = static_cast<std::size_t>(std::clamp(count, 0, static_cast<int>(kMaxTableColumns)));
    const std::size_t added = std::min(wanted, blanks_left_);
    blanks_left_ -= added;
    row.resize(row.size() + added);
  }

  // The text of a cell merged downwards, for the next row.
  InlineText repeat(const InlineText& cell) {
    const std::size_t size = cell.plain().size();
    if (size > bytes_left_) return {};
    bytes_left_ -= size;
    return cell;
  }

 private:
  // No honest document comes near either.
  std::size_t blanks_left_ = 200'000;
  std::size_t bytes_left_ = 4 * 1024 * 1024;
};

}  // namespace koujing
