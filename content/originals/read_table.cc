#include "content/originals/read_table.h"

#include <utility>

#include "content/originals/extract_text.h"
#include "content/originals/extraction_errors.h"
#include "content/originals/read_workbook.h"

namespace koujing {
namespace {

Error unclosed_quote(std::size_t line) {
  const std::string number = std::to_string(line);
  return {ErrorKind::kInvalid,
          "csv_damaged",
          {"第 " + number + " 行的引号没有结束，无法读取这个 CSV 文件。请补上引号，或用表格软件重新导出。",
           "A quote that begins in line " + number +
               " is never closed, so this CSV file cannot be read. Close it, or export the file again."}};
}

class CsvReader {
 public:
  CsvReader(std::string_view text, CellLineEnds line_ends)
      : text_(text), keeps_returns_(line_ends == CellLineEnds::kAsWritten) {}

  Result<std::vector<TableRow>> read() {
    while (at_ < text_.size()) {
      TableRow row;
      do {
        KJ_TRY(std::string cell, read_cell());
        row.push_back(std::move(cell));
      } while (take(','));
      take_line_end();
      if (row.size() == 1 && row.front().empty()) row.clear();  // an empty line has no cell
      rows_.push_back(std::move(row));
    }
    return std::move(rows_);
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void take_line_end() {
    const bool carriage_return = take('\r');
    if (take('\n') || carriage_return) ++line_;
  }

  Result<std::string> read_cell() {
    std::string cell;
    if (take('"')) {
      const std::size_t opened_in = line_;
      for (;;) {
        if (at_ >= text_.size()) return unclosed_quote(opened_in);
        const char c = text_[at_++];
        if (c == '"' && !take('"')) break;
        if (c == '\n') ++line_;
        if (keeps_returns_ || c != '\r' || at_ >= text_.size() || text_[at_] != '\n') cell += c;
      }
    }
    // Text after a closing quote is no CSV, but spreadsheets read it on, and so do people.
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r')
      cell += text_[at_++];
    return cell;
  }

  std::string_view text_;
  const bool keeps_returns_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::vector<TableRow> rows_;
};

}  // namespace

Result<std::vector<TableRow>> read_xlsx(std::string_view bytes) {
  if (bytes.size() > kMaxOriginalBytes) return original_too_large();
  KJ_TRY(Workbook workbook, read_workbook(bytes, true));
  if (workbook.sheets.empty()) return std::vector<TableRow>{};
  return std::move(workbook.sheets.front().rows);
}

Result<std::vector<TableRow>> read_csv(std::string_view utf8, CellLineEnds line_ends) {
  if (utf8.starts_with("\xEF\xBB\xBF")) utf8.remove_prefix(3);
  return CsvReader(utf8, line_ends).read();
}

}  // namespace koujing
