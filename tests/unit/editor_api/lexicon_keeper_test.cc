// The Lexicon follows the store: its own changes and those of another process, on a clock that is set by
// hand.
#include "editor_api/lexicon_keeper.h"

#include <atomic>
#include <future>

#include "content/flow/retention.h"
#include "tests/support/lexicon_world.h"

namespace koujing::testing {
namespace {

using door::LexiconKeeper;
using door::LexiconSource;

class Lexicon : public LexiconWorld {
 protected:
  std::shared_ptr<const search::Lexicon> look() { return must(source.look()); }
  LexiconSource source{*store, clock};
};

TEST_F(Lexicon, IsThereAtTheFirstLookAndThenOnlyWhenSomethingChanged) {
  const auto first = look();
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->synonyms.empty());
  EXPECT_FALSE(look());
  clock.advance(60);
  EXPECT_FALSE(look());
  must(add_synonym(flow, editor, {"断网", {"掉线", "没网"}, false}));
  const auto second = look();
  ASSERT_TRUE(second);
  ASSERT_EQ(second->synonyms.size(), 1u);
  EXPECT_EQ(second->synonyms[0].from, "断网");
  EXPECT_EQ(second->synonyms[0].to, (std::vector<std::string>{"掉线", "没网"}));
  EXPECT_FALSE(second->synonyms[0].both_ways);
  EXPECT_GT(second->version, first->version);
  EXPECT_TRUE(first->synonyms.empty()) << "what was handed over never changes";
  must(edit_words(flow, editor, {"光猫"}, {}, {}));
  EXPECT_EQ(look()->words, std::vector<std::string>{"光猫"});
}

TEST_F(Lexicon, HoldsActiveSynonymsOnly) {
  const SynonymId id = must(add_synonym(flow, editor, {"断网", {"掉线"}, true}));
  EXPECT_EQ(look()->synonyms.size(), 1u);
  must(decide_synonym(flow, editor, id, SynonymDecision::kDecline, {}));
  EXPECT_TRUE(look()->synonyms.empty());
}

TEST_F(Lexicon, SeesWhatAnotherProcessChanged) {
  look();
  const auto other = must(open_sqlite_store({directory.path() / "store.sqlite"}, clock));
  must(add_synonym({*other, files}, editor, {"断网", {"掉线"}, true}));
  EXPECT_EQ(look()->synonyms.size(), 1u);
}

TEST_F(Lexicon, TakesUsesInEveryHalfMinuteAndForgetsThemAtOnce) {
  const EntryId entry = entry_with("宽带多少钱");
  look();
  served(agent, "资费", entry);
  clock.advance(29);
  EXPECT_FALSE(look());
  clock.advance(1);
  const auto learned = look();
  ASSERT_TRUE(learned);
  ASSERT_EQ(learned->uses.size(), 1u);
  EXPECT_EQ(learned->uses[0].question, "资费");
  EXPECT_EQ(learned->uses[0].entry, entry);
  EXPECT_NEAR(learned->uses[0].weight, 1.0, 1e-4);
  must(reset_uses(flow, admin));
  const auto forgotten = look();
  ASSERT_TRUE(forgotten);
  EXPECT_TRUE(forgotten->uses.empty());
}

TEST_F(Lexicon, LosesADeletedQuestionAtOnce) {
  const EntryId entry = entry_with("宽带多少钱");
  const std::string search = served(agent, "张三的资费", entry);
  EXPECT_EQ(look()->uses.size(), 1u);
  must(forget_search(flow, admin, search, "客户要求"));
  const auto without = look();
  ASSERT_TRUE(without);
  EXPECT_TRUE(without->uses.empty());
  must(forget_search(flow, admin, asked(agent, "没人用的"), "客户要求"));
  EXPECT_FALSE(look()) << "nothing was learnt from it";
}

TEST_F(Lexicon, IsHandedOverAtTheStartAndAfterAChange) {
  must(add_synonym(flow, editor, {"断网", {"掉线"}, true}));
  std::vector<std::size_t> sizes;
  std::promise<void> changed;
  {
    LexiconKeeper keeper(
        *store, clock,
        [&](std::shared_ptr<const search::Lexicon> made) {
          sizes.push_back(made->synonyms.size());
          if (sizes.size() == 2) changed.set_value();
        },
        [](const Error& error) { ADD_FAILURE() << error.code; });
    EXPECT_EQ(sizes, std::vector<std::size_t>{1}) << "before the constructor returns";
    must(add_synonym(flow, editor, {"座机", {"固定电话"}, true}));
    keeper.nudge();
    ASSERT_EQ(changed.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
  }
  must(add_synonym(flow, editor, {"宽带", {"光纤"}, true}));
  EXPECT_EQ(sizes, (std::vector<std::size_t>{1, 2})) << "nothing comes after its end";
}

}  // namespace
}  // namespace koujing::testing
