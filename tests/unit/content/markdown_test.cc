// Markdown as people in a call centre write it: what they see, and what is read out.
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "content/markdown/render.h"

namespace koujing {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Markdown, RendersHeadingsListsQuotesAndCode) {
  EXPECT_EQ(render_html("## 退订流程\n\n1. 核对身份\n2. 退订\n   - 当月有效\n\n> 注意\n\n`*100#`\n"),
            "<h2>退订流程</h2>\n"
            "<ol>\n<li>核对身份</li>\n<li>退订\n<ul>\n<li>当月有效</li>\n</ul>\n</li>\n</ol>\n"
            "<blockquote>\n<p>注意</p>\n</blockquote>\n"
            "<p><code>*100#</code></p>\n");
}

TEST(Markdown, KeepsTheLinesOfAScript) {
  EXPECT_EQ(render_html("您好，请问有什么可以帮您？\n请稍等。"),
            "<p>您好，请问有什么可以帮您？<br>\n请稍等。</p>\n");
}

TEST(Markdown, KeepsTheNumberThatAListBeginsWith) {
  EXPECT_EQ(render_html("3. 回访客户"), "<ol start=\"3\">\n<li>回访客户</li>\n</ol>\n");
}

TEST(Markdown, SeparatesTheParagraphsOfALooseItem) {
  EXPECT_EQ(render_html("- 甲\n\n  乙\n"), "<ul>\n<li><p>甲</p>\n<p>乙</p>\n</li>\n</ul>\n");
}

TEST(Markdown, OfNothingIsNothing) {
  EXPECT_EQ(render_html(""), "");
  EXPECT_EQ(render_plain(""), "");
}

// The cases of commonmark-spec issue 650 and its neighbours: bold beside full-width punctuation.
class ChineseBold : public testing::TestWithParam<std::tuple<const char*, const char*>> {};

TEST_P(ChineseBold, IsBold) {
  const auto& [markdown, html] = GetParam();
  EXPECT_EQ(render_html(markdown), std::string("<p>") + html + "</p>\n");
}

INSTANTIATE_TEST_SUITE_P(
    Issue650, ChineseBold,
    testing::Values(
        std::tuple{"**中文：**紧跟", "<strong>中文：</strong>紧跟"},
        std::tuple{"**中文（括号）**紧跟", "<strong>中文（括号）</strong>紧跟"},
        std::tuple{"前面**“畅享”套餐**后面", "前面<strong>“畅享”套餐</strong>后面"},
        std::tuple{"前面**「引用」**后面", "前面<strong>「引用」</strong>后面"},
        std::tuple{"**この文は重要です。**でも", "<strong>この文は重要です。</strong>でも"},
        std::tuple{"**이용약관(필수)**에 동의", "<strong>이용약관(필수)</strong>에 동의"},
        std::tuple{"价格**59元（含税）**，次月生效", "价格<strong>59元（含税）</strong>，次月生效"},
        std::tuple{"**资费(元/月)**见下", "<strong>资费(元/月)</strong>见下"},
        std::tuple{"**甲：**乙：**丙**丁", "<strong>甲：</strong>乙：<strong>丙</strong>丁"},
        std::tuple{"您好：**重要**", "您好：<strong>重要</strong>"},
        std::tuple{"***注意：***请核实", "<em><strong>注意：</strong></em>请核实"},
        std::tuple{"**`代码`**后面", "<strong><code>代码</code></strong>后面"},
        std::tuple{"**[链接](https://a.cn)**后面",
                   "<strong><a href=\"https://a.cn\" rel=\"noopener noreferrer\">链接</a></strong>后面"},
        std::tuple{"`**中文：**紧跟`", "<code>**中文：**紧跟</code>"},
        std::tuple{"\\**中文：**紧跟", "**中文：**紧跟"}, std::tuple{"2 ** 3 ** 4", "2 ** 3 ** 4"}));

TEST(Markdown, LeavesNoMarkOfItsOwnBehind) {
  const std::string html =
      render_html("**甲：**乙 [**丙：**丁](https://a.cn/**甲：**乙) ![**图：**片](/x) `**甲：**乙`");
  EXPECT_EQ(
      html,
      "<p><strong>甲：</strong>乙 <a href=\"https://a.cn/**%E7%94%B2%EF%BC%9A**%E4%B9%99\" rel=\"noopener "
      "noreferrer\"><strong>丙：</strong>丁</a> 图：片 <code>**甲：**乙</code></p>\n");
}

