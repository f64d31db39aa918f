// An Excel workbook (xlsx) as rows of text: what its sheets show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"
#include "content/originals/read_table.h"

namespace koujing {

// Rows and cells that one workbook may hold once its gaps are filled; beyond: original_expands_too_far.
inline constexpr std::size_t kMaxSheetCells = 2'000'000;
inline constexpr std::size_t kMaxSheetRows = 1'048'576;  // Excel's own end
inline constexpr std::size_t kMaxSheetColumns = 16'384;

struct Sheet {
  std::string name;
  // The first row is the sheet's row 1; gaps are filled with empty rows and cells, empty ends are cut. A cell
  // merged downwards repeats its text in every row; one merged sideways stands in its first column.
  std::vector<TableRow> rows;
};

struct Workbook {
  std::vector<Sheet> sheets;  // the visible ones in their order
  std::string title;          // of the document's properties; "" when there is none
};

// `first_only`: stop after the first visible sheet. Errors as extract_text.
Result<Workbook> read_workbook(std::string_view bytes, bool first_only);

}  // namespace koujing
