// The rules of the checks as a setting of the site.
#include "content/flow/check_rules.h"

#include <gtest/gtest.h>

#include "content/exchange/canonical.h"
#include "content/markdown/links.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

using CheckRules_ = FlowWorld;

TEST_F(CheckRules_, AreTheStandardOnesUntilSomebodyChangesThem) {
  const CheckRulesNow before = must(check_rules_now(*reading()));
  EXPECT_EQ(before.rules, standard_check_rules());
  EXPECT_EQ(before.version, 0);

  CheckRules rules = standard_check_rules();
  rules.sentence_longest = 40;
  rules.banned = {{"绝对", "不能承诺"}};
  const CheckRulesNow after = must(edit_check_rules(flow, editor, rules, 0));
  EXPECT_EQ(after.version, 1);
  EXPECT_EQ(must(check_rules_now(*reading())).rules, rules);
  EXPECT_EQ(must(check_rules_now(*reading())).by, editor.id);
  EXPECT_EQ(code_of(edit_check_rules(flow, editor, rules, 0)), "stale_version");

  const auto length = journal_length();
  must(edit_check_rules(flow, editor, rules, 1));
  EXPECT_EQ(journal_length(), length) << "nothing changed, nothing recorded";
}

TEST_F(CheckRules_, ComeBackAsTheyWent) {
  EXPECT_EQ(must(check_rules_from_canonical(canonical(standard_check_rules()))), standard_check_rules());
  EXPECT_EQ(check_rules_from_canonical("{}").error().code, "store_damaged");
}

TEST_F(CheckRules_, AreRefusedWithEveryFault) {
  CheckRules rules;
  rules.characters_per_minute = 0;
  rules.duplicate_percent = 101;
  rules.banned = {{"", ""}};
  rules.jargon.assign(501, {"词", "话"});
  const auto refused = edit_check_rules(flow, editor, rules, {});
  ASSERT_FALSE(refused.ok());
  std::vector<std::string> pointers;
  for (const Fault& fault : refused.error().faults) pointers.push_back(fault.pointer);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/characters_per_minute", "/duplicate_percent", "/jargon",
                                                "/banned/0/phrase"}));
}

TEST_F(CheckRules_, KeepEveryVersion) {
  CheckRules rules = standard_check_rules();
  must(edit_check_rules(flow, editor, rules, {}));
  rules.brief_seconds = 12;
  must(edit_check_rules(flow, editor, rules, {}));
  const auto writing = must(store->write());
  EXPECT_EQ(code_of(writing->settings().add({"check_rules", 7, editor.id, clock.now(), "{}"})),
            "store_failed")
      << "a version may not be left out";
}

TEST(Links, OfAMarkdownTextInTheirOrder) {
  const auto links =
      links_of("请看[说明](/entries/7)和\n\n| 甲 |\n|---|\n| [乙](https://a.cn) |\n\n![图](/x.png)");
  ASSERT_EQ(links.size(), 3U);
  EXPECT_EQ(links[0].address, "/entries/7");
  EXPECT_EQ(links[0].text, "说明");
  EXPECT_EQ(links[1].address, "https://a.cn");
  EXPECT_TRUE(links[2].image);
  EXPECT_TRUE(links_of("").empty());
  EXPECT_TRUE(links_of(std::string(300 * 1024, '[')).empty());
}

}  // namespace
}  // namespace koujing::testing
