#include "search/query/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/sounds.h"
#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Rule pin(const std::string& query, std::int64_t entry, int position = 1) {
  Rule rule;
  rule.queries = {query};
  rule.entry = EntryId{entry};
  rule.position = position;
  return rule;
}

Rule ban(const std::string& query, std::int64_t entry) {
  Rule rule = pin(query, entry);
  rule.ban = true;
  return rule;
}

std::vector<std::int64_t> pinned(const HeldRules& held) {
  std::vector<std::int64_t> entries;
  for (const auto& one : held.pins) entries.push_back(one.entry.value);
  return entries;
}

TEST(Rules, CompareAsSearchDoes) {
  const RuleTable table({pin("５Ｇ 套餐", 1)});
  EXPECT_THAT(pinned(table.held(U"5g套餐", kNow, kNow)), ElementsAre(1));
  EXPECT_THAT(pinned(table.held(U"5g 套餐", kNow, kNow)), ElementsAre(1));
  EXPECT_TRUE(table.held(U"5g套餐怎么办", kNow, kNow).empty());
}

TEST(Rules, ContainedQueriesHoldAnywhere) {
  Rule rule = pin("退费", 1);
  rule.contains = true;
  const RuleTable table({rule, ban("退费", 2)});
  EXPECT_THAT(pinned(table.held(U"怎么退费呢", kNow, kNow)), ElementsAre(1));
  EXPECT_THAT(table.held(U"怎么退费呢", kNow, kNow).bans, IsEmpty());
  EXPECT_THAT(table.held(U"退费", kNow, kNow).bans, ElementsAre(EntryId{2}));
}

TEST(Rules, HoldInTheirPeriodOfBothClocks) {
  Rule rule = pin("退费", 1);
  rule.from = kNow;
  rule.to = kNow.plus_seconds(10);
  rule.known_from = kNow;
  rule.known_to = kNow.plus_seconds(20);
  const RuleTable table({rule});
  const auto holds = [&](int at, int known) {
    return !table.held(U"退费", kNow.plus_seconds(at), kNow.plus_seconds(known)).empty();
  };
  EXPECT_TRUE(holds(0, 0));
  EXPECT_TRUE(holds(9, 19));
  EXPECT_FALSE(holds(-1, 0));
  EXPECT_FALSE(holds(10, 0));
  EXPECT_FALSE(holds(0, -1));
  EXPECT_FALSE(holds(0, 20));
}

TEST(Rules, TheBanWinsAndTheOlderPinComesFirst) {
  const RuleTable table({pin("退费", 1, 2), pin("退费", 2, 1), pin("退费", 3, 1), pin("退费", 2, 3),
                         pin("退费", 4), ban("退费", 4)});
  EXPECT_THAT(pinned(table.held(U"退费", kNow, kNow)), ElementsAre(2, 3, 1));
}

class Ruled : public ::testing::Test {
 protected:
  Ruled() {
    index_.put({document(1, "宽带报修流程", "请先重启光猫。"), document(2, "宽带资费", "每月五十元。"),
                document(3, "停水通知", "今晚停水。")});
  }
  std::vector<std::int64_t> found(const std::vector<Rule>& rules, const std::string& text) {
    Lexicon lexicon;
    lexicon.rules = rules;
    index_.reader->use_lexicon(lexicon);
    return index_.found(text);
  }
  SmallIndex index_;
};

TEST_F(Ruled, PinsStandAtTheirPlacesFoundOrNot) {
  EXPECT_THAT(found({}, "宽带资费"), ElementsAre(2, 1));
  EXPECT_THAT(found({pin("宽带资费", 1)}, "宽带资费"), ElementsAre(1, 2));
  EXPECT_THAT(found({pin("宽带资费", 3, 2)}, "宽带资费"), ElementsAre(2, 3, 1));
  EXPECT_THAT(found({pin("宽带资费", 3, 10), pin("宽带资费", 1, 1)}, "宽带资费"), ElementsAre(1, 2, 3));
  EXPECT_THAT(found({pin("完全无关的话", 3)}, "完全无关的话"), ElementsAre(3));
}

TEST_F(Ruled, WhatIsBannedIsNotCounted) {
  EXPECT_THAT(found({ban("宽带", 2)}, "宽带"), ElementsAre(1));
  Request request;
  request.text = "宽带";
  request.at = request.known = kNow;
  const auto answer = index_.reader->search(request);
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->total, 1U);
  EXPECT_FALSE(answer->hits.front().pinned);
  EXPECT_THAT(found({ban("宽带", 2)}, "宽带资费"), Contains(2));
}

TEST_F(Ruled, WhatIsBannedIsNeitherNearNorSuggested) {
  Lexicon lexicon;
  lexicon.rules = {ban("完全无关的话", 2), ban("宽带", 2)};
  index_.reader->use_lexicon(lexicon);
  Request request;
  request.text = "完全无关的话";
  request.at = request.known = kNow;
  const auto answer = index_.reader->search(request);
  ASSERT_TRUE(answer.ok());
  EXPECT_THAT(answer->hits, IsEmpty());
  EXPECT_THAT(answer->nearest, SizeIs(2));
  for (const Hit& hit : answer->nearest) EXPECT_NE(hit.document.entry, EntryId{2});
  for (const auto& [text, ban_holds] : {std::pair{"宽带", true}, std::pair{"宽", false}}) {
    const auto suggested = index_.reader->suggest(text, kNow, 10);
    ASSERT_TRUE(suggested.ok());
    const bool there = std::find(suggested->begin(), suggested->end(), "宽带资费") != suggested->end();
    EXPECT_EQ(there, !ban_holds) << text;
  }
}

TEST(Sounds, SpellEveryCharacterThatSounds) {
  EXPECT_EQ(sounds_of("银行，５Ｇ"), "yin hang 5 g");
  EXPECT_EQ(sounds_of("重"), "zhong/chong");
  EXPECT_EQ(sounds_of("，。"), "");
  EXPECT_EQ(sounds_of("\xff"), "");
}

}  // namespace
}  // namespace koujing::search
