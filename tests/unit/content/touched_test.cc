// What a notice touches is decided before a change set goes out, and stands in what is confirmed.
#include "content/flow/touched_decision.h"

#include <gtest/gtest.h>

#include "content/exchange/canonical.h"
#include "content/flow/resting_entries.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

using Decided = FlowWorld;

KeptEntry keep(EntryId entry, int revision = 1) { return {entry, revision, "不受影响"}; }

std::vector<std::string> undecided(const Result<ChangeId>& refused) {
  std::vector<std::string> pointers;
  if (!refused.ok())
    for (const Fault& fault : refused.error().faults) pointers.push_back(fault.pointer + " " + fault.code);
  return pointers;
}

TEST_F(Decided, SubmittingNamesEachEntryThatIsUndecided) {
  const EntryId one = entries_of(published({new_item("宽带多少钱")}))[0];
  const EntryId two = entries_of(published({new_item("宽带怎么办")}))[0];
  const ChangeId id = drafted({revise_item(one, 1, "宽带多少钱", "每月 89 元。")});
  EXPECT_EQ(undecided(submit_change(flow, editor, id, {}, {one, two})),
            std::vector<std::string>{"/touched/" + id_text(two.value) + " undecided"});
  EXPECT_EQ(change(id).state, ChangeState::kDraft);

  ChangeContent content = change(id).content;
  content.kept = {keep(two)};
  must(edit_change(flow, editor, id, content, {}));
  must(submit_change(flow, editor, id, {}, {one, two}));
  EXPECT_EQ(change(id).content.kept, content.kept);
  const auto records = must(reading()->record().journal_after(0, 1000));
  EXPECT_EQ(records.back().detail, R"({"touched":[)" + id_text(one.value) + "," + id_text(two.value) + "]}");
}

TEST_F(Decided, AKeptEntryIsAskedAboutAgainOnceItHasANewText) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱")}))[0];
  ChangeContent content{"摘要", "", {new_item("光猫")}, {keep(entry)}};
  const ChangeId id = must(draft_changes(flow, editor, assigned_notice(), content));
  published({revise_item(entry, 1, "宽带多少钱", "每月 89 元。")});
  EXPECT_EQ(undecided(submit_change(flow, editor, id, {}, {entry})).size(), 1U);
  content.kept = {keep(entry, 2)};
  must(edit_change(flow, editor, id, content, {}));
  must(submit_change(flow, editor, id, {}, {entry}));
}

TEST_F(Decided, KeepingNeedsAReasonAndOneDecisionForEach) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱")}))[0];
  const ChangeContent twice{"摘要", "", {retire_item(entry, 1)}, {keep(entry)}};
  EXPECT_EQ(undecided(draft_changes(flow, editor, assigned_notice(), twice)),
            std::vector<std::string>{"/kept/0/entry twice"});
  ChangeContent silent{"摘要", "", {new_item("光猫")}, {{entry, 1, ""}}};
  const ChangeId id = must(draft_changes(flow, editor, assigned_notice(), silent));
  EXPECT_EQ(undecided(submit_change(flow, editor, id, {}, {entry})),
            std::vector<std::string>{"/kept/0/reason required"});
}

TEST_F(Decided, WhatIsKeptCountsInTheDigestAndOldDigestsStay) {
  const ChangeContent without{"一", "二", {}};
  EXPECT_EQ(canonical(without), R"({"items":[],"study_notes":"二","summary":"一"})");
  ChangeContent with = without;
  with.kept = {keep(EntryId{7}, 3)};
  EXPECT_NE(change_digest(with, DepartmentCode{"market"}, {}),
            change_digest(without, DepartmentCode{"market"}, {}));
  EXPECT_EQ(must(change_content_from_canonical(canonical(with))), with);
}

class Resting : public FlowWorld {
 protected:
  std::vector<EntryId> resting(NoticeId notice) {
    std::vector<EntryId> entries;
    for (const Revision& one : must(revisions_resting_on(*reading(), notice, clock.now())))
      entries.push_back(one.entry);
    return entries;
  }
};

TEST_F(Resting, AreEntriesWhoseNewestTextCameFromTheNotice) {
  const ChangeId first = published({new_item("甲"), new_item("乙"), new_item("丙")});
  const auto entries = entries_of(first);
  clock.advance(1);
  const NoticeId notice = *change(first).notice;
  EXPECT_EQ(resting(notice), entries);

  const ChangeId second = published({revise_item(entries[0], 1, "甲", "新。"), retire_item(entries[1], 1)});
  clock.advance(1);
  EXPECT_EQ(resting(notice), std::vector<EntryId>{entries[2]});
  EXPECT_EQ(resting(*change(second).notice), std::vector<EntryId>{entries[0]});
  EXPECT_TRUE(resting(assigned_notice()).empty());
}

TEST_F(Resting, IncludeWhatIsStillToCome) {
  ChangeItem later = new_item("甲");
  later.text.validity.from = clock.now().plus_seconds(86'400);
  const ChangeId id = published({later});
  clock.advance(1);
  EXPECT_EQ(resting(*change(id).notice), entries_of(id));
}

}  // namespace
}  // namespace koujing::testing
