// Which entries a notice touches, on a small library.
#include "search/study/touched_entries.h"

#include <gmock/gmock.h>

#include "search/study/matter.h"
#include "search/text/normalise.h"
#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<Piece> pieces(const std::string& text) { return pieces_of(normalise(text).characters); }

TEST(Matter_, IsWhatAQuestionIsAboutAndNotHowItIsAsked) {
  EXPECT_THAT(pieces("宽带断网怎么报修？"), ElementsAre("宽带", "带断", "断网", "报修"));
  EXPECT_THAT(pieces("我的iPhone15多少钱"), ElementsAre("iphone15"));
  EXPECT_THAT(pieces("每吨2.95元，第300.号"), ElementsAre("每吨", "2.95", "300"));
  EXPECT_THAT(pieces(""), IsEmpty());
}

TEST(Matter_, IsAlikeByWhatIsRare) {
  const std::map<Piece, double> rarity = {{"水价", 3}, {"居民", 2}, {"办理", 0.1}};
  Matter left, same, other;
  left.add({"水价", "居民", "办理"}, 1);
  same.add({"水价", "居民"}, 1);
  other.add({"办理"}, 1);
  EXPECT_GT(likeness(left, same, rarity), 0.95);
  EXPECT_LT(likeness(left, other, rarity), 0.1);
  EXPECT_EQ(likeness(left, same, rarity, 3), 0) << "two shared pieces are fewer than three";
  EXPECT_EQ(likeness(left, Matter(), rarity), 0);
  EXPECT_EQ(likeness(left, same, {}), 0) << "nothing is known of how rare they are";
}

class Touched_ : public ::testing::Test {
 protected:
  Touched_() {
    index.put(
        {document(1, "居民用水多少钱一吨", "居民用水第一档每吨 2.95 元，第二档 4.10 元。", {"水价是多少"}),
         document(2, "宽带断网怎么报修", "您好，宽带断网请先重启光猫，48 小时内为您修好。"),
         document(3, "怎么查话费", "您好，可以在网上营业厅查询当月话费。"),
         document(4, "营业厅几点开门", "您好，营业厅每天 9 点到 17 点营业。")});
  }

  std::vector<std::int64_t> touched(const std::string& subject, const std::string& text,
                                    std::size_t most = 20) {
    std::vector<std::int64_t> entries;
    for (const TouchedEntry& one : take(touched_entries(*index.reader, subject, text, kNow, most)))
      entries.push_back(one.entry.value);
    return entries;
  }

  SmallIndex index;
};

TEST_F(Touched_, ArticlesWithoutHeadingsAreEachAboutSomethingOfTheirOwn) {
  const std::string text =
      "各营业厅：\n\n为适应市场变化，现将居民用水价格调整如下：\n\n一、居民用水第一档由每吨 2.95 元调整为 "
      "3.05 元。\n\n"
      "| 档次 | 现价 | 新价 |\n|---|---|---|\n| 第一档 | 2.95 元 | 3.05 元 |\n| 第二档 | 4.10 元 | 4.25 元 "
      "|\n\n"
      "二、断网的，24 小时内修好。\n\n三、本通知自 2026 年 12 月 5 日起施行，有效期一年。\n\n特此通知。";
  EXPECT_THAT(touched("关于调整居民用水价格和报修时限的通知", text), Contains(2));
  for (const TouchedEntry& one :
       take(touched_entries(*index.reader, "关于调整居民用水价格的通知", text, kNow, 20)))
    EXPECT_FALSE(one.passage.ends_with("：")) << one.passage << " leads in to what is said";
}

TEST_F(Touched_, AreThoseThatAPartOfTheNoticeIsAbout) {
  const std::string text =
      "各营业厅：\n\n## 一、居民水价\n\n居民用水第一档由每吨 2.95 元调整为 3.05 元，第二档由 4.10 元调整为 "
      "4.25 "
      "元。\n\n## 二、宽带障碍\n\n宽带断网的，24 小时内修好，仍请先重启光猫。\n\n特此通知。";
  const auto found = touched("关于调整居民水价和宽带障碍时限的通知", text);
  EXPECT_THAT(found, Contains(1));
  EXPECT_THAT(found, Contains(2));
  EXPECT_THAT(found, Not(Contains(3)));
  EXPECT_THAT(found, Not(Contains(4))) << "the salutation names it and says nothing of it";
  EXPECT_EQ(touched("关于调整居民水价和宽带障碍时限的通知", text, 1).size(), 1U);
}

TEST_F(Touched_, SayWhichPassageSpeaksOfThem) {
  const auto found = take(touched_entries(
      *index.reader, "关于水价的通知",
      "一、为保障供应，现作调整。居民用水第一档由每吨2.95元调整为3.05元。二、其他不变。", kNow, 20));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].title, "居民用水多少钱一吨");
  EXPECT_EQ(found[0].revision, 1);
  EXPECT_EQ(found[0].passage, "居民用水第一档由每吨2.95元调整为3.05元。");
  EXPECT_GE(found[0].likeness, kTouches);
  EXPECT_LE(found[0].likeness, 1);
}

TEST_F(Touched_, AreNoneWhereOneWordIsInCommon) {
  EXPECT_THAT(touched("关于宽带的通知", "特此通知。"), IsEmpty());
  EXPECT_THAT(touched("关于召开年会的通知", "年会于月底召开，请准时参加。"), IsEmpty());
  EXPECT_THAT(touched("", ""), IsEmpty());
  EXPECT_THAT(touched("\xff\xfe", "#\n- \n|---|\n"), IsEmpty());
}

TEST_F(Touched_, AreOfWhatIsInForce) {
  const auto before =
      take(touched_entries(*index.reader, "关于水价的通知", "居民用水第一档由每吨 2.95 元调整为 3.05 元。",
                           kNow.plus_seconds(-2000), 20));
  EXPECT_THAT(before, IsEmpty());
}

TEST(TouchedWithoutIndex, SaysThatThereIsNone) {
  const TempDirectory directory;
  const auto reader = take(open_reader(directory.path));
  const auto refused = touched_entries(*reader, "关于水价的通知", "居民用水价格调整。", kNow, 20);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "index_missing");
}

}  // namespace
}  // namespace koujing::search
