// What an agent keeps, and what changed since the last shift: shown once, asked again only after a change of
// substance.
#include "content/flow/agents_desk.h"

#include "content/flow/skill_groups.h"
#include "content/flow/use_answer.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

class AgentsDesk : public FlowWorld {
 protected:
  Instant now() { return store->last_recorded_at(); }
  EntryId answer(const std::string& title = "宽带资费") {
    return entries_of(published({new_item(title)})).front();
  }
  void revise(EntryId entry, int base, bool minor = false) {
    ChangeItem item = revise_item(entry, base, "宽带资费", "第 " + std::to_string(base + 1) + " 版。");
    item.minor = minor;
    published({item});
  }
  std::vector<ShiftChange> changes(Instant since) {
    return must(changes_since(*reading(), agent, since, now()));
  }
  ShiftChange change_of(EntryId entry, Instant since) {
    for (const ShiftChange& one : changes(since))
      if (one.entry == entry) return one;
    ADD_FAILURE() << "not among the changes";
    return {};
  }
};

TEST_F(AgentsDesk, KeepsFavouritesByCategoryAndSubscriptions) {
  const EntryId one = answer("甲"), two = answer("乙");
  must(set_favourite(flow, agent, one, "资费"));
  must(set_favourite(flow, agent, two, "报修"));
  must(set_favourite(flow, agent, one, "常用"));
  const auto kept = must(reading()->desk().favourites(agent.id));
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(kept[0].entry, one);
  EXPECT_EQ(kept[0].category, "常用");
  EXPECT_TRUE(must(reading()->desk().favourites(leader.id)).empty());
  must(drop_favourite(flow, agent, one));
  EXPECT_EQ(must(reading()->desk().favourites(agent.id)).size(), 1u);
  EXPECT_EQ(code_of(set_favourite(flow, agent, EntryId{999}, "")), "not_found");
  must(subscribe(flow, agent, false, one.value));
  must(subscribe(flow, agent, true, 1));
  must(subscribe(flow, agent, true, 1));
  EXPECT_EQ(must(reading()->desk().subscriptions(agent.id)).size(), 2u);
  must(unsubscribe(flow, agent, true, 1));
  EXPECT_EQ(must(reading()->desk().subscriptions(agent.id)).size(), 1u);
  EXPECT_EQ(code_of(subscribe(flow, agent, true, 999)), "not_found");
}

TEST_F(AgentsDesk, ShowsOnlyWhatAnswersDifferentlyNow) {
  const EntryId same = answer("不变"), revised = answer("宽带资费"), ended = answer("下架");
  const Instant since = now();
  clock.advance(60);
  const EntryId fresh = answer("新增");
  revise(revised, 1);
  published({retire_item(ended, 1)});
  EXPECT_EQ(changes(since).size(), 3u);
  EXPECT_EQ(change_of(revised, since).before, 1);
  EXPECT_EQ(change_of(revised, since).now, 2);
  EXPECT_FALSE(change_of(fresh, since).before);
  EXPECT_FALSE(change_of(ended, since).now);
  EXPECT_TRUE(changes(now()).empty());
  (void)same;
}

TEST_F(AgentsDesk, AsksAgainOnlyAfterAChangeOfSubstance) {
  const EntryId entry = answer();
  const Instant since = now();
  clock.advance(60);
  revise(entry, 1);
  EXPECT_TRUE(change_of(entry, since).substantial);
  EXPECT_FALSE(change_of(entry, since).acknowledged);
  must(acknowledge_revision(flow, agent, entry, 2));
  EXPECT_TRUE(change_of(entry, since).acknowledged);
  clock.advance(60);
  revise(entry, 2, true);
  EXPECT_TRUE(change_of(entry, since).acknowledged) << "3 is minor";
  clock.advance(60);
  revise(entry, 3);
  EXPECT_FALSE(change_of(entry, since).acknowledged) << "4 is not";
  must(acknowledge_revision(flow, agent, entry, 4));
  EXPECT_TRUE(change_of(entry, since).acknowledged);
  EXPECT_EQ(code_of(acknowledge_revision(flow, agent, entry, 9)), "not_found");
}

TEST_F(AgentsDesk, AMinorChangeAloneAsksNothing) {
  const EntryId entry = answer();
  const Instant since = now();
  clock.advance(60);
  revise(entry, 1, true);
  EXPECT_FALSE(change_of(entry, since).substantial);
}

