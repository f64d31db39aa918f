// What is proposed, from what, with which evidence; and the questions that an entry keeps serving.
#include "content/lexicon/variant_proposals.h"
#include "content/model/differing_pieces.h"
#include "tests/support/lexicon_world.h"

namespace koujing::testing {
namespace {

std::string pieces(const std::string& first, const std::string& second) {
  const auto found = differing_pieces(first, second);
  return found ? found->first + "/" + found->second : "";
}

TEST(DifferingPieces, AreTheOneWordThatIsAnother) {
  EXPECT_EQ(pieces("宽带断网怎么办", "宽带掉线怎么办"), "断网/掉线");
  EXPECT_EQ(pieces("固定电话停机", "座机停机"), "固定电话/座机");
  EXPECT_EQ(pieces("断网怎么办？", "掉线怎么办"), "断网/掉线") << "an end mark is no difference";
  EXPECT_EQ(pieces("家里wifi很慢", "家里无线很慢"), "wifi/无线");
}

TEST(DifferingPieces, AreNothingWhereMoreOrLessDiffers) {
  EXPECT_EQ(pieces("宽带断网怎么办", "宽带断网怎么办"), "");
  EXPECT_EQ(pieces("宽带断网", "宽带断网怎么办"), "") << "one only goes on";
  EXPECT_EQ(pieces("换卡流程", "补换卡流程"), "");
  EXPECT_EQ(pieces("话费查询", "资费查询"), "") << "single characters are no words";
  EXPECT_EQ(pieces("断网了", "掉线了"), "") << "one equal character is too little";
  EXPECT_EQ(pieces("充值五十元的办法", "充值一百元的办法"), "");
  EXPECT_EQ(pieces("充值50元的办法", "充值100元的办法"), "") << "other numbers are other questions";
  EXPECT_EQ(pieces("我家的宽带断网了怎么办", "我家的电视机顶盒没有信号怎么办"), "") << "longer than 6";
  EXPECT_EQ(pieces("打开wifi的办法", "打开wife的办法"), "wifi/wife") << "Latin words stay whole";
  EXPECT_EQ(pieces("", ""), "");
  EXPECT_EQ(pieces("\xff\xfe坏的", "坏的坏的"), "");
}

class Mining : public LexiconWorld {
 protected:
  std::vector<std::string> proposed() {
    std::vector<std::string> shown;
    for (const Synonym& one : synonyms())
      if (one.state == SynonymState::kProposed)
        shown.push_back(one.form.from + (one.form.both_ways ? "<->" : "->") + one.form.to.at(0) + " " +
                        std::string(synonym_origin_name(one.origin)));
    return shown;
  }
};

using Shown = std::vector<std::string>;

TEST_F(Mining, ProposesWhatVariantsOfTwoEntriesSay) {
  entry_with("宽带断网怎么办", {"宽带掉线怎么办"});
  must(mine_synonyms(flow, editor));
  EXPECT_EQ(proposed(), Shown{}) << "seen once";
  entry_with("校园网断网如何报修", {"校园网掉线如何报修", "别的说法"});
  const Mined mined = must(mine_synonyms(flow, editor));
  ASSERT_EQ(mined.proposed.size(), 1u);
  EXPECT_EQ(proposed(), Shown{"掉线<->断网 variants"});
  const Evidence evidence = synonym(mined.proposed[0]).evidence;
  EXPECT_EQ(evidence.times, 2);
  EXPECT_EQ(evidence.entries, 2);
  EXPECT_EQ(evidence.people, 0);
  EXPECT_EQ(evidence.examples.at(0),
            (std::pair<std::string, std::string>("宽带掉线怎么办", "宽带断网怎么办")));
  EXPECT_EQ(newest_record().verb, "propose_synonym");
}

TEST_F(Mining, ProposesWhatOneEntrySaysThreeTimes) {
  entry_with("宽带断网怎么办",
             {"宽带掉线怎么办", "老是断网是什么原因", "老是掉线是什么原因", "断网了找谁修", "掉线了找谁修"});
  ASSERT_EQ(must(mine_synonyms(flow, editor)).proposed.size(), 1u);
  EXPECT_EQ(proposed(), Shown{"掉线<->断网 variants"});
  EXPECT_EQ(synonyms()[0].evidence.times, 3);
  EXPECT_EQ(synonyms()[0].evidence.entries, 1);
}

TEST_F(Mining, ProposesWhatWasAskedInVainAndThenOtherwise) {
  const EntryId entry = entry_with("无法上网怎么处理");
  asked(agent, "没信号怎么处理");
  clock.advance(119);
  served(agent, "无法上网怎么处理", entry);
  ASSERT_EQ(must(mine_synonyms(flow, editor)).proposed.size(), 1u);
  EXPECT_EQ(proposed(), Shown{"没信号->无法上网 unanswered"});
  const Evidence evidence = synonyms()[0].evidence;
  EXPECT_EQ(evidence.times, 1);
  EXPECT_EQ(evidence.people, 1);
  EXPECT_EQ(evidence.examples.at(0),
            (std::pair<std::string, std::string>("没信号怎么处理", "无法上网怎么处理")));
}

TEST_F(Mining, TakesNoOtherPersonNoLaterSearchAndNoUnusedOne) {
  const EntryId entry = entry_with("无法上网怎么处理");
  asked(leader, "没信号怎么处理");
  served(agent, "无法上网怎么处理", entry);
  clock.advance(1);
  asked(agent, "没网络怎么处理");
  clock.advance(121);
  served(agent, "无法上网怎么处理", entry);
  clock.advance(3600);
  asked(agent, "上不了怎么处理");
  clock.advance(5);
  asked(agent, "无法上网怎么处理", entry);
  must(mine_synonyms(flow, editor));
  EXPECT_EQ(proposed(), Shown{});
}

TEST_F(Mining, ProposesAChangedWordingWhenItHappensAgain) {
  const EntryId entry = entry_with("光猫指示灯怎么看"), other = entry_with("别的");
  const auto reworded = [&](const Person& who) {
    clock.advance(3600);
    asked(who, "盒子指示灯怎么看", other);
    clock.advance(20);
    served(who, "光猫指示灯怎么看", entry);
  };
  reworded(agent);
  must(mine_synonyms(flow, editor));
  EXPECT_EQ(proposed(), Shown{});
  reworded(leader);
  must(mine_synonyms(flow, editor));
  EXPECT_EQ(proposed(), Shown{"盒子->光猫 reworded"});
  EXPECT_EQ(synonyms()[0].evidence.people, 2);
}

TEST_F(Mining, NeverProposesAgainWhatIsThereOrWasDeclined) {
  entry_with("宽带断网怎么办", {"宽带掉线怎么办"});
  entry_with("校园网断网如何报修", {"校园网掉线如何报修"});
  const SynonymId id = must(mine_synonyms(flow, editor)).proposed.at(0);
  EXPECT_EQ(must(mine_synonyms(flow, editor)).known, 1u) << "it waits already";
  must(decide_synonym(flow, editor, id, SynonymDecision::kDecline, {}));
  const Mined again = must(mine_synonyms(flow, editor));
  EXPECT_TRUE(again.proposed.empty());
  EXPECT_EQ(again.known, 1u);
  must(remove_synonym(flow, editor, id, {}));
  EXPECT_EQ(must(mine_synonyms(flow, editor)).proposed.size(), 1u) << "forgotten altogether";
}

class VariantProposals : public LexiconWorld {
 protected:
  std::vector<std::string> proposals(EntryId entry) {
    std::vector<std::string> questions;
    for (const ServedQuestion& one :
         must(variant_proposals(*reading(), entry, clock.now(), kDefaultOffsetMinutes)))
      questions.push_back(one.question);
    return questions;
  }
};

TEST_F(VariantProposals, AreQuestionsOfThreePeopleOrThreeDays) {
  const EntryId entry = entry_with("宽带多少钱", {"宽带价格"}), other = entry_with("水费多少钱");
  for (const Person& who : {agent, leader}) served(who, "包年要多少", entry);
  for (int i = 0; i < 5; ++i) served(agent, "一天里问了五次", entry);
  EXPECT_EQ(proposals(entry), Shown{});
  served(director, " 包年要多少 ", entry);
  for (int day = 0; day < 3; ++day) {
    served(agent, "每天都问", entry);
    served(agent, "宽带价格", entry);
    clock.advance(24 * 3600);
  }
  EXPECT_EQ(proposals(entry), (Shown{"包年要多少", "每天都问"}));
  EXPECT_EQ(proposals(other), Shown{});
  EXPECT_EQ(code_of(variant_proposals(*reading(), EntryId{99}, clock.now(), 480)), "not_found");
}

TEST_F(VariantProposals, BeginAnewAfterAReset) {
  const EntryId entry = entry_with("宽带多少钱");
  for (const Person& who : {agent, leader, director}) served(who, "包年要多少", entry);
  EXPECT_EQ(proposals(entry), Shown{"包年要多少"});
  must(reset_uses(flow, admin));
  EXPECT_EQ(proposals(entry), Shown{});
  clock.advance(1);
  for (const Person& who : {agent, leader, director}) served(who, "包年要多少", entry);
  EXPECT_EQ(proposals(entry), Shown{"包年要多少"});
}

}  // namespace
}  // namespace koujing::testing
