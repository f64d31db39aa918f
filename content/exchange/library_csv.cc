#include "content/exchange/library_csv.h"

namespace koujing {
namespace {

// What spreadsheets take for the beginning of a formula; OWASP, "CSV Injection".
constexpr std::string_view kFormulaBegins = "=+-@\t\r\n";

bool needs_guard(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of('\'');
  return first != std::string_view::npos && kFormulaBegins.find(cell[first]) != std::string_view::npos;
}

std::string csv_cell(const std::string& text) {
  const std::string cell = needs_guard(text) ? "'" + text : text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string csv_row(const TableRow& row) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "," : "") + csv_cell(row[i]);
  return line + "\r\n";
}

Result<std::vector<TableRow>> library_from_csv(std::string_view utf8) {
  KJ_TRY(auto rows, read_csv(utf8, CellLineEnds::kAsWritten));
  for (TableRow& row : rows)
    for (std::string& cell : row)
      if (cell.starts_with('\'') && needs_guard(cell)) cell.erase(0, 1);
  return rows;
}

}  // namespace koujing
