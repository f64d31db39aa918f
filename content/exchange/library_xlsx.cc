#include "content/exchange/library_xlsx.h"

#include <xlsxwriter.h>

#include <string>
#include <utility>

#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr std::size_t kLongestCell = 32'767;  // of Excel itself
constexpr lxw_row_t kMostRows = 1'048'576;
constexpr double kWidth = 24;  // of a column, in characters

Error unwritable(const std::string& what) {
  return {ErrorKind::kUnavailable,
          "unwritable",
          {"无法写入 Excel 文件，请检查路径和磁盘空间",
           "the Excel file cannot be written; check the path and the disk"},
          {},
          what};
}

class Sheet final : public LibrarySheet {
 public:
  Sheet(lxw_workbook* workbook, lxw_worksheet* worksheet) : workbook_(workbook), worksheet_(worksheet) {}
  ~Sheet() override {
    if (workbook_ != nullptr) lxw_workbook_free(workbook_);
  }

  Status add(const TableRow& row) override {
    if (row_ == kMostRows)
      return Error{ErrorKind::kTooLarge,
                   "sheet_full",
                   {"一张工作表最多 1048576 行，请按信息库分开导出",
                    "a sheet holds 1,048,576 rows; export by library"}};
    for (std::size_t column = 0; column < row.size(); ++column) {
      const std::string& text = row[column];
      if (text.empty()) continue;
      if (text.size() > kLongestCell && characters_in(text) > kLongestCell)
        return Error{ErrorKind::kTooLarge,
                     "cell_full",
                     {"第 " + std::to_string(column + 1) +
                          " 列的内容超过 Excel 单元格的 32767 个字符，请用 JSONL 导出",
                      "column " + std::to_string(column + 1) +
                          " holds more than the 32,767 characters of a cell; export as JSONL"}};
      const auto done =
          worksheet_write_string(worksheet_, row_, static_cast<lxw_col_t>(column), text.c_str(), nullptr);
      if (done != LXW_NO_ERROR) return unwritable(lxw_strerror(done));
    }
    ++row_;
    return {};
  }

  Status finish() override {
    const auto done = workbook_close(std::exchange(workbook_, nullptr));
    if (done != LXW_NO_ERROR) return unwritable(lxw_strerror(done));
    return {};
  }

 private:
  lxw_workbook* workbook_;
  lxw_worksheet* worksheet_;
  lxw_row_t row_ = 0;
};

}  // namespace

Result<std::unique_ptr<LibrarySheet>> LibrarySheet::begin(const std::filesystem::path& file) {
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* workbook = workbook_new_opt(file.c_str(), &options);
  if (workbook == nullptr) return unwritable(file.string());
  lxw_worksheet* worksheet = workbook_add_worksheet(workbook, "entries");
  if (worksheet == nullptr) {
    lxw_workbook_free(workbook);
    return unwritable(file.string());
  }
  worksheet_freeze_panes(worksheet, 1, 0);
  worksheet_set_column(worksheet, 0, 30, kWidth, nullptr);
  return std::unique_ptr<LibrarySheet>(std::make_unique<Sheet>(workbook, worksheet));
}

}  // namespace koujing
