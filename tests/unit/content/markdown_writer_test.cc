// Text on its way into Markdown and back: nothing is lost and nothing gains a meaning.
#include "content/markdown/markdown_writer.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

#include "content/markdown/render.h"

namespace koujing {
namespace {

InlineText text_of(std::string_view text) {
  InlineText out;
  out.add(text);
  return out;
}

TEST(MarkdownWriter, LeavesChineseTextWithoutBackslashes) {
  const std::string text =
      "一、自2026年12月1日起（含），资费调整为59元/月；详询10010。[注1] 5*3 a_b C&A 1<2 #1";
  EXPECT_EQ(text_of(text).markdown(), text);
}

TEST(MarkdownWriter, EscapesWhatWouldBeMarkdown) {
  EXPECT_EQ(text_of("*甲*").markdown(), "\\*甲\\*");
  EXPECT_EQ(text_of("# 甲").markdown(), "\\# 甲");
  EXPECT_EQ(text_of("<b>甲</b>").markdown(), "\\<b>甲\\</b>");
  EXPECT_EQ(text_of("[甲](乙)").markdown(), "\\[甲](乙)");
  EXPECT_EQ(text_of("&copy;").markdown(), "\\&copy;");
  EXPECT_EQ(text_of("甲|乙").markdown_for_cell(), "甲\\|乙");
  EXPECT_EQ(text_of("甲\n乙").markdown_for_cell(), "甲<br>乙");
}

TEST(MarkdownWriter, PutsBlanksOutsideOfBold) {
  InlineText text;
  text.add("请");
  text.add(" 注意： ", true);
  text.add("核实");
  EXPECT_EQ(text.markdown(), "请 **注意：** 核实");
}

TEST(MarkdownWriter, DropsBoldThatWouldShowItsStars) {
  InlineText text;
  text.add("Note:", true);
  text.add("now");
  EXPECT_EQ(text.markdown(), "Note:now");
}

TEST(MarkdownWriter, KeepsTheTextOfTwentyThousandRandomLines) {
  const std::array pieces = {"*",  "**",  "_", "__",   "`",   "[",   "]",  "(",   ")",  "<",  ">",
                             "b>", "/b>", "&", "amp;", "#",   "# ",  "\\", "|",   "甲", "：", "乙（",
                             "a",  "1",   "=", "==",   "---", "~~~", "!",  "://", " ",  "x y"};
  std::mt19937 random(10010);
  for (int round = 0; round < 20'000; ++round) {
    InlineText text;
    const auto length = random() % 12;
    for (unsigned i = 0; i < length; ++i) text.add(pieces[random() % pieces.size()], random() % 4 == 0);
    const std::string plain = text.plain();
    // A run of blanks is one blank to a reader; cmark cuts those at the ends of a line.
    ASSERT_EQ(render_plain(text.markdown()), plain) << text.markdown();
    ASSERT_EQ(render_plain("| " + text.markdown_for_cell() + " | x |\n|---|---|\n"), plain + " | x")
        << text.markdown_for_cell();
  }
}

TEST(MarkdownWriter, WritesListsThatComeBackAsLists) {
  MarkdownWriter writer;
  writer.list_item(0, 9, text_of("甲"));
  writer.list_item(1, std::nullopt, text_of("乙\n续"));
  writer.list_item(5, std::nullopt, text_of("丙"));
  writer.list_item(0, 10, text_of("丁"));
  writer.paragraph(text_of("完"));
  EXPECT_EQ(render_plain(writer.take()), "9. 甲\n  - 乙\n续\n    - 丙\n10. 丁\n完");
}

TEST(MarkdownWriter, CutsALongTableIntoOnesThatAreShown) {
  MarkdownWriter writer;
  std::vector<MarkdownRow> rows = {{text_of("号"), text_of("名")}};
  for (int i = 1; i <= 501; ++i) rows.push_back({text_of(std::to_string(i)), text_of("甲")});
  writer.table(rows);
  const std::string html = render_html(writer.take());
  EXPECT_EQ(html.find("| 501"), std::string::npos);
  EXPECT_NE(html.find("<td>501</td>"), std::string::npos);
  EXPECT_NE(html.find("<th>号</th>", html.find("<td>500</td>")), std::string::npos);
}

TEST(MarkdownWriter, LeavesOutEmptyRowsAndColumns) {
  MarkdownWriter writer;
  writer.table({{text_of("甲"), {}, text_of("乙")}, {{}, {}, {}}, {text_of("1"), {}, text_of("2")}});
  EXPECT_EQ(writer.take(), "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n");
}

}  // namespace
}  // namespace koujing
