#include "search/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/query/synonyms.h"
#include "search/rank_text.h"
#include "search/use_memory.h"
#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Synonyms, RewriteEveryWordAndAllTogether) {
  const SynonymTable table({{"断网", {"宽带故障"}, true}, {"话费", {"通信费"}, false}});
  EXPECT_THAT(table.rewrite(U"断网了话费怎么退", 5, kNow),
              ElementsAre(U"宽带故障了通信费怎么退", U"宽带故障了话费怎么退", U"断网了通信费怎么退"));
  EXPECT_THAT(table.rewrite(U"宽带故障", 5, kNow), ElementsAre(U"断网"));
  EXPECT_THAT(table.rewrite(U"通信费", 5, kNow), IsEmpty());         // one way
  EXPECT_THAT(table.rewrite(U"断网 宽带故障", 5, kNow), IsEmpty());  // both are said already
}

TEST(Synonyms, TakeTheLongestWord) {
  const SynonymTable table({{"卡", {"银行卡"}, false}, {"手机卡", {"SIM卡"}, false}});
  EXPECT_THAT(table.rewrite(U"手机卡坏了", 5, kNow), ElementsAre(U"sim卡坏了"));
}

TEST(Synonyms, HoldInTheirRecordTime) {
  const SynonymTable table({{"断网", {"掉线"}, true, kNow, kNow.plus_seconds(10)},
                            {"断网", {"宽带故障"}, false, kNow.plus_seconds(5), {}}});
  const auto rewritten = [&](const char32_t* text, int known) {
    return table.rewrite(text, 5, kNow.plus_seconds(known));
  };
  EXPECT_THAT(rewritten(U"断网", -1), IsEmpty());
  EXPECT_THAT(rewritten(U"断网", 0), ElementsAre(U"掉线"));
  EXPECT_THAT(rewritten(U"断网", 9), ElementsAre(U"掉线", U"宽带故障"));
  EXPECT_THAT(rewritten(U"断网", 10), ElementsAre(U"宽带故障"));
  EXPECT_THAT(rewritten(U"掉线", 9), ElementsAre(U"断网"));
  EXPECT_THAT(rewritten(U"掉线", 10), IsEmpty());
}

TEST(UseMemory, RemembersTheNearestQuestionOfEveryEntry) {
  const UseMemory memory({{"网断了怎么办", EntryId{1}, 3, kNow},
                          {"水费怎么交", EntryId{2}, 2, kNow},
                          {"网断了", EntryId{3}, 1, kNow}});
  const auto remembered = memory.recall(rank_text("家里网断了怎么办呢"));
  ASSERT_FALSE(remembered.empty());
  EXPECT_EQ(remembered.front().entry, EntryId{1});
  EXPECT_EQ(remembered.front().question, "网断了怎么办");
  EXPECT_GT(remembered.front().strength, 0);
  EXPECT_LE(remembered.front().strength, 1);
  for (const Remembered& one : remembered) EXPECT_NE(one.entry, EntryId{2});
  EXPECT_THAT(memory.recall(u"完全无关"), IsEmpty());
}

class Learning : public ::testing::Test {
 protected:
  Learning() {
    index_.put({document(1, "宽带报修流程", "请先重启光猫。"), document(2, "停水通知", "今晚停水。"),
                document(3, "宽带资费", "每月五十元。")});
  }
  void learn(Lexicon lexicon) { index_.reader->use_lexicon(lexicon); }
  std::int64_t first(const std::string& text) {
    const auto found = index_.found(text);
    return found.empty() ? 0 : found.front();
  }
  SmallIndex index_;
};

TEST_F(Learning, FindsBySynonymsAtOnceAndWithoutARebuild) {
  EXPECT_NE(first("光纤"), 3);
  learn({{{"光纤", {"宽带资费"}, true}}, {}, {}, {}, 1});
  EXPECT_EQ(first("光纤"), 3);
  learn({});
  EXPECT_NE(first("光纤"), 3);
}

