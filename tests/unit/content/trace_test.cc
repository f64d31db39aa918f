// Invariant 8: the journal is found from either end, from the notice and from the entry that came of it.
#include "content/journal/trace.h"
#include "content/flow/use_answer.h"
#include "content/journal/find_record.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

class Trace : public FlowWorld {
 protected:
  std::vector<std::string> steps_about(const std::string& kind, std::int64_t id) {
    JournalFilter filter;
    filter.about = JournalRef{kind, id_text(id)};
    std::vector<std::string> verbs;
    for (const JournalRecord& record : must(reading()->record().journal(filter, false, {100, {}})).items)
      verbs.push_back(record.verb);
    return verbs;
  }
  void add_search(const SearchRow& row) {
    auto writing = must(store->write());
    must(writing->record().add_search(row));
    must(writing->commit());
  }
};

TEST_F(Trace, EveryStepOfASetIsFoundFromItsNoticeAndFromItsEntries) {
  const ChangeId first = published({new_item("宽带多少钱", "每月 99 元。")});
  const EntryId entry = entries_of(first)[0];
  const ChangeId second = published({revise_item(entry, 1, "宽带多少钱", "每月 9 元。")});
  must(withdraw_change(flow, editor, second, "价格写错", true, {}));
  const ChangeId urgent = must(publish_emergency(flow, leader, drafted({new_item("断网")}), "急", {}));
  must(confirm_change(flow, market, urgent, change(urgent).digest, {}));

  using Steps = std::vector<std::string>;
  EXPECT_EQ(steps_about("notice", change(second).notice->value),
            (Steps{"receive_notice", "review_notice", "draft_changes", "submit_change", "confirm_change",
                   "publish_change", "withdraw_change"}));
  EXPECT_EQ(steps_about("change", second.value),
            (Steps{"draft_changes", "submit_change", "confirm_change", "publish_change", "withdraw_change"}));
  EXPECT_EQ(steps_about("entry", entry.value),
            (Steps{"publish_change", "draft_changes", "submit_change", "confirm_change", "publish_change",
                   "withdraw_change"}));
  EXPECT_EQ(steps_about("entry", entries_of(urgent)[0].value),
            (Steps{"publish_emergency", "confirm_change"}));
}

TEST_F(Trace, APaperLeadsToAllThatRestsOnItInForceOrPast) {
  const ChangeId first =
      published({new_item("宽带多少钱", "每月 99 元。"), new_item("停机保号", "每月 5 元。")});
  const EntryId entry = entries_of(first)[0];
  const ChangeId second = published({revise_item(entry, 1, "宽带多少钱", "每月 9 元。")});
  const NoticeId paper = *change(first).notice, later = *change(second).notice;
  const auto resting = [&](const std::vector<NoticeId>& notices, Page page) {
    return must(answers_resting_on(*reading(), notices, {}, {}, page));
  };
  const auto old = resting({paper}, {10, {}});
  ASSERT_EQ(old.items.size(), 2U);
  EXPECT_FALSE(old.next);
  EXPECT_EQ(old.items[0].revision.number, 1);
  clock.advance(60);
  const Instant now = clock.now();
  EXPECT_EQ(in_force(old.items[0].spans, now, now), nullptr) << "another took over";
  EXPECT_NE(in_force(old.items[1].spans, now, now), nullptr);
  const auto page = resting({later, paper}, {2, {}});
  ASSERT_TRUE(page.next);
  const auto rest = resting({later, paper}, {2, page.next});
  ASSERT_EQ(rest.items.size(), 1U);
  EXPECT_EQ(rest.items[0].notice, later);
  EXPECT_EQ(rest.items[0].revision.number, 2);
}

