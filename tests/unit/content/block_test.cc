#include "content/model/block.h"

#include <gmock/gmock.h>

#include "content/markdown/render.h"

namespace koujing::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const BlockId kHotline{3}, kFees{4};

TEST(Block, ReadersSeeTheWordsWithoutTheMarks) {
  const std::string text = "请拨打" + with_marks(kHotline, "10000") + "。";
  EXPECT_EQ(text, "请拨打<!--block:3-->10000<!--/block:3-->。");
  EXPECT_EQ(render_plain(text), "请拨打10000。");
  EXPECT_EQ(render_html(text), render_html("请拨打10000。"));
}

TEST(Block, ATableStandsInLinesOfItsOwn) {
  const std::string table = "| 档 | 元 |\n| - | - |\n| 一 | 39 |";
  const std::string text = "资费如下：\n" + with_marks(kFees, table) + "\n以上含税。";
  EXPECT_THAT(render_html(text), HasSubstr("<table>"));
  EXPECT_THAT(render_html(text), Not(HasSubstr("block")));
  ASSERT_EQ(marked_blocks(text).size(), 1U);
  EXPECT_EQ(marked_blocks(text).front().text, table);
}

TEST(Block, OnlyItsOwnWordsAreReplaced) {
  const std::string text = with_marks(kHotline, "10000") + "或" + with_marks(kFees, "39 元") + "，" +
                           with_marks(kHotline, "10000");
  EXPECT_EQ(without_block_marks(replace_block(text, kHotline, "10001")), "10001或39 元，10001");
  EXPECT_EQ(replace_block(text, BlockId{9}, "x"), text);
}

TEST(Block, BrokenMarksAreNoBlock) {
  for (const char* text :
       {"<!--block:3-->没有结尾", "没有开头<!--/block:3-->", "<!--block:3-->甲<!--/block:4-->",
        "<!--block:x-->甲<!--/block:x-->", "<!--block:0-->甲<!--/block:0-->",
        "<!--block:99999999999999999999-->甲<!--/block:99999999999999999999-->", "<!--block:3"}) {
    EXPECT_TRUE(marked_blocks(text).empty()) << text;
    EXPECT_EQ(replace_block(text, kHotline, "乙"), text) << text;
  }
  EXPECT_EQ(without_block_marks("<!--block:3-->没有结尾"), "没有结尾");
  EXPECT_EQ(without_block_marks("<!-- 别的注释 -->"), "<!-- 别的注释 -->");
}

}  // namespace
}  // namespace koujing::testing