TEST(Markdown, NeverTakesTheStarsOutOfADiallingCode) {
  EXPECT_EQ(render_html("请拨打*100*5#，或*#06#。"), "<p>请拨打*100*5#，或*#06#。</p>\n");
  EXPECT_EQ(render_html("尺寸5*3*2"), "<p>尺寸5*3*2</p>\n");
  EXPECT_EQ(render_plain("请拨打*100*5#"), "请拨打*100*5#");
  EXPECT_EQ(render_html("*强调*"), "<p><em>强调</em></p>\n");
}

TEST(Markdown, RendersAPriceTable) {
  EXPECT_EQ(
      render_html("资费如下\n\n| 套餐 | 月费 | 备注 |\n|:--|--:|:-:|\n| **畅享：**甲 | 59 | a \\| b |\n| 乙 "
                  "| 99 |\n"),
      "<p>资费如下</p>\n<table>\n<thead>\n"
      "<tr><th align=\"left\">套餐</th><th align=\"right\">月费</th><th align=\"center\">备注</th></tr>\n"
      "</thead>\n<tbody>\n"
      "<tr><td align=\"left\"><strong>畅享：</strong>甲</td><td align=\"right\">59</td><td "
      "align=\"center\">a | b</td></tr>\n"
      "<tr><td align=\"left\">乙</td><td align=\"right\">99</td><td align=\"center\"></td></tr>\n"
      "</tbody>\n</table>\n");
}

TEST(Markdown, FindsATableRightBelowALineOfText) {
  EXPECT_EQ(render_html("见下表：\n甲 | 乙\n--- | ---\n1 | 2"),
            "<p>见下表：</p>\n<table>\n<thead>\n<tr><th>甲</th><th>乙</th></tr>\n</thead>\n"
            "<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>\n");
}

TEST(Markdown, FindsATableInsideAListAndAQuote) {
  EXPECT_EQ(render_html("- > | 甲 |\n  > |---|\n  > | 1 |\n"),
            "<ul>\n<li><blockquote>\n<table>\n<thead>\n<tr><th>甲</th></tr>\n</thead>\n"
            "<tbody>\n<tr><td>1</td></tr>\n</tbody>\n</table>\n</blockquote>\n</li>\n</ul>\n");
}

TEST(Markdown, ShowsATableInsideAFenceAsItIsWritten) {
  EXPECT_EQ(render_html("```\n| 甲 |\n|---|\n```\n"), "<pre><code>| 甲 |\n|---|\n</code></pre>\n");
}

TEST(Markdown, LetsNothingInACellBeginABlock) {
  EXPECT_EQ(render_html("| # 甲 | - 乙 |\n|---|---|\n| 1. 丙 | > 丁 |\n"),
            "<table>\n<thead>\n<tr><th># 甲</th><th>- 乙</th></tr>\n</thead>\n"
            "<tbody>\n<tr><td>1. 丙</td><td>&gt; 丁</td></tr>\n</tbody>\n</table>\n");
}

TEST(Markdown, BreaksALineInACellAtBr) {
  EXPECT_EQ(render_html("| 甲 |\n|---|\n| 一<br>二 |\n"),
            "<table>\n<thead>\n<tr><th>甲</th></tr>\n</thead>\n"
            "<tbody>\n<tr><td>一<br>\n二</td></tr>\n</tbody>\n</table>\n");
}

TEST(Markdown, NeedsAsManyHeaderCellsAsAlignments) {
  EXPECT_EQ(render_html("甲 | 乙\n---|---|---\n"), "<p>甲 | 乙<br>\n---|---|---</p>\n");
}

TEST(Markdown, ShowsATableOfFiftyColumnsAndNoMore) {
  EXPECT_NE(render_html(repeated("|甲", 50) + "|\n" + repeated("|-", 50) + "|\n").find("<table>"),
            std::string::npos);
  EXPECT_EQ(render_html(repeated("|甲", 51) + "|\n" + repeated("|-", 51) + "|\n").find("<table>"),
            std::string::npos);
}

TEST(Markdown, ShowsATableOfFiveHundredRowsAndNoMore) {
  const std::string head = "|甲|乙|\n|-|-|\n";
  EXPECT_NE(render_html(head + repeated("|1|2|\n", 500)).find("<table>"), std::string::npos);
  EXPECT_EQ(render_html(head + repeated("|1|2|\n", 501)).find("<table>"), std::string::npos);
}

TEST(Markdown, StopsFillingCellsBeforeTheyOutgrowTheText) {
  const std::string wide =
      repeated("a|", 50) + "\n" + repeated("-|", 50) + "\n" + repeated("a\n", 400) + "\n";
  EXPECT_LT(render_html(repeated(wide, 200)).size(), 2'000'000U);  // 200 tables would fill 4,000,000 cells
}