TEST_F(Trace, APaperLeadsToAllThatCitesItAlsoWhenItIsNotInTheLibrary) {
  const auto cited = [&](const std::vector<NoticeId>& notices, const std::vector<std::string>& names,
                         Page page) {
    return must(answers_resting_on(*reading(), notices, names, {}, page));
  };
  const std::string number = "国发〔2008〕4号";
  const ChangeId first = published(
      {new_item("停机保号", "根据国发[2008]4 号，每月 5 元。"), new_item("别的", "国发〔2008〕14号")});
  const EntryId entry = entries_of(first)[0];
  const ChangeId second = published({revise_item(entry, 1, "停机保号", "每月 9 元。")});
  published({new_item("上网", "《移机（试行）办法》说了。"), new_item("换号", "按国发2008年第4号办。")});

  const auto some = cited({}, {number}, {10, {}});
  ASSERT_EQ(some.items.size(), 2U);
  EXPECT_FALSE(some.next);
  EXPECT_EQ(some.items[0].revision.entry, entry);
  EXPECT_EQ(some.items[0].revision.number, 1) << "the newest no longer cites it";
  EXPECT_FALSE(some.items[0].notice);
  EXPECT_EQ(some.items[0].passage, "根据国发[2008]4 号，每月 5 元。");
  const auto page = cited({}, {number}, {1, {}});
  ASSERT_TRUE(page.next);
  EXPECT_EQ(cited({}, {number}, {1, page.next}).items[0].passage, "按国发2008年第4号办。");
  EXPECT_EQ(cited({}, {"《移机(试行)办法》"}, {10, {}}).items.size(), 1U);
  EXPECT_TRUE(cited({}, {"4号", "《移机》", ""}, {10, {}}).items.empty());

  const auto both = cited({*change(first).notice, *change(second).notice}, {number}, {10, {}});
  ASSERT_EQ(both.items.size(), 4U) << "what does both is there once";
  EXPECT_EQ(both.items[0].notice, change(first).notice);
  EXPECT_EQ(both.items[0].passage, "");
}

