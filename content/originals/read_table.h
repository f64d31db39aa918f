// Rows out of a spreadsheet or CSV file, for imports of an existing library.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"

namespace koujing {

using TableRow =
    std::vector<std::string>;  // UTF-8 cells as shown; a date cell as 2026-11-22 or 2026-11-22 14:03:00

// The first sheet of an XLSX (same limits as extract_text.h). Errors as extract_text.
Result<std::vector<TableRow>> read_xlsx(std::string_view bytes);

// A line break inside of a quoted cell: "\r\n" becomes "\n", or stays as it is.
enum class CellLineEnds { kAsShown, kAsWritten };

// RFC 4180 CSV in UTF-8 (with or without BOM). Error kInvalid "csv_damaged" names the line of an unclosed
// quote.
Result<std::vector<TableRow>> read_csv(std::string_view utf8,
                                       CellLineEnds line_ends = CellLineEnds::kAsShown);

}  // namespace koujing
