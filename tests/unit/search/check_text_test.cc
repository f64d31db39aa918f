// What a listener will not follow, or must not hear.
#include "search/study/check_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

class CheckText : public ::testing::Test {
 protected:
  CheckText() {
    rules.jargon = {{"资费", "收费标准"}, {"套外", "套餐以外"}, {"标准资费", "资费标准"}};
    rules.banned = {{"绝对", "不能承诺"}};
  }
  std::vector<std::string> found() {
    std::vector<std::string> list;
    for (const TextFinding& one : check_text(text, questions, rules))
      list.push_back(std::to_string(static_cast<int>(one.rule)) + " " + one.field + " " + one.quote + " " +
                     std::to_string(one.amount));
    return list;
  }
  CheckRules rules;
  ReadAloud text;
  std::size_t questions = 1;
};

TEST_F(CheckText, FindsNothingInAPlainAnswer) {
  text.brief = "每月 99 元。";
  text.script = "您好，每月 99 元。\n当月生效。";
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(CheckText, CountsWhatIsSpokenAndNotItsStops) {
  rules.sentence_longest = 5;
  text.script = "一二，三、四 五。一二三四五六。\n一 二三四五\n六 七";
  EXPECT_THAT(found(), ElementsAre("0 script 一二三四五六 6"));
  rules.sentence_longest = 0;
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(CheckText, TakesTheTimeOfReadingAloud) {
  rules.sentence_longest = 0;
  text.brief = repeated("好", 50);
  EXPECT_THAT(found(), ElementsAre("1 brief  11"));
  rules.brief_seconds = 11;
  EXPECT_THAT(found(), IsEmpty());
  text.script = repeated("好", 300);
  EXPECT_THAT(found(), ElementsAre("1 script  66"));
}

TEST_F(CheckText, NamesJargonUnlessItIsPartOfThePlainWord) {
  text.script = "套外流量和套外短信。";
  EXPECT_THAT(found(), ElementsAre("2 script 套外 0")) << "each word once";
  rules.jargon = {{"标准", "收费标准"}};
  text.script = "按收费标准收。";
  EXPECT_THAT(found(), IsEmpty());
  text.script = "按标准收，不按收费标准收。";
  EXPECT_THAT(found(), ElementsAre("2 script 标准 0"));
}

TEST_F(CheckText, NamesWhatMustNotBeSaidHoweverItIsWritten) {
  text.brief = "絕對可以。";
  EXPECT_THAT(found(), ElementsAre("3 brief 絕對 0"));
}

TEST_F(CheckText, AsksForOtherWaysOfAsking) {
  questions = 0;
  rules.questions_fewest = 3;
  EXPECT_THAT(found(), ElementsAre("4 questions  0"));
}

TEST_F(CheckText, IsTotal) {
  text.script = "\xff\xfe" + repeated("。", 1000) + repeated("![", 100);
  rules.banned = {{"!!", ""}, {"。", ""}};
  EXPECT_LE(check_text(text, questions, rules).size(), 50U);
}

}  // namespace
}  // namespace koujing::search
