#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/initials.h"
#include "search/text/normalise.h"
#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class Forgiving : public ::testing::Test {
 protected:
  Forgiving() {
    index_.put({document(1, "宽带报修怎么处理", "请先重启光猫", {"网断了怎么办"}),
                document(2, "流量包怎么办理", "发送短信即可办理流量包，当月有效。"),
                document(3, "套餐变更规则", "套餐变更次月生效。"),
                document(4, "iPhone15 合约机", "合约机需要预存话费。"),
                document(5, "银行卡代扣水费", "请持银行卡到营业厅签约。"),
                document(6, "水费账单查询", "水费账单每月五日出账。")});
  }
  std::int64_t first(const std::string& text) {
    const auto found = index_.found(text);
    return found.empty() ? 0 : found.front();
  }
  std::string corrected(const std::string& text) {
    const Answer answer = index_.search(text);
    return answer.corrected ? answer.corrected->text : "";
  }
  SmallIndex index_;
};

TEST_F(Forgiving, ReadsWholePinyin) {
  EXPECT_EQ(first("kuandaibaoxiu"), 1);
  EXPECT_EQ(corrected("kuandaibaoxiu"), "宽带报修");
  EXPECT_EQ(first("liuliang bao"), 2);
  EXPECT_EQ(first("yinhangka"), 5);
}

TEST_F(Forgiving, ReadsPinyinThatIsNotFinished) { EXPECT_EQ(first("liuliangb"), 2); }

TEST_F(Forgiving, ReadsPinyinAmongCharacters) {
  EXPECT_EQ(first("kd报修"), 1);
  EXPECT_EQ(first("套can变更"), 3);
  EXPECT_EQ(index_.search("套can变更").corrected->kind, CorrectionKind::kPinyin);
}

TEST_F(Forgiving, ReadsTheFirstLettersOfATitle) {
  EXPECT_EQ(first("kdbxzmcl"), 1);
  EXPECT_EQ(first("kdbx"), 1);
  EXPECT_EQ(first("sfzdcx"), 6);
  EXPECT_EQ(first("tcbg"), 3);
}

TEST_F(Forgiving, FindsHeadingsFromTheFirstLetter) {
  for (const char* letters :
       {"k", "ku", "kua", "kuan", "kuand", "kuanda", "kuandai", "kd", "kdb", "kuandb", "kdbaox"})
    EXPECT_EQ(first(letters), 1) << letters;
  EXPECT_THAT(index_.found("s"), ElementsAre(6));     // 水费 begins 6 and stands inside 5
  EXPECT_THAT(index_.found("wang"), ElementsAre(1));  // a question: 网断了怎么办
  EXPECT_THAT(index_.found("sh"), ElementsAre(6));
  EXPECT_THAT(index_.found("ya"), Not(Contains(5)));  // 银 is yin
  EXPECT_EQ(first("y"), 5);
  EXPECT_EQ(first("ip"), 4);
  EXPECT_THAT(index_.found("v"), IsEmpty());
  EXPECT_EQ(index_.search("kua").corrected->kind, CorrectionKind::kPinyin);
}

TEST_F(Forgiving, MarksWhatTheLettersStandFor) {
  const auto title = [&](const char* letters) { return index_.search(letters).hits.front().title_marked; };
  EXPECT_EQ(title("k"), "<mark>宽</mark>带报修怎么处理");
  EXPECT_EQ(title("kdbx"), "<mark>宽带报修</mark>怎么处理");
  EXPECT_EQ(title("kuandb"), "<mark>宽带报</mark>修怎么处理");
  const Hit hit = index_.search("wdl").hits.front();
  EXPECT_EQ(hit.title_marked, "宽带报修怎么处理");
  EXPECT_EQ(hit.snippet, "<mark>网断了</mark>怎么办");
}

TEST_F(Forgiving, PutsWhatIsUsedMostFirstWhileLittleIsTyped) {
  index_.put({document(8, "宽带移机", "可以移机。")});
  EXPECT_THAT(index_.found("k"), ElementsAre(8, 1));  // more of the heading
  Lexicon lexicon;
  lexicon.uses = {{"断网", EntryId{1}, 30, kNow}, {"移机", EntryId{8}, 1, kNow}};
  index_.reader->use_lexicon(lexicon);
  EXPECT_THAT(index_.found("k"), ElementsAre(1, 8));
  EXPECT_THAT(index_.found("kdyj"), ElementsAre(8));
}

TEST_F(Forgiving, HearsWhatACharacterSoundsLike) {
  EXPECT_EQ(first("水费帐单"), 6);
  EXPECT_EQ(first("套参变更"), 3);
  EXPECT_EQ(corrected("套参变更"), "套餐变更");
  EXPECT_EQ(index_.search("套参变更").corrected->kind, CorrectionKind::kSound);
}

TEST_F(Forgiving, SeesWhatACharacterLooksLike) {
  EXPECT_EQ(first("预存活费"), 4);  // 活 for 话
  EXPECT_EQ(corrected("账单杳询"), "账单查询");
  EXPECT_EQ(index_.search("账单杳询").corrected->kind, CorrectionKind::kShape);
  EXPECT_EQ(first("账单杳询"), 6);
}

