// Tables as an Excel workbook, a sheet each. Written with libxlsxwriter; text is never a formula.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "content/model/result.h"

namespace koujing {

using Cell = std::variant<std::string, std::int64_t>;

struct SheetTable {
  std::string name;  // 1..31 characters, none of []:*?/ and the backslash; different in a workbook
  std::vector<std::string> header;
  std::vector<std::vector<Cell>> rows;
};

// Headers are bold and stay when the rest is scrolled. Cells are cut at Excel's 32,767 characters. Errors:
// kUnavailable "unwritable".
Status write_workbook(const std::filesystem::path& file, const std::vector<SheetTable>& tables);

}  // namespace koujing
