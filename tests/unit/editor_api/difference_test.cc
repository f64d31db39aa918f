#include "editor_api/presenters/difference.h"

#include <gtest/gtest.h>

namespace koujing::testing {
namespace {

using door::differences;
using door::DiffSegment;

// [-gone-] {+come+}
std::string shown(const std::string& before, const std::string& after) {
  std::string text, old_text, new_text;
  for (const DiffSegment& segment : differences(before, after)) {
    if (segment.op == DiffSegment::Op::kEqual) text += segment.text;
    if (segment.op == DiffSegment::Op::kDelete) text += "[-" + segment.text + "-]";
    if (segment.op == DiffSegment::Op::kInsert) text += "{+" + segment.text + "+}";
    if (segment.op != DiffSegment::Op::kInsert) old_text += segment.text;
    if (segment.op != DiffSegment::Op::kDelete) new_text += segment.text;
  }
  EXPECT_EQ(old_text, before);
  EXPECT_EQ(new_text, after);
  return text;
}

TEST(Difference, IsByCharacterAndNeverInsideOne) {
  EXPECT_EQ(shown("每月 99 元。", "每月 109 元。"), "每月 [-99-]{+109+} 元。");
  EXPECT_EQ(shown("请您稍等", "请你稍等"), "请[-您-]{+你+}稍等");
  EXPECT_EQ(shown("每吨3.05元起", "每吨3.15元起"), "每吨[-3.05-]{+3.15+}元起");
  EXPECT_EQ(shown("1,000元，第2档.", "1,200元，第2档."), "[-1,000-]{+1,200+}元，第2档.");
  EXPECT_EQ(shown("自12.起", "自12起"), "自12[-.-]起");
}

TEST(Difference, OfEqualTextsIsOneEqualPart) { EXPECT_EQ(shown("一样", "一样"), "一样"); }

TEST(Difference, OfANewOrAGoneTextIsOnePart) {
  EXPECT_EQ(shown("", "新的"), "{+新的+}");
  EXPECT_EQ(shown("旧的", ""), "[-旧的-]");
}

TEST(Difference, MergesChangesThatOneOrTwoCharactersPart) {
  EXPECT_EQ(shown("甲乙丙丁", "甲己丙庚"), "甲[-乙丙丁-]{+己丙庚+}");
}

TEST(Difference, OfVeryLongTextsStaysBounded) {
  std::string before, after;
  for (int i = 0; i < 30'000; ++i) {
    before += i % 2 == 0 ? "甲" : "乙";
    after += i % 3 == 0 ? "丙" : "乙";
  }
  EXPECT_EQ(differences(before, after).size(), 3u);
}

}  // namespace
}  // namespace koujing::testing
