// The entry exchange format: JSONL, one entry a line, and the same fields as the columns of a CSV or XLSX
// sheet.
//
//   {"id", "title", "questions", "brief", "script", "body", "cautions", "library", "catalogue", "keywords",
//    "scope": {"region", "product", "customers"}, "effective_from", "effective_to", "department"}
//
// Only id and title are required. A title that is there but blank is made from the first words of script or
// body, and said (`title_made`). `aliases` is read as questions, `category` as catalogue. An export also
// carries `history`: the earlier revisions, oldest first, in the same form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"
#include "content/model/revision.h"
#include "content/originals/read_table.h"

namespace koujing {

struct ExchangeDefaults {
  std::string library = "业务知识库";
  std::string department = "未注明部门";
};

struct ExchangeEntry {
  std::vector<EntryText> revisions;  // oldest first, the newest last; at least one
  bool title_made = false;
  bool id_made = false;  // of a sheet without numbers: its id is made from its title, which must be its alone
  bool unconfirmed =
      false;  // an emergency that nobody had confirmed yet when it was exported: "standing": "unconfirmed"
};

// Faults of the line come back together as kInvalid "invalid_input"; kMalformed "bad_json" for a line that is
// no object. `department` in the result is the name as it stands there; the caller turns it into a code.
Result<ExchangeEntry> entry_from_line(std::string_view line, const ExchangeDefaults& defaults);

// A row of a sheet by its header. Lists are split at '|' or line breaks; inside of an item stand \| for '|',
// \n and \r for a line break and \\ for a backslash, any other backslash is itself. Header names as above
// (region, product and customers as columns of their own) or in Chinese: 编号 标题 相似问 口径 说明 信息库
// 目录/类目 关键字 部门/发文单位 生效时间 失效时间. The sheet that government hotlines exchange has no
// numbers, keywords with commas between them, and 材料性质, which becomes the first line of the body.
// A column by any other name is left out.
Result<ExchangeEntry> entry_from_row(const TableRow& header, const TableRow& row,
                                     const ExchangeDefaults& defaults);

// The field that a column of a sheet fills ("title" of 标题); "" when nothing of it is read.
std::string field_of_column(const std::string& header);

// One line without its line break. `revisions` as in ExchangeEntry; department is written by name.
std::string entry_to_line(const std::vector<EntryText>& revisions, const std::string& department_name,
                          bool unconfirmed = false);
std::vector<std::string> table_header();
TableRow entry_to_row(const EntryText& text, const std::string& department_name, bool unconfirmed = false);

}  // namespace koujing
