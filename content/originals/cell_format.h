// How Excel shows a number: the part of number formats that changes what a reader understands.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace koujing {

struct CellFormat {
  bool date = false;  // has a year or day part
  bool time = false;  // has an hour, minute or second part
  bool percent = false;
  int decimals = -1;  // fixed number of digits after the point; -1: as many as there are
  bool operator==(const CellFormat&) const = default;
};

// Of a built-in format (ISO/IEC 29500-1 section 18.8.30, with the East Asian ones); nothing for other ids.
std::optional<CellFormat> builtin_format(int id);

// Of a format code such as `yyyy"年"m"月"d"日"` or `0.00%`; only its first section counts.
CellFormat parse_format(std::string_view code);

// The number as shown: "2026-11-22", "2026-11-22 14:03:00", "14:03:00", "5.5%", "59.00", "13800138000".
// `from_1904`: the workbook counts its days from 1904-01-01 instead of 1900.
std::string format_cell_number(double value, const CellFormat& format, bool from_1904);

}  // namespace koujing
