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

TEST_F(Lexicon, HoldsWhatSynonymsSaidAndWhenTheyDid) {
  const SynonymId id = must(add_synonym(flow, editor, {"断网", {"掉线"}, true}));
  const Instant added = synonym(id).at;
  must(add_synonym(flow, editor, {"座机", {"固定电话"}, true}));
  must(change_synonym(flow, editor, id, {"断网", {"没网"}, true}, {}));
  const Instant changed = synonym(id).at;
  const auto first = look();
  ASSERT_EQ(first->synonyms.size(), 3u);
  EXPECT_EQ(first->synonyms[0].to, std::vector<std::string>{"掉线"});
  EXPECT_EQ(first->synonyms[0].known_from, added);
  EXPECT_EQ(first->synonyms[0].known_to, changed);
  EXPECT_EQ(first->synonyms[1].to, std::vector<std::string>{"没网"});
  EXPECT_EQ(first->synonyms[1].known_from, changed);
  EXPECT_FALSE(first->synonyms[1].known_to);
  EXPECT_EQ(first->synonyms[2].from, "座机");

  must(decide_synonym(flow, editor, id, SynonymDecision::kDecline, {}));
  const Instant declined = synonym(id).at;
  EXPECT_EQ(look()->synonyms.at(1).known_to, declined);
  must(decide_synonym(flow, editor, id, SynonymDecision::kApprove, {}));
  const Instant approved = synonym(id).at;
  const auto again = look();
  ASSERT_EQ(again->synonyms.size(), 4u);
  EXPECT_EQ(again->synonyms[2].known_from, approved);
  EXPECT_FALSE(again->synonyms[2].known_to);
  must(remove_synonym(flow, editor, id, {}));
  const auto without = look();
  ASSERT_EQ(without->synonyms.size(), 4u);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(without->synonyms[i].known_to) << i;
  EXPECT_EQ(without->synonyms[3].from, "座机");
  EXPECT_FALSE(without->synonyms[3].known_to);
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
