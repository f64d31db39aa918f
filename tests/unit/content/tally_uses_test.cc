// What past uses weigh.
#include "content/lexicon/tally_uses.h"

#include "content/flow/retention.h"
#include "tests/support/lexicon_world.h"

namespace koujing::testing {
namespace {

constexpr std::int64_t kDay = 24 * 3600;

class Uses : public LexiconWorld {
 protected:
  Uses() : price(entry_with("宽带多少钱")), fault(entry_with("宽带断了怎么办")) {}

  std::vector<PastQuestion> past() {
    must(tally.look(*reading(), clock.now()));
    return tally.past(clock.now());
  }
  // As a fresh start of the program would have it.
  std::vector<PastQuestion> past_anew() {
    UseTally fresh;
    must(fresh.look(*reading(), clock.now()));
    return fresh.past(clock.now());
  }

  EntryId price, fault;
  UseTally tally;
};

TEST_F(Uses, WeighByKindAndStandHeaviestFirst) {
  served(agent, "网断了", fault, "opened");
  served(agent, " 资费　", price, "copied");
  served(leader, "资费", price, "read_out");
  const auto found = past();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].question, "资费");
  EXPECT_EQ(found[0].entry, price);
  EXPECT_NEAR(found[0].weight, 2.0, 1e-6);
  EXPECT_EQ(found[1].entry, fault);
  EXPECT_NEAR(found[1].weight, 0.3, 1e-6);
  EXPECT_GE(found[1].last, clock.now());
}

TEST_F(Uses, OfOnePersonWithinADayCountOnceAtTheirHeaviest) {
  served(agent, "资费", price, "opened");
  served(agent, "资费", price, "copied");
  served(agent, "资费", price, "read_out");
  clock.advance(kDay - 60);
  served(agent, "资费", price, "copied");
  EXPECT_NEAR(past().at(0).weight, 1.0, 0.01);
  clock.advance(120);
  served(agent, "资费", price, "copied");
  EXPECT_NEAR(past().at(0).weight, 2.0, 0.02);
  served(leader, "资费", price, "copied");
  EXPECT_NEAR(past().at(0).weight, 3.0, 0.02);
  EXPECT_NEAR(past_anew().at(0).weight, past().at(0).weight, 1e-9) << "a little at a time or all at once";
}

TEST_F(Uses, FadeByHalfIn90DaysAndAreGoneAfterAYear) {
  served(agent, "资费", price);
  clock.advance(90 * kDay);
  EXPECT_NEAR(past().at(0).weight, 0.5, 1e-6);
  clock.advance(274 * kDay);
  EXPECT_EQ(past().size(), 1u);
  clock.advance(2 * kDay);
  EXPECT_TRUE(past().empty());
}

TEST_F(Uses, BeforeAResetNoLongerCount) {
  served(agent, "资费", price);
  EXPECT_EQ(past().size(), 1u);
  must(reset_uses(flow, admin));
  EXPECT_TRUE(past().empty());
  clock.advance(1);
  served(agent, "资费", price);
  EXPECT_NEAR(past().at(0).weight, 1.0, 1e-6);
  EXPECT_EQ(must(reading()->lexicon().uses_after(0, Instant::from_seconds(0), 10)).size(), 2u)
      << "the record itself stays";
}

TEST_F(Uses, OfPeopleWhoAnswerNoCallsTeachNothing) {
  for (const Person& who : {auditor, director, editor, admin}) served(who, "资费", price);
  EXPECT_TRUE(past().empty());
  served(agent, "网断了", fault);
  served(person("head", {Role::kLeader}), "网断了", fault);
  served(person("both", {Role::kAgent, Role::kAuditor}), "网断了", fault);
  served(auditor, "网断了", fault);
  const auto found = past();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NEAR(found[0].weight, 3.0, 1e-4);
  EXPECT_EQ(newest_record().verb, "use_answer") << "the record itself stays";
}

TEST_F(Uses, OfADeletedSearchAreForgotten) {
  const std::string search = served(agent, "张三的资费", price);
  served(leader, "资费", price);
  EXPECT_EQ(past().size(), 2u);
  must(forget_search(flow, admin, search, "客户要求"));
  const auto kept = past();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].question, "资费");
}

TEST_F(Uses, OfSearchesWhoseTimeIsOverAreForgotten) {
  served(agent, "张三的资费", price);
  clock.advance(15 * kDay);
  served(agent, "网断了", fault);
  must(edit_retention_rules(flow, admin, {30, 0}, {}));
  clock.advance(16 * kDay);
  EXPECT_EQ(past().size(), 2u) << "nobody has looked after the rules yet";
  EXPECT_EQ(must(forget_what_is_due(flow, clock.now())), 1u);
  const auto kept = past();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].question, "网断了");
}

TEST_F(Uses, SayWhetherAnythingIsNew) {
  served(agent, "资费", price);
  past();
  must(tally.look(*reading(), clock.now()));
  EXPECT_FALSE(tally.changed());
  served(leader, "资费", price);
  must(tally.look(*reading(), clock.now()));
  EXPECT_TRUE(tally.changed());
}

TEST_F(Uses, OfAnEmptyQuestionTeachNothing) {
  served(agent, "  ", price);
  EXPECT_TRUE(past().empty());
}

}  // namespace
}  // namespace koujing::testing
