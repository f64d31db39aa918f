#include "search/text/normalise.h"

#include <gtest/gtest.h>

#include <random>

#include "search/text/encoding.h"
#include "search/text/simplify.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

TEST(Normalise, FoldsWidthAndCase) {
  EXPECT_EQ(folded("ｉＰｈｏｎｅ　１５ＰＲＯ（５Ｇ）"), "iphone 15pro(5g)");
  EXPECT_EQ(folded("Straße ㎡ ①"), "strasse m2 1");
}

TEST(Normalise, BringsTraditionalAndSimplifiedTogetherByPhrase) {
  ASSERT_TRUE(can_simplify());
  EXPECT_EQ(folded("國際漫遊資費"), "国际漫游资费");
  EXPECT_EQ(folded("乾隆年間的乾糧"), "乾隆年间的干粮");
  EXPECT_EQ(folded("頭髮與發財"), "头发与发财");
  EXPECT_EQ(folded("我瞭解答覆"), "我了解答复");
  EXPECT_EQ(folded("国际漫游资费"), "国际漫游资费");
}

TEST(Normalise, DropsWhatNobodySees) { EXPECT_EQ(folded("宽\u200B带\u00AD报修"), "宽带报修"); }

TEST(Normalise, RemembersTheBytesOfEachCharacter) {
  const NormalText text = normalise("Ａ國㎡é");
  EXPECT_EQ(to_utf8(text.characters), "a国m2é");
  const std::vector<SourceBytes> expected = {{0, 3}, {3, 6}, {6, 9}, {6, 9}, {9, 11}};
  EXPECT_EQ(text.source, expected);
}

TEST(Normalise, JoinsAMarkToItsLetter) {
  const NormalText text = normalise("xe\u0301y");  // x, e, combining acute, y
  EXPECT_EQ(to_utf8(text.characters), "xéy");
  const std::vector<SourceBytes> expected = {{0, 1}, {1, 4}, {4, 5}};
  EXPECT_EQ(text.source, expected);
}

TEST(Normalise, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(folded("宽\xFF带"), "宽\uFFFD带");
  EXPECT_EQ(folded("\xE5\xAE"), "\uFFFD");
  EXPECT_EQ(folded(std::string("a\0b", 3)), std::string("a\0b", 3));
}

TEST(Normalise, KeepsOffsetsInsideAndInOrderForAnyBytes) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {"宽",       "帶", "Ａ", "é", "\u0301", "ﾊﾞ", "\xFF",
                                           "\xE4\xB8", "😀",  "㍿", " ", "\u200B", "x",  "𠮷"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += pieces[random() % pieces.size()];
    const NormalText normal = normalise(text);
    ASSERT_EQ(normal.characters.size(), normal.source.size());
    std::uint32_t last = 0;
    for (const SourceBytes& source : normal.source) {
      ASSERT_LT(source.begin, source.end);
      ASSERT_LE(source.end, text.size());
      ASSERT_GE(source.begin, last);
      last = source.begin;
    }
    ASSERT_TRUE(is_valid_utf8(to_utf8(normal.characters)));
  }
}

TEST(Normalise, IsStableWhenDoneTwice) {
  for (const char* text : {"國際漫遊ＡＢＣ", "Ǆ ﬁ ㎡", "ﾊﾟｿｺﾝ", "乾隆"})
    EXPECT_EQ(folded(folded(text)), folded(text));
}

}  // namespace
}  // namespace koujing::search
