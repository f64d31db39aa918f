// Any file: what it is, what its text is, and what its sender is told when there is none.
#include "content/originals/extract_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/content/office_files.h"

namespace koujing {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;
using testing_files::docx_of;
using testing_files::paragraph;
using testing_files::xlsx_of;
using testing_files::zip_of;

std::string markdown_of(const std::string& bytes, std::string_view name) {
  const auto text = extract_text(bytes, name);
  return text ? text->markdown : text.error().code;
}

TEST(SniffMediaType, LooksAtTheBytesBeforeTheName) {
  const std::string docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const std::string xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  EXPECT_EQ(sniff_media_type(docx_of(""), "a.pdf"), docx);
  EXPECT_EQ(sniff_media_type(xlsx_of(""), "a.docx"), xlsx);
  EXPECT_EQ(sniff_media_type(zip_of({{"ppt/presentation.xml", ""}}), "a"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation");
  EXPECT_EQ(sniff_media_type(zip_of({{"a.txt", "x"}}), "a.docx"), "application/zip");
  EXPECT_EQ(sniff_media_type("%PDF-1.7\n", "a.txt"), "application/pdf");
  EXPECT_EQ(sniff_media_type("\x89PNG\r\n\x1A\n\0\0"s, "a.jpg"), "image/png");
  EXPECT_EQ(sniff_media_type("\xFF\xD8\xFF\xE0"s, "a.png"), "image/jpeg");
  EXPECT_EQ(sniff_media_type("{\\rtf1}", "a.doc"), "application/rtf");
  EXPECT_EQ(
      sniff_media_type("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s, "a.docx"),
      "application/msword");
  EXPECT_EQ(sniff_media_type("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\0o\0r\0k\0b\0o\0o\0k\0"s, "a"),
            "application/vnd.ms-excel");
}

TEST(SniffMediaType, LooksAtTheNameOfATextFile) {
  EXPECT_EQ(sniff_media_type("甲", "通知.MD"), "text/markdown");
  EXPECT_EQ(sniff_media_type("甲", "表.csv"), "text/csv");
  EXPECT_EQ(sniff_media_type("甲", "页.htm"), "text/html");
  EXPECT_EQ(sniff_media_type("甲", "说明.txt"), "text/plain");
  EXPECT_EQ(sniff_media_type("BM甲", "没有后缀"), "text/plain");
  EXPECT_EQ(sniff_media_type(" <!DOCTYPE HTML><p>甲", "说明.txt"), "text/html");
  EXPECT_EQ(sniff_media_type("\x01\x02\x03", "a.txt"), "application/octet-stream");
}

TEST(EndingOfContent, IsSaidWhenTheNamePromisesAnotherKind) {
  const auto ending = [](const std::string& bytes, std::string_view name) {
    return ending_of_content(sniff_media_type(bytes, name), name);
  };
  EXPECT_EQ(ending(docx_of(""), "通知.pdf"), "docx");
  EXPECT_EQ(ending("%PDF-1.7\n", "通知.DOCX"), "pdf");
  EXPECT_EQ(ending("\xFF\xD8\xFF\xE0"s, "章.png"), "jpg");
  EXPECT_EQ(ending("<html><p>甲</p></html>", "说明.txt"), "html");
  EXPECT_EQ(ending(docx_of(""), "通知.docx"), "");
  EXPECT_EQ(ending("\xFF\xD8\xFF\xE0"s, "章.jpeg"), "");
  EXPECT_EQ(ending("<html><p>甲</p></html>", "导出.xls"), "") << "Word and Excel open these";
  EXPECT_EQ(ending(docx_of(""), "市场〔2026〕15号"), "") << "nothing is promised";
  EXPECT_EQ(ending("\x01\x02\x03", "a.docx"), "") << "unknown content is told elsewhere";
}

TEST(ExtractText, ReadsHtmlUnderTheNameOfAWordFile) {
  const auto text = extract_text("<html><body><h1>通知</h1><p>正文</p></body></html>", "通知.docx");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->media_type, "text/html");
  EXPECT_EQ(text->markdown, "# 通知\n\n正文\n");
}

TEST(ExtractText, RefusesAnythingElseUnderAnOfficeName) {
  EXPECT_EQ(markdown_of("这不是文档", "a.docx"), "original_damaged");
  EXPECT_EQ(markdown_of("\x01\x02", "a.xlsx"), "original_damaged");
  EXPECT_EQ(markdown_of("这不是文档", "a.pdf"), "original_damaged");
  EXPECT_EQ(markdown_of(zip_of({{"a.txt", "x"}}), "a.docx"), "original_damaged");
}

TEST(ExtractText, AdvisesTheSenderOfAKindThatCannotBeRead) {
  const auto doc =
      extract_text("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s, "a.doc");
  ASSERT_FALSE(doc);
  EXPECT_EQ(doc.error().kind, ErrorKind::kUnsupported);
  EXPECT_EQ(doc.error().code, "original_unsupported");
  EXPECT_THAT(doc.error().message.zh, HasSubstr("另存为 .docx"));
  const auto locked = extract_text(
      "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
      "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s,
      "a.docx");
  ASSERT_FALSE(locked);
  EXPECT_THAT(locked.error().message.zh, HasSubstr("去掉密码"));
  EXPECT_EQ(markdown_of(zip_of({{"ppt/presentation.xml", ""}}), "a.pptx"), "original_unsupported");
}

TEST(ExtractText, ReadsTextInUtf8Utf16AndGb18030) {
  EXPECT_EQ(markdown_of("\xEF\xBB\xBF资费\r\n标准\x1A", "a.txt"), "资费\n标准\n");
  EXPECT_EQ(markdown_of("\xFF\xFE\x44\x8D\x39\x8D"s, "a.txt"), "资费\n");
  EXPECT_EQ(markdown_of("\xFE\xFF\x8D\x44\x8D\x39"s, "a.txt"), "资费\n");
  EXPECT_EQ(markdown_of("\xD7\xCA\xB7\xD1\n\x81\x30\x84\x36", "a.txt"), "资费\n¥\n");
  EXPECT_EQ(markdown_of("\xD7\xCA\xB7", "a.txt"), "original_unsupported");
}

TEST(ExtractText, KeepsMarkdownAsItIs) {
  const auto text = extract_text("前言\r\n## 资费 **说明**\r\n| a |\r\n|---|\r\n", "a.md");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->markdown, "前言\n## 资费 **说明**\n| a |\n|---|\n");
  EXPECT_EQ(text->title, "资费 **说明**");
  EXPECT_EQ(text->media_type, "text/markdown");
}

TEST(ExtractText, TakesPlainTextByTheLetter) {
  EXPECT_EQ(markdown_of("# 一号\n　　*100#\n*200#\n\n\n第二段<b>\n", "a.txt"),
            "\\# 一号\n*100#\n*200#\n\n第二段\\<b>\n");
}

TEST(ExtractText, MakesATableOfACsvFile) {
  EXPECT_EQ(markdown_of("问题,答案\r\n\"退订,怎么办\",\"先\n后\"\r\n", "a.csv"),
            "| 问题 | 答案 |\n| --- | --- |\n| 退订,怎么办 | 先<br>后 |\n");
  EXPECT_EQ(markdown_of("a,\"b", "a.csv"), "csv_damaged");
}

TEST(ExtractText, MakesATableOfEachVisibleSheet) {
  const testing_files::Members two = {
      {"xl/workbook.xml",
       "<workbook xmlns:r=\"r\"><sheets><sheet name=\"甲\" r:id=\"rId1\"/><sheet name=\"隐\" "
       "state=\"hidden\" r:id=\"rId9\"/>"
       "<sheet name=\"乙\" r:id=\"rId2\"/></sheets></workbook>"},
      {"xl/worksheets/sheet2.xml",
       "<worksheet><sheetData><row><c "
       "t=\"inlineStr\"><is><t>c</t></is></c><c><v>2</v></c></row></sheetData></worksheet>"}};
  EXPECT_EQ(markdown_of(xlsx_of("<row><c t=\"str\"><v>a</v></c><c><v>1</v></c></row>", "", two), "a.xlsx"),
            "## 甲\n\n| a | 1 |\n| --- | --- |\n\n## 乙\n\n| c | 2 |\n| --- | --- |\n");
}

}  // namespace
}  // namespace koujing
