// A library as CSV that a spreadsheet can open: RFC 4180 rows of the columns of entry_exchange.h.
//
// A cell that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line break) gets an
// apostrophe in front; so does one that begins with apostrophes and then such a character. Reading takes one
// off again: library_from_csv() gives exactly the cells that were written, line ends included.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"
#include "content/originals/read_table.h"

namespace koujing {

std::string csv_row(const TableRow& row);  // with its line end, CRLF

// Errors as read_csv().
Result<std::vector<TableRow>> library_from_csv(std::string_view utf8);

}  // namespace koujing
