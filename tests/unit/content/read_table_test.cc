// Rows out of spreadsheets and CSV files, as they are shown.
#include "content/originals/read_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "content/originals/cell_format.h"
#include "tests/unit/content/office_files.h"

namespace koujing {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_files::xlsx_of;

std::vector<TableRow> rows_of(const Result<std::vector<TableRow>>& result) {
  if (result) return *result;
  return {{"refused", result.error().code, result.error().message.zh}};
}

TEST(ReadCsv, ReadsQuotesLineEndsAndGaps) {
  EXPECT_THAT(rows_of(read_csv("\xEF\xBB\xBF问题,答案,\r\n\"a \"\"b\"\", c\",\"一\r\n二\"\n\n末,,尾\r单")),
              ElementsAre(ElementsAre("问题", "答案", ""), ElementsAre("a \"b\", c", "一\n二"), IsEmpty(),
                          ElementsAre("末", "", "尾"), ElementsAre("单")));
}

TEST(ReadCsv, OfNothingIsNothing) { EXPECT_THAT(rows_of(read_csv("")), IsEmpty()); }

TEST(ReadCsv, KeepsQuotesInsideACell) {
  EXPECT_THAT(rows_of(read_csv("5\"屏,\"甲\"乙")), ElementsAre(ElementsAre("5\"屏", "甲乙")));
}

TEST(ReadCsv, NamesTheLineOfAnUnclosedQuote) {
  const auto rows = read_csv("a,b\n\"c\nd\",e\nf,\"g\nh\n");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(rows.error().code, "csv_damaged");
  EXPECT_THAT(rows.error().message.zh, HasSubstr("第 4 行"));
  EXPECT_THAT(rows.error().message.en, HasSubstr("line 4"));
}

TEST(ReadXlsx, ReadsSharedInlineAndFormulaStrings) {
  EXPECT_THAT(rows_of(read_xlsx(xlsx_of(
                  "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                  "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>一_x000D_\n二</t></is></c>"
                  "<c r=\"B2\" t=\"str\"><f>A1</f><v>问题</v></c><c r=\"C2\" t=\"b\"><v>1</v></c>"
                  "<c r=\"D2\" t=\"e\"><v>#N/A</v></c><c r=\"E2\" t=\"s\"><v>99</v></c></row>"))),
              ElementsAre(ElementsAre("问题", "怎么退订"), ElementsAre("一\n二", "问题", "TRUE", "#N/A")));
}

TEST(ReadXlsx, ShowsDatesAndNumbersByTheirStyle) {
  EXPECT_THAT(
      rows_of(read_xlsx(xlsx_of(
          "<row><c s=\"1\"><v>46348</v></c><c s=\"2\"><v>46348.585416666669</v></c>"
          "<c s=\"3\"><v>46348</v></c><c s=\"4\"><v>0.055</v></c><c s=\"5\"><v>59</v></c>"
          "<c s=\"6\"><v>0.5</v></c><c><v>13800138000</v></c><c><v>0.10000000000000001</v></c></row>"))),
      ElementsAre(ElementsAre("2026-11-22", "2026-11-22 14:03:00", "2026-11-22", "5.50%", "59.00", "12:00:00",
                              "13800138000", "0.1")));
}

TEST(ReadXlsx, CountsDaysFrom1904WhenTheWorkbookDoes) {
  EXPECT_THAT(rows_of(read_xlsx(xlsx_of("<row><c s=\"1\"><v>44886</v></c></row>", "",
                                        {{"xl/workbook.xml",
                                          "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets>"
                                          "<sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>"}}))),
              ElementsAre(ElementsAre("2026-11-22")));
}

TEST(ReadXlsx, KeepsTheNumbersOfRowsAndColumns) {
  EXPECT_THAT(
      rows_of(read_xlsx(xlsx_of("<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"D3\"/></row><row r=\"5\"/>"))),
      ElementsAre(IsEmpty(), IsEmpty(), ElementsAre("", "1")));
}

TEST(ReadXlsx, RepeatsACellMergedDownwards) {
  EXPECT_THAT(
      rows_of(read_xlsx(xlsx_of(
          "<row><c t=\"str\"><v>宽带</v></c><c><v>1</v></c></row><row r=\"2\"><c r=\"B2\"><v>2</v></c></row>",
          "<mergeCells><mergeCell ref=\"A1:A9\"/></mergeCells>"))),
      ElementsAre(ElementsAre("宽带", "1"), ElementsAre("宽带", "2")));
}

TEST(ReadXlsx, ReadsTheFirstVisibleSheet) {
  EXPECT_THAT(rows_of(read_xlsx(
                  xlsx_of("<row><c><v>1</v></c></row>", "",
                          {{"xl/workbook.xml",
                            "<workbook xmlns:r=\"r\"><sheets><sheet state=\"veryHidden\" r:id=\"rId2\"/>"
                            "<sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>"}}))),
              ElementsAre(ElementsAre("1")));
}

TEST(ReadXlsx, RefusesWhatIsNoWorkbook) {
  EXPECT_EQ(rows_of(read_xlsx("a,b"))[0][1], "original_damaged");
  EXPECT_EQ(rows_of(read_xlsx(testing_files::docx_of("")))[0][1], "original_damaged");
}

TEST(CellFormat, TellsDatesFromNumbersByTheirCodes) {
  const CellFormat date{.date = true};
  const CellFormat time{.time = true};
  const CellFormat both{.date = true, .time = true};
  EXPECT_EQ(parse_format("yyyy/m/d;@"), date);
  EXPECT_EQ(parse_format("[$-804]aaaa yyyy\"年\"m\"月\""), date);
  EXPECT_EQ(parse_format("m/d"), date);
  EXPECT_EQ(parse_format("h:mm"), time);
  EXPECT_EQ(parse_format("[h]:mm:ss"), time);
  EXPECT_EQ(parse_format("yyyy-mm-dd hh:mm"), both);
  EXPECT_EQ(parse_format("General"), CellFormat{});
  EXPECT_EQ(parse_format("@"), CellFormat{});
  EXPECT_EQ(parse_format("0.00E+00"), CellFormat{});
  EXPECT_EQ(parse_format("\"d\"0.0"), (CellFormat{.decimals = 1}));
  EXPECT_EQ(parse_format("¥#,##0.00"), (CellFormat{.decimals = 2}));
  EXPECT_EQ(parse_format("0%"), (CellFormat{.percent = true, .decimals = 0}));
}

TEST(CellFormat, KnowsTheDaysAroundTheOneThatExcelInvented) {
  const CellFormat date{.date = true};
  EXPECT_EQ(format_cell_number(1, date, false), "1900-01-01");
  EXPECT_EQ(format_cell_number(59, date, false), "1900-02-28");
  EXPECT_EQ(format_cell_number(61, date, false), "1900-03-01");
  EXPECT_EQ(format_cell_number(2958465, date, false), "9999-12-31");
  EXPECT_EQ(format_cell_number(-1, date, false), "-1");
  EXPECT_EQ(format_cell_number(1.5, {.time = true}, false), "36:00:00");
}

}  // namespace
}  // namespace koujing
