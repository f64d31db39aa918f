// An answer that is being written beside those that are live.
#include "search/study/check_entry.h"

#include <gmock/gmock.h>

#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::IsEmpty;

class CheckEntry : public ::testing::Test {
 protected:
  CheckEntry() {
    IndexDocument north = document(3, "城北停水怎么办", "城北计划停水 6 小时，请提前储水。");
    north.text.scope.region = {"城北区"};
    index.put({document(1, "宽带断网怎么报修", "您好，宽带报修后 24 小时内为您修好。", {"网断了"}),
               document(2, "补办手机卡多少钱", "您好，补办手机卡每张收 10 元工本费。"), north});
    options.now = kNow;
    text.title = "宽带坏了几天修好";
    text.script = "您好，宽带报修后 48 小时内为您修好。";
  }
  EntryFindings check() { return take(check_entry(*index.reader, text, options)); }
  SmallIndex index;
  CheckOptions options;
  EntryText text;
};

TEST_F(CheckEntry, FindsTheContradiction) {
  const EntryFindings found = check();
  ASSERT_EQ(found.conflicts.size(), 1U);
  EXPECT_EQ(found.conflicts[0].entry, EntryId{1});
  EXPECT_EQ(found.conflicts[0].field, "script");
  EXPECT_EQ(found.conflicts[0].ours, "48小时");
  EXPECT_EQ(found.conflicts[0].theirs, "24小时");
  EXPECT_FALSE(found.partial);
}

TEST_F(CheckEntry, KnowsANumberToCallByTheOneBesideIt) {
  index.put({document(4, "停水怎么报修", "停水报修请拨 **96160**，24 小时有人接听。"),
             document(5, "老年人怎么接通人工", "年满 65 周岁拨打 10080 直接接通人工。"),
             document(6, "话费怎么查", "查话费请拨 10086。")});
  options.leave_out = {EntryId{4}};
  text.title = "停水怎么报修";
  for (const char* number : {"10090", "10180"}) {
    text.script = std::string("停水报修请拨 ") + number + "。";
    const EntryFindings found = check();
    ASSERT_EQ(found.conflicts.size(), 1U) << number;
    EXPECT_EQ(found.conflicts[0].entry, EntryId{5});
    EXPECT_EQ(found.conflicts[0].theirs, "10080");
  }
  for (const char* number : {"10086", "10080", "95598"}) {
    text.script = std::string("停水报修请拨 ") + number + "。";
    EXPECT_THAT(check().conflicts, IsEmpty()) << number << " is known, or like none";
  }
}

TEST_F(CheckEntry, LeavesOutWhatTheChangeSetChanges) {
  options.leave_out = {EntryId{1}};
  EXPECT_THAT(check().conflicts, IsEmpty());
  options.leave_out.clear();
  options.conflicts = false;
  EXPECT_THAT(check().conflicts, IsEmpty());
}

TEST_F(CheckEntry, KnowsTheSameQuestionInOtherWords) {
  text.script = "您好。";
  for (const char* title : {"宽带断网如何报修？", "网断了", "请问宽带断网怎么报修"}) {
    text.title = title;
    const EntryFindings found = check();
    ASSERT_EQ(found.duplicates.size(), 1U) << title;
    EXPECT_EQ(found.duplicates[0].entry, EntryId{1});
    EXPECT_GE(found.duplicates[0].likeness, 0.75);
  }
  text.title = "宽带怎么移机";
  EXPECT_THAT(check().duplicates, IsEmpty());
  EXPECT_FALSE(check().similar.empty());
  options.duplicates = false;
  text.title = "网断了";
  EXPECT_THAT(check().duplicates, IsEmpty());
}

TEST_F(CheckEntry, ComparesOnlyWhatCanHoldAtOnce) {
  text.title = "城北停水怎么办";
  text.script = "城北计划停水 8 小时，请提前储水。";
  EXPECT_EQ(check().conflicts.size(), 1U);
  text.scope.region = {"城南区"};
  EXPECT_THAT(check().conflicts, IsEmpty());
  text.scope.region = {"城南区", "城北区"};
  EXPECT_EQ(check().conflicts.size(), 1U);
  text.validity = {Instant::always(), kNow.plus_seconds(-500)};
  EXPECT_EQ(check().conflicts.size(), 1U) << "theirs has held always";
}

TEST_F(CheckEntry, OfNothingFindsNothing) {
  text = {};
  EXPECT_THAT(check().duplicates, IsEmpty());
  EXPECT_THAT(check().conflicts, IsEmpty());
  text.title = "？？";
  text.script = "\xff";
  EXPECT_THAT(check().duplicates, IsEmpty());
}

}  // namespace
}  // namespace koujing::search
