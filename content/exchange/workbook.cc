#include "content/exchange/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>

namespace koujing {
namespace {

constexpr std::size_t kLongestCell = 32'767;  // of Excel itself, in characters

Error unwritable(const std::string& what) {
  return {ErrorKind::kUnavailable,
          "unwritable",
          {"无法写入 Excel 文件，请检查磁盘空间", "the Excel file cannot be written; check the disk"},
          {},
          what};
}

std::string cut(const std::string& text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && ++characters > kLongestCell)
      return text.substr(0, at);
  return text;
}

// Of a column, in characters of a figure's width: a Chinese one takes two.
double width_of(const SheetTable& table, std::size_t column) {
  constexpr std::size_t kNarrowest = 8, kWidest = 48;
  std::size_t widest = table.header[column].size() * 2 / 3;
  for (const auto& row : table.rows)
    if (const auto* text = column < row.size() ? std::get_if<std::string>(&row[column]) : nullptr)
      widest = std::max(widest, text->size() * 2 / 3);
  return static_cast<double>(std::clamp(widest + 2, kNarrowest, kWidest));
}

lxw_error add(lxw_workbook* workbook, const SheetTable& table, lxw_format* bold) {
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, table.name.c_str());
  if (sheet == nullptr) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, column, column, width_of(table, i), nullptr);
    if (const auto done = worksheet_write_string(sheet, 0, column, table.header[i].c_str(), bold);
        done != LXW_NO_ERROR)
      return done;
  }
  worksheet_freeze_panes(sheet, 1, 0);
  lxw_row_t line = 1;
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      const auto* text = std::get_if<std::string>(&row[i]);
      const auto done =
          text != nullptr
              ? worksheet_write_string(sheet, line, column, cut(*text).c_str(), nullptr)
              : worksheet_write_number(sheet, line, column,
                                       static_cast<double>(std::get<std::int64_t>(row[i])), nullptr);
      if (done != LXW_NO_ERROR) return done;
    }
    ++line;
  }
  return LXW_NO_ERROR;
}

}  // namespace

Status write_workbook(const std::filesystem::path& file, const std::vector<SheetTable>& tables) {
  lxw_workbook* workbook = workbook_new(file.c_str());
  if (workbook == nullptr) return unwritable(file.string());
  lxw_format* bold = workbook_add_format(workbook);
  format_set_bold(bold);
  for (const SheetTable& table : tables)
    if (const auto done = add(workbook, table, bold); done != LXW_NO_ERROR) {
      lxw_workbook_free(workbook);
      return unwritable(lxw_strerror(done));
    }
  if (const auto done = workbook_close(workbook); done != LXW_NO_ERROR) return unwritable(lxw_strerror(done));
  return {};
}

}  // namespace koujing