TEST_F(AgentsDesk, AnAnswerThatEndedIsAcknowledgedOnceMore) {
  const EntryId entry = answer();
  must(acknowledge_revision(flow, agent, entry, 1));
  const Instant since = now();
  clock.advance(60);
  published({retire_item(entry, 1)});
  EXPECT_FALSE(change_of(entry, since).acknowledged);
  clock.advance(60);
  must(acknowledge_revision(flow, agent, entry, 1));
  EXPECT_TRUE(change_of(entry, since).acknowledged);
}

TEST_F(AgentsDesk, SaysWhyAChangeIsOfConcern) {
  const EntryId entry = answer();
  const Instant since = now();
  clock.advance(60);
  revise(entry, 1);
  EXPECT_TRUE(change_of(entry, since).because.empty());
  must(subscribe(flow, agent, false, entry.value));
  must(set_favourite(flow, agent, entry, ""));
  for (const CatalogueNode& node : must(reading()->catalogue().all()))
    if (node.path == "宽带") must(subscribe(flow, agent, true, node.id.value));
  EXPECT_EQ(change_of(entry, since).because, (std::set<std::string>{"entry", "favourite", "node"}));
}

TEST_F(AgentsDesk, TheLastShiftEndedWithTheLastSearchBeforeThisOne) {
  const Instant began = now();
  EXPECT_EQ(must(end_of_last_shift(*reading(), agent, began)), began.plus_seconds(-7 * 24 * 3600));
  SearchRow row;
  row.id = "s1";
  row.person = agent.id;
  row.at = row.as_of = row.known = began.plus_seconds(-3600);
  row.shown = "[]";
  {
    auto writing = must(store->write());
    must(writing->record().add_search(row));
    must(writing->commit());
  }
  EXPECT_EQ(must(end_of_last_shift(*reading(), agent, began)), row.at);
  EXPECT_EQ(must(end_of_last_shift(*reading(), leader, began)), began.plus_seconds(-7 * 24 * 3600));
}

TEST_F(AgentsDesk, WhatWasNotAcknowledgedIsStillAskedAfterTheNextSignIn) {
  const EntryId entry = answer(), other = answer();
  clock.advance(60);
  revise(entry, 1);
  revise(other, 1, true);
  clock.advance(60);
  const Instant since = now();
  clock.advance(60);
  const auto asked = [&](const Person& person) {
    std::set<EntryId> entries;
    for (const ShiftChange& one : must(changes_still_asked(*reading(), person, since, clock.now())))
      entries.insert(one.entry);
    return entries;
  };
  EXPECT_TRUE(must(changes_since(*reading(), agent, since, now())).empty());
  EXPECT_TRUE(asked(agent).contains(entry));
  must(acknowledge_revision(flow, agent, entry, 2));
  EXPECT_FALSE(asked(agent).contains(entry));
  EXPECT_TRUE(asked(leader).contains(entry)) << "everybody for themselves";
  // What is told of anyhow is not told twice.
  revise(entry, 2);
  clock.advance(1);
  EXPECT_FALSE(asked(agent).contains(entry));
  clock.advance(8 * 24 * 3600);
  EXPECT_TRUE(asked(leader).empty()) << "a week";
}

TEST_F(AgentsDesk, HowLongAnAnswerWasOpenIsJournalledWithItsDigest) {
  const EntryId entry = answer();
  SearchRow row;
  row.id = "s2";
  row.person = agent.id;
  row.at = row.as_of = row.known = now();
  row.shown = "[[" + std::to_string(entry.value) + ",1]]";
  {
    auto writing = must(store->write());
    must(writing->record().add_search(row));
    must(writing->commit());
  }
  must(leave_answer(flow, agent, {"s2", entry, 1, 42, "call-7"}));
  EXPECT_EQ(code_of(leave_answer(flow, leader, {"s2", entry, 1, 42, ""})), "not_found");
  EXPECT_EQ(code_of(leave_answer(flow, agent, {"s2", entry, 2, 42, ""})), "invalid_input");
  EXPECT_EQ(code_of(leave_answer(flow, agent, {"s2", entry, 1, -1, ""})), "invalid_input");
  JournalFilter filter;
  filter.about = JournalRef{"call", "call-7"};
  const auto records = must(reading()->record().journal(filter, true, {10, std::nullopt}));
  ASSERT_EQ(records.items.size(), 1u);
  EXPECT_EQ(records.items[0].verb, "leave_answer");
  EXPECT_EQ(records.items[0].new_digest, must(reading()->entries().revision(entry, 1))->digest);
}

