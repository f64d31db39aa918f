// What is personal goes when its time is over, and everything still verifies.
#include "content/flow/retention.h"

#include <nlohmann/json.hpp>

#include "content/flow/questions.h"
#include "content/flow/use_answer.h"
#include "content/journal/append.h"
#include "tests/support/flow_world.h"
#include "tests/unit/content/raw_store.h"

namespace koujing::testing {
namespace {

constexpr std::int64_t kDay = 86'400;

class Retention : public FlowWorld {
 protected:
  Retention() : entry(entries_of(published({new_item("宽带多少钱", "每月 99 元。")})).front()) {}

  void search(const std::string& id, const std::string& text) {
    SearchRow row;
    row.id = id;
    row.person = agent.id;
    row.text = text;
    row.salt = "salt of " + id;
    row.at = row.as_of = row.known = clock.now();
    row.shown = "[[" + id_text(entry.value) + ",1]]";
    row.call_id = "call of " + id;
    {
      auto writing = must(store->write());
      must(writing->record().add_search(row));
      must(writing->commit());
    }
    must(use_answer(flow, agent, {id, entry, 1, "copied", row.call_id}));
  }
  SearchRow kept(const std::string& id) { return must(reading()->record().search(id)).value(); }
  std::vector<std::string> questions() {
    std::vector<std::string> found;
    for (const AnswerUse& use : must(reading()->lexicon().uses_after(0, Instant::always(), 10)))
      found.push_back(use.question);
    return found;
  }
  std::size_t forget() { return must(forget_what_is_due(flow, clock.now())); }
  JournalRecord last() { return must(reading()->record().head()).value(); }

  EntryId entry;
};

TEST_F(Retention, TheJournalBindsTheTextAndDoesNotHoldIt) {
  search("s1", "13800000000 的宽带");
  const auto detail = nlohmann::json::parse(last().detail);
  EXPECT_EQ(detail.at("query_digest"), search_digest("salt of s1", "13800000000 的宽带"));
  EXPECT_EQ(last().detail.find("13800000000"), std::string::npos);
}

TEST_F(Retention, KeepsForGoodUntilSomebodySaysOtherwise) {
  search("s1", "宽带多少钱");
  clock.advance(4000 * kDay);
  EXPECT_EQ(forget(), 0U);
  EXPECT_EQ(kept("s1").text, "宽带多少钱");
}

TEST_F(Retention, TextsGoWhenTheirTimeIsOverAndTheRestStays) {
  search("s1", "宽带多少钱");
  clock.advance(20 * kDay);
  search("s2", "宽带价格");
  must(edit_retention_rules(flow, admin, {30, 0}, {}));
  EXPECT_EQ(forget(), 0U) << "none is older than 30 days";
  clock.advance(15 * kDay);
  EXPECT_EQ(forget(), 1U);
  EXPECT_EQ(forget(), 0U);
  const SearchRow gone = kept("s1");
  EXPECT_EQ(gone.text + gone.salt, "");
  EXPECT_TRUE(gone.forgotten_at);
  EXPECT_EQ(gone.call_id, "call of s1");
  EXPECT_NE(gone.shown, "[]");
  EXPECT_EQ(kept("s2").text, "宽带价格");
  EXPECT_EQ(questions(), (std::vector<std::string>{"", "宽带价格"}));
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
  EXPECT_EQ(last().verb, "forget_searches");
  EXPECT_EQ(nlohmann::json::parse(last().detail).at("searches"), 1);
}

TEST_F(Retention, OneGoesOnRequestOnceAndWithAReason) {
  search("s1", "13800000000 的宽带");
  EXPECT_EQ(code_of(forget_search(flow, admin, "s1", "  ")), "invalid_input");
  EXPECT_EQ(code_of(forget_search(flow, admin, "s9", "客户要求")), "not_found");
  must(forget_search(flow, admin, "s1", "客户要求"));
  EXPECT_EQ(kept("s1").text, "");
  EXPECT_EQ(last().old_digest, search_digest("salt of s1", "13800000000 的宽带")) << "the stub";
  EXPECT_EQ(code_of(forget_search(flow, admin, "s1", "客户要求")), "forgotten");
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
}

TEST_F(Retention, RefusesDaysThatAreNone) {
  for (const std::int64_t days : {-1, 1, 29, 36'501})
    EXPECT_FALSE(edit_retention_rules(flow, admin, {days, 0}, {})) << days;
  EXPECT_EQ(must(edit_retention_rules(flow, admin, {30, 0}, {})).version, 1);
  EXPECT_EQ(must(edit_retention_rules(flow, admin, {0, 0}, 1)).rules.search_days, 0);
}

TEST_F(Retention, NotesOnCallersGoSoLongAfterTheQuestionIsDoneWith) {
  QuestionForm form;
  form.text = "欠费停机还能打 10086 吗";
  form.asking.callback = "王某 13800000000";
  const QuestionId open = must(raise_question(flow, agent, form));
  const QuestionId done = must(raise_question(flow, agent, form));
  must(join_question(flow, leader, done, {"", "", "李某 13900000000"}));
  must(close_question(flow, leader, done, "已答复", {}));
  must(edit_retention_rules(flow, admin, {0, 30}, {}));
  const auto notes = [&](QuestionId id) {
    std::string all;
    const Question question = must(reading()->questions().find(id)).value();
    for (const QuestionAsker& one : question.askers) all += one.asking.callback;
    for (const QuestionStep& one : question.steps) EXPECT_EQ(one.text.find("13900000000"), std::string::npos);
    return all;
  };
  clock.advance(20 * kDay);
  EXPECT_EQ(forget(), 0U) << "it was done with 20 days ago";
  clock.advance(15 * kDay);
  EXPECT_EQ(forget(), 1U);
  EXPECT_EQ(forget(), 0U);
  EXPECT_EQ(notes(done), "");
  EXPECT_EQ(notes(open), "王某 13800000000") << "somebody is still to be called back";
  EXPECT_EQ(last().verb, "forget_callbacks");
  EXPECT_EQ(nlohmann::json::parse(last().detail).at("questions"), 1);
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
}

// As programs before kept it: the note of who joined stood in the step as well.
TEST_F(Retention, StepsOfJoiningLoseTheirNoteAndNothingElseDoes) {
  QuestionForm form;
  form.text = "停机保号怎么收费";
  form.asking.callback = "王某";
  const QuestionId id = must(raise_question(flow, agent, form));
  {
    auto writing = must(store->write());
    must(writing->questions().add_step(id,
                                       {"join", leader.id, writing->recorded_at(), "李某 13900000000", {}}));
    must(writing->commit());
  }
  must(close_question(flow, leader, id, "已答复", {}));
  must(edit_retention_rules(flow, admin, {0, 30}, {}));
  clock.advance(31 * kDay);
  EXPECT_EQ(forget(), 1U);
  const Question after = must(reading()->questions().find(id)).value();
  ASSERT_EQ(after.steps.size(), 3U);
  EXPECT_EQ(after.steps[0].text, "停机保号怎么收费");
  EXPECT_EQ(after.steps[1].text, "");
  EXPECT_EQ(after.steps[2].text, "已答复");
  const auto file = directory.path() / "store.sqlite";
  EXPECT_EQ(run_raw(file, "UPDATE question_steps SET text = '' WHERE verb = 'ask'"),
            "append_only: question_steps");
  EXPECT_EQ(run_raw(file, "UPDATE question_steps SET text = 'x' WHERE verb = 'join'"),
            "append_only: question_steps");
}

}  // namespace
}  // namespace koujing::testing
