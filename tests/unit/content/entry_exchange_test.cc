#include "content/exchange/entry_exchange.h"

#include <gtest/gtest.h>

namespace koujing::testing {
namespace {

TEST(EntryExchange, ReadsALineWithOnlyIdAndTitle) {
  const auto entry = entry_from_line(R"({"id": "web-1", "title": "怎么还款"})", {});
  ASSERT_TRUE(entry.ok());
  const EntryText& text = entry->revisions.at(0);
  EXPECT_EQ(text.external_id, "web-1");
  EXPECT_EQ(text.title, "怎么还款");
  EXPECT_EQ(text.library, "业务知识库");
  EXPECT_FALSE(entry->title_made);
}

TEST(EntryExchange, ReadsAliasesAndCategory) {
  const auto entry =
      entry_from_line(R"({"id":"1","title":"甲","aliases":["乙",""],"category":"宽带/故障"})", {});
  ASSERT_TRUE(entry.ok());
  EXPECT_EQ(entry->revisions[0].questions, std::vector<std::string>{"乙"});
  EXPECT_EQ(entry->revisions[0].catalogue, "宽带/故障");
}

TEST(EntryExchange, MakesABlankTitleFromTheTextAndSaysSo) {
  const auto entry = entry_from_line(R"({"id":"1","title":" ","body":"\n第一句话说的是这个。\n第二句"})", {});
  ASSERT_TRUE(entry.ok());
  EXPECT_EQ(entry->revisions[0].title, "第一句话说的是这个。");
  EXPECT_TRUE(entry->title_made);
}

TEST(EntryExchange, RefusesWhatHasNoTitleOrNoIdAndNamesBoth) {
  const auto refused = entry_from_line(R"({"body":"文"})", {});
  ASSERT_FALSE(refused.ok());
  ASSERT_EQ(refused.error().faults.size(), 2u);
  EXPECT_EQ(refused.error().faults[0].pointer, "/id");
  EXPECT_EQ(refused.error().faults[1].pointer, "/title");
  EXPECT_EQ(entry_from_line("not json", {}).error().code, "bad_json");
  EXPECT_EQ(
      entry_from_line(R"({"id":"1","title":"甲","effective_from":"gestern"})", {}).error().faults.at(0).code,
      "bad_time");
}

TEST(EntryExchange, ReadsARowByChineseHeaders) {
  const auto entry = entry_from_row(
      {"编号", "标题", "相似问", "口径", "类目", "生效时间", "地区"},
      {"7", "停水", "没水了|什么时候来水", "请稍等。", "供水/停水", "2026-12-01 00:00:00", "城东区"}, {});
  ASSERT_TRUE(entry.ok());
  const EntryText& text = entry->revisions[0];
  EXPECT_EQ(text.questions, (std::vector<std::string>{"没水了", "什么时候来水"}));
  EXPECT_EQ(text.script, "请稍等。");
  EXPECT_EQ(text.catalogue, "供水/停水");
  EXPECT_EQ(text.scope.region, std::vector<std::string>{"城东区"});
  EXPECT_EQ(text.validity.from, *parse_instant("2026-12-01"));
}

std::vector<std::string> pointers_of(const Result<ExchangeEntry>& entry) {
  std::vector<std::string> pointers;
  if (!entry)
    for (const Fault& fault : entry.error().faults) pointers.push_back(fault.pointer);
  return pointers;
}

TEST(EntryExchange, FaultsNameTheColumnsThatPeopleSee) {
  std::string lengthy;
  for (int i = 0; i < 201; ++i) lengthy += "长";
  EXPECT_EQ(pointers_of(entry_from_row({"编号", "标题"}, {lengthy, "甲"}, {})),
            std::vector<std::string>{"/id"});
  EXPECT_EQ(pointers_of(entry_from_row({"标题", "内容"}, {lengthy, "甲"}, {})),
            std::vector<std::string>{"/title"});
  EXPECT_EQ(pointers_of(entry_from_row({"标题", "内容"}, {lengthy.substr(0, 199 * 3), "甲"}, {})),
            std::vector<std::string>{"/title"});
  EXPECT_EQ(pointers_of(entry_from_row({"内容"}, {"甲"}, {})), std::vector<std::string>{"/title"});
}

TEST(EntryExchange, LeavesOutColumnsThatItDoesNotKnow) {
  EXPECT_EQ(field_of_column(" 标题 "), "title");
  EXPECT_EQ(field_of_column("script"), "script");
  EXPECT_EQ(field_of_column("备注"), "");
  const auto entry = entry_from_row({"标题 ", "内容", "history", "备注"}, {"甲", "乙", "丙", "丁"}, {});
  ASSERT_TRUE(entry.ok());
  EXPECT_EQ(entry->revisions.back().script, "乙");
}

TEST(EntryExchange, ComesBackAsItWasWritten) {
  EntryText first;
  first.external_id = "web-1";
  first.title = "旧标题";
  first.script = "旧";
  first.library = "信息库";
  first.department = DepartmentCode{"市场部"};
  first.validity = {*parse_instant("2026-01-01"), *parse_instant("2026-06-01")};
  EntryText second = first;
  second.title = "新标题";
  second.keywords = {"甲", "乙"};
  second.validity = {*parse_instant("2026-06-01"), {}};
  const auto back = entry_from_line(entry_to_line({first, second}, "市场部"), {});
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->revisions.size(), 2u);
  EXPECT_EQ(back->revisions[0], first);
  EXPECT_EQ(back->revisions[1], second);
}

}  // namespace
}  // namespace koujing::testing