TEST_F(Forgiving, TakesCapitalsWideLettersAndCharactersTwiceOrNotAtAll) {
  EXPECT_EQ(first("KUANDAIBAOXIU"), 1);
  EXPECT_EQ(first("ｉＰｈｏｎｅ１５"), 4);
  EXPECT_EQ(first("宽带带报修修"), 1);
  EXPECT_EQ(first("流量办理"), 2);
}

TEST_F(Forgiving, RespellsAWordInLetters) {
  EXPECT_EQ(first("iphnoe"), 4);
  EXPECT_EQ(corrected("iphnoe"), "iphone");
  EXPECT_EQ(index_.search("iphnoe").corrected->kind, CorrectionKind::kSpelling);
}

TEST_F(Forgiving, CorrectsNothingWhereTheTextItselfIsThere) {
  EXPECT_EQ(corrected("套餐变更"), "");
  EXPECT_EQ(corrected("光猫"), "");
  EXPECT_EQ(corrected("iphone15"), "");
  index_.put({document(7, "套参变更", "另有其事")});  // the odd word is somebody's title now
  EXPECT_EQ(first("套参变更"), 7);
  EXPECT_EQ(corrected("套参变更"), "");
}

TEST_F(Forgiving, SearchesLiterallyWhenAsked) {
  Request request;
  request.at = request.known = kNow;
  request.limit = 100;
  request.literal = true;
  request.text = "kuandaibaoxiu";
  EXPECT_THAT(index_.found(request), IsEmpty());
  EXPECT_FALSE(index_.search(request).corrected);
  request.text = "套参变更";
  EXPECT_THAT(index_.found(request), Contains(3));  // by 变更
  EXPECT_FALSE(index_.search(request).corrected);
}

TEST_F(Forgiving, SuggestsByPinyinAndInitials) {
  EXPECT_THAT(take(index_.reader->suggest("kuand", kNow, 5)), Contains("宽带报修怎么处理"));
  EXPECT_THAT(take(index_.reader->suggest("kdbx", kNow, 5)), Contains("宽带报修怎么处理"));
  EXPECT_THAT(take(index_.reader->suggest("wdl", kNow, 5)), Contains("网断了怎么办"));
}

TEST_F(Forgiving, DemandsWhatIsQuotedAndShutsOutWhatIsExcluded) {
  EXPECT_THAT(index_.found("水费"), ElementsAre(6, 5));
  EXPECT_THAT(index_.found("水费 -银行卡"), ElementsAre(6));
  EXPECT_THAT(index_.found("水费 -\"没有\""), ElementsAre(6, 5));
  EXPECT_THAT(index_.found("\"水费账单\""), ElementsAre(6));
}

TEST_F(Forgiving, FindsAnAmountHoweverItIsWrittenAndNothingElse) {
  index_.put({document(20, "套餐甲", "每月120元，热线400-800-1234。"),
              document(21, "套餐乙", "每月一百二十元。"), document(22, "套餐丙", "每月1120元，共12次。"),
              document(23, "套餐丁", "2026年1月15日起生效。")});
  EXPECT_THAT(index_.found("120元"), ElementsAre(20, 21));
  EXPECT_THAT(index_.found("一百二十块"), ElementsAre(21, 20));
  EXPECT_THAT(index_.found("4008001234"), ElementsAre(20));
  EXPECT_THAT(index_.found("2026-01-15"), ElementsAre(23));
  EXPECT_EQ(first("每月一百二十元的套餐"), 21);
  EXPECT_THAT(index_.found("125元"), Not(IsEmpty()));  // nobody has it: what is near
}

TEST_F(Forgiving, FindsAnEntryByItsNumber) {
  EXPECT_EQ(first("K5"), 5);
  EXPECT_EQ(first("#3"), 3);
  EXPECT_EQ(first("条目6"), 6);
}

TEST_F(Forgiving, SaysWhatWasGivenUp) {
  EXPECT_THAT(index_.search("\"水费套餐\"").relaxed, ElementsAre(Relaxation::kQuotes));
  EXPECT_THAT(index_.search("猫光").relaxed, ElementsAre(Relaxation::kCharacters));
  EXPECT_THAT(index_.search("水费").relaxed, IsEmpty());
}

TEST_F(Forgiving, ExplainsAResultByItsParts) {
  Request request;
  request.text = "水费账单";
  request.at = request.known = kNow;
  EXPECT_THAT(index_.search(request).hits.at(0).reasons, IsEmpty());
  request.explain = true;
  const auto reasons = index_.search(request).hits.at(0).reasons;
  ASSERT_GE(reasons.size(), 3u);
  for (std::size_t i = 1; i < reasons.size(); ++i)
    EXPECT_GE(std::abs(reasons[i - 1].part), std::abs(reasons[i].part));
}

TEST(Initials, AreThoseOfTheWordsReadings) {
  EXPECT_THAT(initials_of(U"银行卡"), ElementsAre("y", "h", "k"));
  EXPECT_THAT(initials_of(U"5g 套餐"), ElementsAre("5", "g", "t", "c"));
  EXPECT_THAT(initial_trigrams(initials_of(U"宽带报修")), ElementsAre("dbx", "kdb"));
}

TEST(Initials, MatchAnywhereInAHeading) {
  const auto match = match_initials("bx", u"宽带报修");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->begin, 2u);
  EXPECT_EQ(match->length, 4u);
  EXPECT_FALSE(match_initials("bz", u"宽带报修"));
}

}  // namespace
}  // namespace koujing::search