TEST(Markdown, ShowsHtmlAsItIsTyped) {
  EXPECT_EQ(render_html("尊敬的<客户姓名>，<b>您好</b>"),
            "<p>尊敬的&lt;客户姓名&gt;，&lt;b&gt;您好&lt;/b&gt;</p>\n");
  EXPECT_EQ(render_html("<div>\n甲\n</div>\n"), "<p>&lt;div&gt;<br>\n甲<br>\n&lt;/div&gt;</p>\n");
}

TEST(Markdown, LinksOnlyToAllowedAddresses) {
  EXPECT_EQ(
      render_html("[官网](https://a.cn/查?a=1&b='2')"),
      "<p><a href=\"https://a.cn/%E6%9F%A5?a=1&amp;b=%272%27\" rel=\"noopener noreferrer\">官网</a></p>\n");
  EXPECT_EQ(render_html("[条目](/entries/3)"),
            "<p><a href=\"/entries/3\" rel=\"noopener noreferrer\">条目</a></p>\n");
  EXPECT_EQ(render_html("<tel:10010>"),
            "<p><a href=\"tel:10010\" rel=\"noopener noreferrer\">tel:10010</a></p>\n");
  for (const char* refused :
       {"javascript:alert(1)", "//evil.cn/x", "/\\evil.cn", "data:text/html,x", "ftp://a.cn/", "https:evil",
        "https:///evil", "entries/3", "java&#10;script:x", "\\\\evil"}) {
    EXPECT_EQ(render_html("[甲](<" + std::string(refused) + ">)"), "<p>甲</p>\n") << refused;
  }
}

TEST(Markdown, ShowsPicturesOfThisSiteOnly) {
  EXPECT_EQ(render_html("![流程*图*](/api/v1/originals/3f/x.png)"),
            "<p><img src=\"/api/v1/originals/3f/x.png\" alt=\"流程图\"></p>\n");
  for (const char* refused :
       {"https://a.cn/x.png", "/logo.png", "/api/v1/originals/../people", "//a.cn/x.png",
        "/api/v1/originals/%2e%2e/people", "data:image/png;base64,AA==", "/api/v1/originals/"}) {
    EXPECT_EQ(render_html("![流程图](" + std::string(refused) + ")"), "<p>流程图</p>\n") << refused;
  }
}

TEST(Markdown, ShowsTextOverTheLimitsUnparsed) {
  EXPECT_EQ(render_html("# " + std::string(64 * 1024 - 2, 'x')).substr(0, 4), "<h1>");
  EXPECT_EQ(render_html("# " + std::string(64 * 1024, 'x')).substr(0, 5), "<p># ");
  EXPECT_EQ(render_html("# a\n" + repeated("\n", 256 * 1024 - 4)), "<h1>a</h1>\n");
  EXPECT_EQ(render_html("# a\n" + repeated("\n", 256 * 1024)).substr(0, 7), "<p># a<");
  EXPECT_EQ(render_html(repeated(">", 101) + " a"), "<p>" + repeated("&gt;", 101) + " a</p>\n");
  EXPECT_EQ(render_html(repeated("> ", 90) + "a").substr(0, 12), "<blockquote>");
  EXPECT_EQ(render_plain("# " + std::string(64 * 1024, 'x')), "# " + std::string(64 * 1024, 'x'));
}

TEST(Markdown, ShowsDeepEmphasisUnparsed) {
  EXPECT_EQ(render_html(repeated("*a **b ", 200) + repeated("** *", 200)).substr(0, 9), "<p>*a **b");
}

TEST(Markdown, PutsEachThingOnItsOwnPlainLine) {
  EXPECT_EQ(render_plain("# 标题\n\n第一行\n第二行\n\n- 甲\n- 乙\n  1. 一\n  2. 二\n\n"
                         "| 套餐 | 月费 |\n|---|---|\n| [畅享](https://a.cn) | **59** "
                         "|\n\n---\n\n```\n代码\n```\n![图](/x)\n"),
            "标题\n第一行\n第二行\n- 甲\n- 乙\n  1. 一\n  2. 二\n套餐 | 月费\n畅享 | 59\n代码\n图");
}

TEST(Markdown, MendsWhatIsNotUtf8) {
  EXPECT_EQ(render_html("甲\xFF\xC0\xAF乙\r\n丙\x01\0丁"),
            "<p>甲\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD乙<br>\n丙</p>\n");
  EXPECT_EQ(render_plain("甲\xED\xA0\x80"), "甲\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

}  // namespace
}  // namespace koujing
