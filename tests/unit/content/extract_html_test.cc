// What is read out of a web page.
#include <gtest/gtest.h>

#include <string>

#include "content/originals/extract_text.h"

namespace koujing {
namespace {

std::string markdown_of(const std::string& html) {
  const auto text = extract_text(html, "页面.html");
  return text ? text->markdown : text.error().code;
}

TEST(ExtractHtml, ReadsHeadingsParagraphsListsAndBold) {
  EXPECT_EQ(
      markdown_of(
          "<html><body><h1>资费\n <b>通知</b></h1>导语<p>自<strong>12月1日</strong>起，\n  执行<br>新价。</p>"
          "<ol "
          "start=2><li>先<ul><li>甲<li>乙</ul></li><li><p>后</p></li></ol><div><div>尾</div></div></body></"
          "html>"),
      "# 资费 通知\n\n导语\n\n自**12月1日**起， 执行\n新价。\n\n2. 先\n    - 甲\n    - 乙\n3. 后\n\n尾\n");
}

TEST(ExtractHtml, DropsWhatAReaderDoesNotSee) {
  EXPECT_EQ(
      markdown_of(
          "<html><head><title>题</title><style>p{}</style></head><body><script>alert('x')</script><!-- 注 -->"
          "<p>正文<span style=\"DISPLAY: none; display : none\">隐</span></p><div hidden>隐</div>"
          "<noscript>隐</noscript><p><a href=\"javascript:x\" onclick=\"y\">链接</a><img src=x "
          "onerror=y></p></body></html>"),
      "正文\n\n链接\n");
}

TEST(ExtractHtml, MarksWhatIsStruckOut) {
  EXPECT_EQ(markdown_of("<p>月费<del>59元</del>49元</p>"), "月费（已划去：59元）49元\n");
}

TEST(ExtractHtml, TakesItsTitleFromTheHeadingOrTheHead) {
  EXPECT_EQ(extract_text("<html><title> 页 题 </title><p>x", "a.html")->title, "页 题");
  EXPECT_EQ(extract_text("<html><title>页题</title><h2>标题</h2>", "a.html")->title, "标题");
}

TEST(ExtractHtml, FillsMergedCells) {
  EXPECT_EQ(
      markdown_of("<table><caption>表一</caption><tr><th>地区<th colspan=2>资费<tr><td "
                  "rowspan=2>亚洲<td>日<td><p>25</p><p>元</p>"
                  "<tr><td>月<td>99|</table>"),
      "表一\n\n| 地区 | 资费 |  |\n| --- | --- | --- |\n| 亚洲 | 日 | 25<br>元 |\n| 亚洲 | 月 | 99\\| |\n");
}

TEST(ExtractHtml, ReadsALayoutTableAsText) {
  EXPECT_EQ(
      markdown_of("<table><tr><td><h2>公告</h2><td><table><tr><td>甲<td>1<tr><td>乙<td>2</table></table>"),
      "## 公告\n\n| 甲 | 1 |\n| --- | --- |\n| 乙 | 2 |\n");
  EXPECT_EQ(markdown_of("<table><tr><td>甲<tr><td>乙</table>"), "甲\n\n乙\n");
}

TEST(ExtractHtml, KeepsTheLinesOfPre) {
  EXPECT_EQ(markdown_of("<pre>a\n  b ```</pre>"), "````\na\n  b ```\n````\n");
}

TEST(ExtractHtml, TakesTypedMarkupForText) {
  EXPECT_EQ(markdown_of("<p>&lt;script&gt; # * [a](b) &amp;copy;</p>"), "\\<script> # * \\[a](b) \\&copy;\n");
}

TEST(ExtractHtml, FindsTheEncodingOfThePage) {
  EXPECT_EQ(markdown_of("<html><meta charset=gb2312><p>\xD7\xCA\xB7\xD1"), "资费\n");
  EXPECT_EQ(
      markdown_of(
          "<html><meta http-equiv=Content-Type content=\"text/html; charset=big5\"><p>\xB8\xEA\xB6\x4F"),
      "資費\n");
  EXPECT_EQ(markdown_of("<html><meta charset=gb2312><p>资费"), "资费\n");  // says one thing and is another
  EXPECT_EQ(markdown_of("<html><p>\xD7\xCA\xB7\xD1"), "资费\n");
}

TEST(ExtractHtml, LoadsNothingFromElsewhere) {
  EXPECT_EQ(markdown_of("<!DOCTYPE html SYSTEM \"file:///etc/passwd\"><html><p>甲&x;乙<p><object "
                        "data=\"file:///etc/passwd\">"),
            "甲\\&x;乙\n");
}

}  // namespace
}  // namespace koujing