TEST_F(Learning, FindsWhatServedSuchAQuestionBefore) {
  EXPECT_THAT(index_.found("电视看不了怎么弄"), IsEmpty());
  learn({{}, {}, {}, {{"电视看不了", EntryId{1}, 3, kNow.plus_seconds(-10)}}, 1});
  EXPECT_EQ(first("电视看不了怎么弄"), 1);
  Request request;
  request.text = "电视看不了怎么弄";
  request.at = request.known = kNow;
  request.explain = true;
  const Answer answer = index_.search(request);
  ASSERT_FALSE(answer.hits.empty());
  EXPECT_THAT(answer.hits[0].reasons, Contains(::testing::Field(&Reason::feature, "memory")));
  request.literal = true;
  EXPECT_THAT(index_.found(request), IsEmpty());
}

TEST_F(Learning, SearchesOfThePastGoByTheSynonymsOfThen) {
  learn({{{"光纤", {"宽带资费"}, true, kNow.plus_seconds(-100), kNow.plus_seconds(-50)}}, {}, {}, {}, 1});
  const auto found_then = [&](int known) {
    Request request;
    request.text = "光纤";
    request.at = kNow;
    request.known = kNow.plus_seconds(known);
    return index_.found(request);
  };
  EXPECT_THAT(found_then(-70), Contains(3));
  EXPECT_THAT(found_then(-101), Not(Contains(3)));
  EXPECT_THAT(found_then(-50), Not(Contains(3)));
  EXPECT_NE(first("光纤"), 3);
}

TEST_F(Learning, LeavesOutWhatUsesTeachWhereItDoesNotCount) {
  Request request;
  request.at = request.known = kNow;
  request.learned = false;
  request.text = "kd";
  const auto plain = index_.found(request);
  ASSERT_FALSE(plain.empty());
  learn({{},
         {},
         {},
         {{"电视看不了", EntryId{1}, 3, kNow.plus_seconds(-10)},
          {"水费怎么交", EntryId{plain.back()}, 50, kNow.plus_seconds(-10)}},
         1});
  EXPECT_EQ(index_.found(request), plain) << "what sounds so is in the order of before";
  request.text = "电视看不了怎么弄";
  EXPECT_THAT(index_.found(request), IsEmpty());
  EXPECT_EQ(first("电视看不了怎么弄"), 1);
}

TEST_F(Learning, NeverShowsWhatIsNotInForceHoweverOftenItWasUsed) {
  IndexDocument ended = document(1, "宽带报修流程", "请先重启光猫。");
  ended.span.valid.to = kNow.plus_seconds(-5);
  index_.put({ended});
  learn({{}, {}, {}, {{"宽带报修", EntryId{1}, 50, kNow.plus_seconds(-10)}}, 1});
  EXPECT_THAT(index_.found("宽带报修"), Not(Contains(1)));
}

// What a thousand uses say of an old answer does not bury a newer one that fits as well and was confirmed
// since.
TEST_F(Learning, NeverBuriesAConfirmedNewerAnswer) {
  IndexDocument old = document(10, "宽带移机怎么办理", "旧办法。");
  IndexDocument fresh = document(11, "宽带移机怎么办理", "新办法。");
  old.confirmed_at = kNow.plus_seconds(-9000);
  fresh.confirmed_at = kNow.plus_seconds(-100);
  index_.put({old, fresh});
  Lexicon lexicon{{}, {}, {}, {{"宽带移机", EntryId{10}, 1000, kNow.plus_seconds(-200)}}, 1};
  learn(lexicon);
  EXPECT_EQ(first("宽带移机"), 11);
  lexicon.uses[0].last = kNow.plus_seconds(-50);  // used again since: then it may be first
  learn(lexicon);
  EXPECT_EQ(first("宽带移机"), 10);
}

}  // namespace
}  // namespace koujing::search
