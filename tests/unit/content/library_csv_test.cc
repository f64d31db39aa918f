// A library as CSV: what is written comes back to the byte, and no cell runs as a formula.
#include "content/exchange/library_csv.h"

#include <gtest/gtest.h>

#include "content/exchange/entry_exchange.h"

namespace koujing::testing {
namespace {

TEST(LibraryCsv, GuardsWhatASpreadsheetWouldRun) {
  EXPECT_EQ(csv_row({"=1+1", "+86", "-5 ℃", "@sum", "\t=1", "甲=1", "'甲", "'=1", ""}),
            "'=1+1,'+86,'-5 ℃,'@sum,'\t=1,甲=1,'甲,''=1,\r\n");
  EXPECT_EQ(csv_row({"\r=1", "\n=1"}), "\"'\r=1\",\"'\n=1\"\r\n");
}

TEST(LibraryCsv, GivesBackEveryCellThatWasWritten) {
  const TableRow cells = {"=1+1",     "'=1+1",  "''=1",      "'",    "'甲", "\t先", "\r先",    "\n先",
                          "甲\r\n乙", "甲\n乙", "\"引\"号,", " 甲 ", "",    "\\n",  "-5 ℃|=1", "末"};
  const auto rows = library_from_csv(csv_row(cells) + csv_row({"次"}));
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(*rows, (std::vector<TableRow>{cells, {"次"}}));
}

TEST(LibraryCsv, ReadsWhatAnotherProgramGuarded) {
  const auto rows = library_from_csv("编号,口径\r\n1,'=见附件\r\n2,'引号\r\n");
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(rows->at(1), (TableRow{"1", "=见附件"}));
  EXPECT_EQ(rows->at(2), (TableRow{"2", "'引号"}));
}

TEST(LibraryCsv, AnEntryComesBackAsItWas) {
  EntryText text;
  text.external_id = "=web-1";
  text.title = "-5 ℃ 怎么办";
  text.questions = {"=一|二", "反斜杠\\n", "两\r\n行", " 空格 ", "@三"};
  text.brief = "+86 开头";
  text.script = "\t缩进\r\n第二行";
  text.body = "'=见附件";
  text.cautions = {"不要说“免费”"};
  text.keywords = {"C:\\目录", "|"};
  text.scope.region = {"城东|城西"};
  text.library = "@库";
  text.catalogue = "宽带/-资费";
  text.department = DepartmentCode{"=部门"};
  text.validity = {*parse_instant("2026-01-01T00:00:00.000001Z"), *parse_instant("9999-12-31T23:59:59Z")};
  const auto rows =
      library_from_csv("\xEF\xBB\xBF" + csv_row(table_header()) + csv_row(entry_to_row(text, "=部门", true)));
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->size(), 2u);
  const auto entry = entry_from_row(rows->at(0), rows->at(1), {});
  ASSERT_TRUE(entry.ok());
  EXPECT_EQ(entry->revisions, std::vector<EntryText>{text});
  EXPECT_TRUE(entry->unconfirmed);
}

TEST(LibraryCsv, ListsSplitAtBarsAndLineBreaksAndKeepABackslashThatMeansNothing) {
  const auto entry =
      entry_from_row({"id", "title", "keywords"}, {"1", "甲", "一|二\r\n三||D:\\文档|甲\\|乙"}, {});
  ASSERT_TRUE(entry.ok());
  EXPECT_EQ(entry->revisions.at(0).keywords,
            (std::vector<std::string>{"一", "二", "三", "D:\\文档", "甲|乙"}));
}

}  // namespace
}  // namespace koujing::testing
