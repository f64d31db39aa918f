// What is read out of a Word document.
#include <gtest/gtest.h>

#include <string>

#include "content/originals/extract_text.h"
#include "tests/unit/content/office_files.h"

namespace koujing {
namespace {

using testing_files::docx_of;
using testing_files::paragraph;

std::string markdown_of(const std::string& docx) {
  const auto text = extract_text(docx, "通知.docx");
  return text ? text->markdown : text.error().code + ": " + text.error().log_detail;
}

std::string style(const std::string& id) { return "<w:pStyle w:val=\"" + id + "\"/>"; }
std::string numbered(int id, int level) {
  return "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" + std::to_string(id) +
         "\"/></w:numPr>";
}
std::string cell(const std::string& text, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph(text) + "</w:tc>";
}
std::string row(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }

testing_files::Members numbering(const std::string& levels) {
  return {
      {"word/numbering.xml",
       "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\">" + levels +
           "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
           "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride "
           "w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>"}};
}

std::string level(int index, const std::string& format, const std::string& text, int start = 1,
                  const std::string& more = "") {
  return "<w:lvl w:ilvl=\"" + std::to_string(index) + "\"><w:start w:val=\"" + std::to_string(start) +
         "\"/><w:numFmt w:val=\"" + format + "\"/>" + more + "<w:lvlText w:val=\"" + text + "\"/></w:lvl>";
}

TEST(ExtractDocx, TakesHeadingsFromNamesOutlinesAndBaseStyles) {
  const auto text = extract_text(
      docx_of(paragraph("各部门：") + paragraph("关于调整资费的通知", style("1")) +
              paragraph("二级", style("2")) + paragraph("三级", style("own")) +
              paragraph("四级", "<w:outlineLvl w:val=\"3\"/>") + paragraph("目录行 3", style("toc")) +
              paragraph("正文", "<w:outlineLvl w:val=\"9\"/>")),
      "通知.docx");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->markdown, "各部门：\n\n# 关于调整资费的通知\n\n## 二级\n\n### 三级\n\n#### 四级\n\n正文\n");
  EXPECT_EQ(text->title, "关于调整资费的通知");
  EXPECT_EQ(text->media_type, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}

TEST(ExtractDocx, TakesTheTitleFromThePropertiesWhenThereIsNoHeading) {
  const auto text = extract_text(
      docx_of(paragraph("正文"),
              {{"docProps/core.xml",
                "<cp:coreProperties xmlns:dc=\"d\"><dc:title>资费 通知</dc:title></cp:coreProperties>"}}),
      "a.docx");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->title, "资费 通知");
}

TEST(ExtractDocx, JoinsRunsAndKeepsBold) {
  EXPECT_EQ(markdown_of(docx_of(
                "<w:p><w:r><w:t xml:space=\"preserve\">自 "
                "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>12月1日</w:t></w:r>"
                "<w:r><w:rPr><w:b w:val=\"1\"/></w:rPr><w:t>起：</w:t></w:r><w:r><w:rPr><w:b "
                "w:val=\"0\"/></w:rPr><w:t>执行</w:t></w:r>"
                "<w:r><w:rPr><w:rStyle "
                "w:val=\"strong\"/></w:rPr><w:t>新价</w:t></w:r><w:r><w:br/><w:t>第二行</w:t></w:r></w:p>")),
            "自 **12月1日起：**执行**新价**\n第二行\n");
}

TEST(ExtractDocx, TakesInsertionsAndDropsDeletions) {
  EXPECT_EQ(markdown_of(docx_of(
                "<w:p><w:r><w:t>月费</w:t></w:r><w:del><w:r><w:delText>59</w:delText></w:r></w:del>"
                "<w:ins><w:r><w:t>49</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom>"
                "<w:r><w:t>元</w:t></w:r></w:p>")),
            "月费49元\n");
}

TEST(ExtractDocx, MarksWhatIsStruckOutAndDropsWhatIsHidden) {
  EXPECT_EQ(markdown_of(docx_of(
                "<w:p><w:r><w:t>月费</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>59元</w:t></w:r>"
                "<w:r><w:t>49元</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r></w:p>")),
            "月费（已划去：59元）49元\n");
}

TEST(ExtractDocx, PutsANoteWhereItIsReferredToOnce) {
  const testing_files::Members notes = {
      {"word/footnotes.xml",
       "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>"
       "<w:footnote w:id=\"1\"><w:p><w:r><w:t> 含税 </w:t></w:r></w:p></w:footnote></w:footnotes>"}};
  EXPECT_EQ(markdown_of(docx_of("<w:p><w:r><w:t>59元</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r>"
                                "<w:r><w:t>。</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
                                notes)),
            "59元（注：含税）。\n");
}

TEST(ExtractDocx, CountsListsTheWayWordShowsThem) {
  EXPECT_EQ(markdown_of(docx_of(paragraph("甲", numbered(1, 0)) + paragraph("乙", numbered(1, 1)) +
                                    paragraph("丙", numbered(1, 0)) + paragraph("插话") +
                                    paragraph("丁", numbered(1, 0)) + paragraph("戊", numbered(2, 0)),
                                numbering(level(0, "decimal", "%1.") + level(1, "bullet", "·")))),
            "1. 甲\n    - 乙\n2. 丙\n\n插话\n\n3. 丁\n1. 戊\n");
}

TEST(ExtractDocx, WritesOutTheNumbersThatPeopleQuote) {
  EXPECT_EQ(markdown_of(docx_of(
                paragraph("总则", style("1") + numbered(1, 0)) + paragraph("适用范围", numbered(1, 1)) +
                    paragraph("网内", numbered(1, 2)) + paragraph("网外", numbered(1, 2)) +
                    paragraph("附则", style("1") + numbered(1, 0)) + paragraph("解释", numbered(1, 1)),
                numbering(level(0, "chineseCounting", "第%1章", 10) +
                          level(1, "decimal", "%1.%2", 1, "<w:isLgl/>") +
                          level(2, "chineseCountingThousand", "（%3）")))),
            "# 第十章 总则\n\n10.1 适用范围\n\n（一）网内\n\n（二）网外\n\n# 第十一章 附则\n\n11.1 解释\n");
}

TEST(ExtractDocx, RepeatsCellsMergedDownwards) {
  EXPECT_EQ(
      markdown_of(docx_of("<w:tbl>" + row(cell("地区") + cell("资费", "<w:gridSpan w:val=\"2\"/>")) +
                          row(cell("亚洲", "<w:vMerge w:val=\"restart\"/>") + cell("日") + cell("25|元")) +
                          row(cell("", "<w:vMerge/>") + cell("月") + cell("99元")) +
                          row(cell("欧洲") + cell("日") + cell("45元")) + "</w:tbl>")),
      "| 地区 | 资费 |  |\n| --- | --- | --- |\n| 亚洲 | 日 | 25\\|元 |\n| 亚洲 | 月 | 99元 |\n| 欧洲 | 日 | "
      "45元 |\n");
}

TEST(ExtractDocx, ReadsAFrameOfOneCellAsText) {
  EXPECT_EQ(markdown_of(docx_of(
                "<w:tbl>" + row("<w:tc>" + paragraph("标题", style("1")) + paragraph("正文") + "</w:tc>") +
                "</w:tbl>")),
            "# 标题\n\n正文\n");
}

TEST(ExtractDocx, KeepsParagraphsAndInnerTablesOfACell) {
  EXPECT_EQ(markdown_of(docx_of("<w:tbl>" + row(cell("项") + cell("说明")) +
                                row(cell("甲") + "<w:tc>" + paragraph("一") + paragraph("二") + "<w:tbl>" +
                                    row(cell("三") + cell("四")) + "</w:tbl></w:tc>") +
                                "</w:tbl>")),
            "| 项 | 说明 |\n| --- | --- |\n| 甲 | 一<br>二<br>三 四 |\n");
}

TEST(ExtractDocx, ReadsTextBoxesOnce) {
  EXPECT_EQ(
      markdown_of(docx_of(
          "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" +
          paragraph("框内") + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" +
          paragraph("框内") + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>")),
      "正文\n\n框内\n");
}

TEST(ExtractDocx, ReadsControlsLinksAndFields) {
  EXPECT_EQ(
      markdown_of(docx_of(
          "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>官网</w:t></w:r></w:hyperlink><w:r><w:tab/></w:r>"
          "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
          "<w:fldSimple><w:r><w:t>2026年</w:t></w:r></w:fldSimple></w:p></w:sdtContent></w:sdt>")),
      "官网 2026年\n");
}

TEST(ExtractDocx, FindsThePartsUnderOtherNamesAndPrefixes) {
  using testing_files::relations;
  EXPECT_EQ(markdown_of(testing_files::zip_of(
                {{"_rels/.rels", relations({{"officeDocument", "/word/document2.xml"}})},
                 {"word/document2.xml",
                  "<ns0:document "
                  "xmlns:ns0=\"x\"><ns0:body><ns0:p><ns0:r><ns0:t>正文</ns0:t></ns0:r></ns0:p></ns0:body></"
                  "ns0:document>"}})),
            "正文\n");
}

}  // namespace
}  // namespace koujing
