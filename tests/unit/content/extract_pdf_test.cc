// What is read out of a PDF file, and what its layout is taken for.
#include <gtest/gtest.h>

#include <string>

#include "content/originals/extract_text.h"
#include "content/originals/ordinary_ideographs.h"
#include "content/originals/read_pdf.h"

namespace koujing {
namespace {

// One page that shows `text`, given as hexadecimal UTF-16, in a Chinese font that is not embedded.
std::string pdf_of(const std::string& hex) {
  const std::string content = "BT /F1 12 Tf 72 700 Td <" + hex + "> Tj ET";
  return "%PDF-1.4\n"
         "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
         "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
         "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font "
         "<</F1 5 0 R>>>>>> endobj\n"
         "4 0 obj <</Length " +
         std::to_string(content.size()) + ">> stream\n" + content +
         "\nendstream endobj\n"
         "5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
         "/DescendantFonts [6 0 R]>> endobj\n"
         "6 0 obj <</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo <</Registry "
         "(Adobe) /Ordering (GB1) "
         "/Supplement 4>> /FontDescriptor 7 0 R>> endobj\n"
         "7 0 obj <</Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] "
         "/ItalicAngle 0 /Ascent 800 "
         "/Descent -200 /CapHeight 700 /StemV 80>> endobj\n"
         "trailer <</Root 1 0 R>>\n";
}

TEST(ExtractPdf, ReadsChineseText) {
  const auto text = extract_text(pdf_of("8D448D39901A77E5"), "通知.pdf");  // 资费通知
  ASSERT_TRUE(text) << text.error().log_detail;
  EXPECT_EQ(text->markdown, "资费通知\n");
  EXPECT_EQ(text->media_type, "application/pdf");
}

TEST(ExtractPdf, RefusesWhatOnlyBeginsLikeAPdf) {
  const auto text = extract_text("%PDF-1.7\nnothing", "a.pdf");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, "original_damaged");
}

TEST(PdfLayout, JoinsTheLinesOfAParagraph) {
  EXPECT_EQ(
      layout_as_markdown(
          "         资费通知\n\n"
          "    自今年十二月一日起，国际漫游日套餐由三十元\n调整为二十五元，请各中心做好口径的更新和培训。\n"
          "    各部门执行。\n\n                 第 1 页\n\f"
          "    联系人：王芳\n\f"),
      "资费通知\n\n自今年十二月一日起，国际漫游日套餐由三十元调整为二十五元，请各中心做好口径的更新和培训。\n"
      "各部门执行。\n\n联系人：王芳\n");
}

TEST(PdfLayout, KeepsItemsAndSentencesOnTheirOwnLines) {
  EXPECT_EQ(layout_as_markdown("1、核对客户身份证件号码与系统登记信息是否一致\n2、退订\n一共三项业务需要客户"
                               "到营业厅现场办理完成吗？\n"
                               "请答复\n"),
            "1、核对客户身份证件号码与系统登记信息是否一致\n2、退订\n一共三项业务需要客户到营业厅现场办理完成"
            "吗？\n请答复\n");
}

TEST(PdfLayout, MakesATableOfRowsWithTheSameNumberOfCells) {
  EXPECT_EQ(layout_as_markdown("套餐      月费    流量\n畅享      59      10G\n自由选    99      30G\n"),
            "| 套餐 | 月费 | 流量 |\n| --- | --- | --- |\n| 畅享 | 59 | 10G |\n| 自由选 | 99 | 30G |\n");
}

TEST(PdfLayout, GivesBackOrdinaryIdeographs) {
  EXPECT_EQ(with_ordinary_ideographs("中⽂文⼩小学 ⽤户 数量\xEF\xA5\xBE ⻓期"), "中文小学 用户 数量 长期");
  EXPECT_EQ(with_ordinary_ideographs("人人 量量"), "人人 量量");
}

}  // namespace
}  // namespace koujing
