// Figures, what they are about, and where two answers contradict each other.
#include "search/study/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> written(const std::string& markdown) {
  std::vector<std::string> list;
  for (const Figure& one : figures_of(markdown)) list.push_back(one.written);
  return list;
}

// "ours / theirs" of every conflict.
std::vector<std::string> conflicts(const std::string& ours, const std::string& theirs) {
  const auto mine = figures_of(ours), other = figures_of(theirs);
  std::vector<std::string> list;
  for (const FigureConflict& one : conflicting_figures(mine, other, {}))
    list.push_back(one.ours->written + " / " + one.theirs->written);
  return list;
}

TEST(Figures, AreAmountsTimesAndNumbersToCall) {
  EXPECT_THAT(written("月费**99元**，装机费 100 元，8 折，24小时内修好，12月31日截止，9:00开门"),
              ElementsAre("99元", "100元", "8折", "24小时", "12月31日", "9:00"));
  EXPECT_THAT(written("请拨打10080，或致电 0571-88881234"), ElementsAre("10080", "0571-88881234"));
  EXPECT_THAT(written("报障请拨 **10080**，最多办 **3 张**，16 岁以下，满 65 周岁"),
              ElementsAre("10080", "3", "16", "65"));
  EXPECT_THAT(written("一共 3 步，第2步，市场〔2026〕15号，套餐编号10080"), IsEmpty());
  EXPECT_THAT(written("由99元调整为89元，从 48小时 缩短到 24小时"), ElementsAre("89元", "24小时"))
      << "what was before is no figure of the answer";
  EXPECT_THAT(written("\xff\xfe|||\n|-|"), IsEmpty());
}

TEST(Figures, ContradictWhenTheyAreAboutTheSame) {
  EXPECT_THAT(conflicts("宽带报修后 48 小时内修好。", "宽带报修后24小时内为您修好。"),
              ElementsAre("48小时 / 24小时"));
  EXPECT_THAT(conflicts("违约金每日万分之五，装机费 200 元。", "装机费100元，可减免。"),
              ElementsAre("200元 / 100元"));
  EXPECT_THAT(conflicts("人工服务热线请拨打10086。", "人工服务热线拨打 10080"), ElementsAre("10086 / 10080"));
  EXPECT_THAT(conflicts("活动办理截止到12月31日", "活动办理截止到11月30日"),
              ElementsAre("12月31日 / 11月30日"));
}

TEST(Figures, OfARangeOfTheDayAreNotCutAtTheirColon) {
  EXPECT_THAT(conflicts("人工服务时间是每天 8:00 到 18:00。", "人工服务时间是每天 8:00 到 22:00。"),
              ElementsAre("18:00 / 22:00"));
  EXPECT_THAT(conflicts("人工服务时间是每天 9:00 到 22:00。", "人工服务时间是每天 8:00 到 22:00。"),
              ElementsAre("9:00 / 8:00"));
  EXPECT_EQ(figures_of("每天8:00开门").front().clause, "每天8:00开门");
}

TEST(Figures, HaveTheirConditionOnEitherSideOfAComma) {
  EXPECT_THAT(conflicts("中断超过24小时的，每多24小时减免1天宽带月费。",
                        "超过 **24 小时**没有修复的，每多 24 小时，减免 **3 天**宽带月费。"),
              ElementsAre("1天 / 3天"));
}

TEST(Figures, OfWhatIsCountedContradictToo) {
  EXPECT_THAT(conflicts("副卡最多办 5 张。", "每人副卡最多办3张。"), ElementsAre("5 / 3"));
  EXPECT_THAT(conflicts("14 岁以下的孩子由家长代办", "16岁以下的孩子，由家长代办"), ElementsAre("14 / 16"));
  EXPECT_THAT(conflicts("第3次停机要收费", "第5次停机要收费"), IsEmpty());
}

TEST(Figures, DoNotContradictWhenTheySayTheSameOtherwise) {
  EXPECT_THAT(conflicts("修好时限为 1 天", "修好时限为24小时"), IsEmpty());
  EXPECT_THAT(conflicts("月租一百二十元", "月租 120.00 元"), IsEmpty());
  EXPECT_THAT(conflicts("合约期 1 年", "合约期12个月"), IsEmpty());
}

TEST(Figures, DoNotContradictAcrossTiersAndThings) {
  EXPECT_THAT(conflicts("300M宽带每月89元", "500M宽带每月99元，300M宽带每月89元"), IsEmpty());
  EXPECT_THAT(conflicts("1000M宽带每月139元", "500M宽带每月99元，300M宽带每月89元"), IsEmpty())
      << "a tier that the other does not have";
  EXPECT_THAT(conflicts("第一档每吨2.95元", "第二档每吨4.10元"), IsEmpty());
  EXPECT_THAT(conflicts("装机费100元", "补卡费20元"), IsEmpty());
  EXPECT_THAT(conflicts("月费99元", "月费99小时"), IsEmpty()) << "other units";
}

TEST(Figures, OfATableAreAboutTheirRowAndColumn) {
  const std::string table =
      "| 档次 | 每吨价格 | 年用水量 |\n|---|---|---|\n| 第一档 | 2.95元 | 180吨 |\n| 第二档 | 4.10元 | 300吨 "
      "|";
  EXPECT_THAT(conflicts(table, table), IsEmpty());
  std::string other = table;
  other.replace(other.find("4.10"), 4, "4.25");
  EXPECT_THAT(conflicts(table, other), ElementsAre("4.10元 / 4.25元"));
  const auto figures = figures_of(table);
  ASSERT_EQ(figures.size(), 4U);
  EXPECT_EQ(figures[2].clause, "|第二档| 4.10元| 300吨|");
}

TEST(Figures, OfALineOfTheirOwnAreAboutTheTitle) {
  const auto mine = figures_of("89元", "宽带月租多少"), other = figures_of("99元", "宽带月租多少"),
             elsewhere = figures_of("99元", "补卡多少");
  EXPECT_EQ(conflicting_figures(mine, other, {}).size(), 1U);
  EXPECT_THAT(conflicting_figures(mine, elsewhere, {}), IsEmpty());
}

}  // namespace
}  // namespace koujing::search
