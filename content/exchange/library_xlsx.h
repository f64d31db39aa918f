// A library as an Excel sheet: the columns of entry_exchange.h, every cell as text.
//
// Written with libxlsxwriter row by row, so that memory does not grow with the library. Text is never a
// formula.
#pragma once

#include <filesystem>
#include <memory>

#include "content/model/result.h"
#include "content/originals/read_table.h"

namespace koujing {

class LibrarySheet {
 public:
  // Errors of all: kUnavailable "unwritable"; a sheet holds 1,048,576 rows, more are kTooLarge "sheet_full".
  static Result<std::unique_ptr<LibrarySheet>> begin(const std::filesystem::path& file);
  virtual ~LibrarySheet() = default;
  // A cell holds at most 32,767 characters; longer texts are kTooLarge "cell_full", which names the column.
  virtual Status add(const TableRow& row) = 0;
  virtual Status finish() = 0;  // once; without it there is no file
};

}  // namespace koujing
