// Which passage of what came in a sentence of a script rests on.
#include "search/study/grounds.h"

#include <gmock/gmock.h>

#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

class Grounds_ : public ::testing::Test {
 protected:
  Grounds_() {
    index.put({document(1, "装机费多少", "装机费每户 100 元。"), document(2, "移机多久", "移机 3 天完成。")});
  }
  std::vector<Ground> grounds(const std::string& script, const std::vector<std::string>& sources) {
    return take(grounds_of(*index.reader, script, sources));
  }
  SmallIndex index;
};

TEST_F(Grounds_, AreThePassagesThatSayMostOfEachSentence) {
  const auto found =
      grounds("您好。装机费每户100元！移机要3个工作日完成；谢谢",
              {"# 通知\n\n一、装机费每户 100 元。二、其他不变。", "移机在 3 个工作日内完成。"});
  ASSERT_EQ(found.size(), 2U) << "greetings rest on nothing";
  EXPECT_EQ(found[0].sentence, "装机费每户100元");
  EXPECT_EQ(found[0].source, 0U);
  EXPECT_EQ(found[0].passage, "一、装机费每户100元");
  EXPECT_DOUBLE_EQ(found[0].coverage, 1);
  EXPECT_EQ(found[1].source, 1U);
  EXPECT_EQ(found[1].passage, "移机在3个工作日内完成");
}

TEST_F(Grounds_, AreNoneWhereNothingSaysHalfOfIt) {
  const auto found = grounds("周末也有师傅值班上门。", {"装机费每户 100 元。"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].passage, "");
  EXPECT_LT(found[0].coverage, kGrounded);
  EXPECT_EQ(grounds("装机费每户100元。", {}).at(0).passage, "");
}

TEST_F(Grounds_, AreTotal) {
  EXPECT_TRUE(grounds("", {"一"}).empty());
  EXPECT_TRUE(grounds("\xff\xfe。。。", {"\xff"}).empty());
  std::string long_script;
  for (int i = 0; i < 300; ++i) long_script += "第" + std::to_string(i) + "句说的是装机费用。";
  EXPECT_EQ(grounds(long_script, {"装机费"}).size(), 100U);
}

}  // namespace
}  // namespace koujing::search