TEST_F(Trace, AnAnswerLeadsToEveryCallThatHeardExactlyItsWords) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  const auto heard = [&](const std::string& search, int number, const std::string& how,
                         const std::string& call) {
    SearchRow row;
    row.id = search;
    row.person = agent.id;
    row.at = row.as_of = row.known = clock.now();
    row.shown = "[[" + id_text(entry.value) + "," + std::to_string(number) + "]]";
    add_search(row);
    must(use_answer(flow, agent, {search, entry, number, how, call}));
  };
  const Instant begun = clock.now();
  clock.advance(60);
  heard("s1", 1, "opened", "call-1");
  must(use_answer(flow, agent, {"s1", entry, 1, "copied", "call-1"}));
  must(leave_answer(flow, agent, {"s1", entry, 1, 17, "call-2"}));
  heard("s2", 1, "copied", "");
  published({revise_item(entry, 1, "宽带多少钱", "每月 9 元。")});
  heard("s3", 2, "copied", "call-3");

  const Revision old = must(reading()->entries().revision(entry, 1)).value();
  const UseCounts counts = must(count_uses(*reading(), old, {}));
  EXPECT_EQ(counts.uses, 3);
  EXPECT_EQ(counts.reads, 1);
  EXPECT_EQ(counts.calls, 2) << "reading in a call is hearing in it";
  const UseCounts early = must(count_uses(*reading(), old, begun));
  EXPECT_EQ(early.uses + early.reads + early.calls, 0);
  const auto uses = must(uses_of(*reading(), old, {}, {10, {}}));
  ASSERT_EQ(uses.items.size(), 4U);
  EXPECT_EQ(uses.items[1].how, "left");
  EXPECT_EQ(uses.items[1].seconds, 17);
  EXPECT_EQ(uses.items[3].call, "call-1");
  EXPECT_EQ(uses.items[3].revision, 1);
  EXPECT_FALSE(
      use_of(must(reading()->record().head()).value_or(JournalRecord{})).value_or(TracedUse{}).how.empty());

  JournalFilter rest;
  rest.without_uses = true;
  const auto others = must(reading()->record().journal(rest, true, {1'000, {}})).items;
  EXPECT_EQ(static_cast<std::int64_t>(others.size()), must(reading()->record().head())->seq - 5);
  for (const JournalRecord& one : others) EXPECT_FALSE(is_of_a_desk(one.verb)) << one.verb;
  rest.about = JournalRef{"call", "call-1"};
  EXPECT_TRUE(must(reading()->record().journal(rest, true, {10, {}})).items.empty());
}

TEST_F(Trace, TheJournalIsNarrowedByTimeDepartmentDigestAndVerbs) {
  const Instant before = clock.now();
  EXPECT_EQ(must(last_record_before(reading()->record(), Instant::always())), 0);
  const std::int64_t known = must(reading()->record().head())->seq;
  EXPECT_EQ(must(last_record_before(reading()->record(), Instant::never())), known);
  clock.advance(60);
  const ChangeId set = published({new_item("宽带多少钱", "每月 99 元。")});
  EXPECT_GE(must(last_record_before(reading()->record(), before.plus_seconds(30))), known - 1);
  const auto verbs = [&](const JournalFilter& filter) {
    std::vector<std::string> found;
    for (const JournalRecord& record : must(reading()->record().journal(filter, false, {100, {}})).items)
      found.push_back(record.verb);
    return found;
  };
  JournalFilter later;
  later.above = must(last_record_before(reading()->record(), before.plus_seconds(30)));
  EXPECT_EQ(verbs(later), (std::vector<std::string>{"receive_notice", "review_notice", "draft_changes",
                                                    "submit_change", "confirm_change", "publish_change"}));
  JournalFilter earlier;
  earlier.upto = later.above;
  EXPECT_EQ(static_cast<std::int64_t>(verbs(earlier).size()), later.above);
  JournalFilter some = later;
  some.verbs = {"confirm_change", "publish_change"};
  EXPECT_EQ(verbs(some).size(), 2U);
  some.new_digest = change(set).digest;
  EXPECT_EQ(verbs(some), verbs({some}));
  JournalFilter of_market = later;
  of_market.department = market.department;
  EXPECT_EQ(verbs(of_market), verbs(later));
  of_market.department = DepartmentCode{"nobody"};
  EXPECT_TRUE(verbs(of_market).empty());
}

TEST_F(Trace, TheHistoryOfAPersonAndOfADepartmentHasWhatWasDoneToThem) {
  Person moved = water;
  moved.disabled = true;
  must(save_person(flow, &admin, moved));
  const NewToken token = must(add_token(flow, &admin, water.id, "系统对接"));
  must(revoke_token(flow, &admin, token.id));
  must(add_token(flow, &admin, market.id, "系统对接"));
  must(receive_notice(flow, water, form()));
  const auto verbs = [&](const JournalFilter& filter) {
    std::vector<std::string> found;
    for (const JournalRecord& record : must(reading()->record().journal(filter, false, {100, {}})).items)
      found.push_back(record.verb);
    return found;
  };
  using Verbs = std::vector<std::string>;
  JournalFilter by, of, both;
  by.actor_login = water.login;
  EXPECT_EQ(verbs(by), Verbs{"receive_notice"});
  of.person = water.id;
  EXPECT_EQ(verbs(of), (Verbs{"add_person", "save_person", "add_token", "revoke_token", "receive_notice"}));
  both = of;
  both.actor_login = admin.login;
  EXPECT_EQ(verbs(both), (Verbs{"save_person", "add_token", "revoke_token"}));
  of.person = PersonId{987'654};
  EXPECT_TRUE(verbs(of).empty());

  JournalFilter department;
  department.department = water.department;
  EXPECT_EQ(verbs(department), (Verbs{"add_department", "add_person", "save_person", "receive_notice"}));
}

}  // namespace
}  // namespace koujing::testing