TEST_F(AgentsDesk, MostUsedInTheGroupIsWhatItsAgentsAndLeadersUsed) {
  const EntryId entry = answer(), other = answer("宽带移机");
  const auto uses = [&](const std::string& login, Role role, const std::string& group, EntryId used) {
    Person who{{}, login, login, {role}, {}, group, false};
    who.id = must(add_person(flow, nullptr, who, ""));
    SearchRow row;
    row.id = "of " + login;
    row.person = who.id;
    row.at = row.as_of = row.known = now();
    row.shown = "[[" + std::to_string(used.value) + ",1]]";
    {
      auto writing = must(store->write());
      must(writing->record().add_search(row));
      must(writing->commit());
    }
    must(use_answer(flow, who, {row.id, used, 1, "copied", ""}));
  };
  uses("a1", Role::kAgent, "宽带技术席", entry);
  uses("l1", Role::kLeader, "宽带技术席", entry);
  uses("a2", Role::kAgent, "供水专席", entry);
  uses("i1", Role::kInspector, "宽带技术席", entry);
  uses("i2", Role::kInspector, "宽带技术席", other);
  const auto used = must(reading()->desk().used_in_group("宽带技术席", Instant::always(), 10));
  ASSERT_EQ(used.size(), 1u);
  EXPECT_EQ(used[0].entry, entry);
  EXPECT_EQ(used[0].times, 2);
}

TEST_F(AgentsDesk, PagesOfSearchesHaveNoGapsAndNoRepeats) {
  auto writing = must(store->write());
  const Instant begin = at("2026-11-22T08:00:00+08:00");
  for (int i = 0; i < 25; ++i) {
    SearchRow row;
    row.id = "p" + std::to_string(i);
    row.person = i % 2 == 0 ? agent.id : leader.id;
    row.at = row.as_of = row.known = begin.plus_seconds(i / 3);  // three at a moment
    row.shown = "[]";
    row.call_id = i == 7 ? "call-9" : "";
    must(writing->record().add_search(row));
  }
  must(writing->commit());
  std::set<std::string> seen;
  Page page{4, std::nullopt};
  do {
    const auto found = must(reading()->desk().searches({}, page));
    for (const SearchRow& row : found.items) EXPECT_TRUE(seen.insert(row.id).second) << row.id;
    page.after = found.next;
  } while (page.after);
  EXPECT_EQ(seen.size(), 25u);
  SearchFilter filter;
  filter.call_id = "call-9";
  EXPECT_EQ(must(reading()->desk().searches(filter, {10, std::nullopt})).items.size(), 1u);
  filter = {};
  filter.person = agent.id;
  EXPECT_EQ(must(reading()->desk().searches(filter, {100, std::nullopt})).items.size(), 13u);
  filter.to = begin;
  EXPECT_EQ(must(reading()->desk().searches(filter, {100, std::nullopt})).items.size(), 2u);
}

TEST_F(AgentsDesk, AGroupIsNarrowedToWhatItsFiltersMatch) {
  EntryText text;
  text.catalogue = "宽带/资费";
  text.scope.product = {"宽带"};
  EXPECT_TRUE(matches({}, text));
  EXPECT_TRUE(matches({{}, {"宽带"}, {}, {}, {}}, text));
  EXPECT_FALSE(matches({{}, {"宽"}, {}, {}, {}}, text));
  EXPECT_TRUE(matches({{}, {}, {"城东区"}, {}, {}}, text)) << "no region stated: holds everywhere";
  EXPECT_FALSE(matches({{}, {}, {}, {"水费"}, {}}, text));
  const std::map<std::string, GroupFilters> groups = {{"宽带技术席", {{}, {"宽带"}, {}, {}, {}}}};
  must(edit_skill_groups(flow, leader, groups, 0));
  EXPECT_EQ(must(skill_groups_now(*reading())).groups, groups);
  EXPECT_EQ(code_of(edit_skill_groups(flow, leader, groups, 0)), "stale_version");
  EXPECT_EQ(code_of(edit_skill_groups(flow, leader, {{"", {}}}, {})), "invalid_input");
}

}  // namespace
}  // namespace koujing::testing
