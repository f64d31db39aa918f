// Every state with every verb: the tables themselves, written out once more, and the real verbs of the flow.
#include "content/model/lifecycle.h"

#include <map>

#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

using CS = ChangeState;
using CV = ChangeVerb;
using NS = NoticeState;
using NV = NoticeVerb;

// '-' is refused. Columns in the order of all_change_verbs(): edit submit confirm return publish emergency
// withdraw discard.
TEST(Lifecycle, OfAChangeSetIsExactlyThis) {
  const std::map<CS, std::string> expected = {
      {CS::kDraft, "draft submitted - - - unconfirmed - discarded"},
      {CS::kSubmitted, "draft - confirmed returned - unconfirmed - discarded"},
      {CS::kReturned, "draft submitted - - - unconfirmed - discarded"},
      {CS::kConfirmed, "draft - - returned published - - discarded"},
      {CS::kPublished, "- - - - - - withdrawn -"},
      {CS::kUnconfirmed, "- - published - - - withdrawn -"},
      {CS::kWithdrawn, "- - - - - - - -"},
      {CS::kDiscarded, "- - - - - - - -"}};
  for (const CS state : all_change_states()) {
    std::string row;
    for (const CV verb : all_change_verbs()) {
      const auto after = step(state, verb);
      if (!after) {
        EXPECT_EQ(after.error().code, "wrong_state");
      }
      row += (row.empty() ? "" : " ") + std::string(after ? change_state_name(*after) : "-");
    }
    EXPECT_EQ(row, expected.at(state)) << change_state_name(state);
  }
}

// Columns: add_original amend assign return file draft_changes finish.
TEST(Lifecycle, OfANoticeIsExactlyThis) {
  const std::map<NS, std::string> expected = {
      {NS::kReceived, "received received assigned returned filed - -"},
      {NS::kReturned, "returned received - - - - -"},
      {NS::kFiled, "- - - - - - -"},
      {NS::kAssigned, "assigned - assigned - - assigned published"},
      {NS::kPublished, "- - - - - assigned published"}};
  for (const NS state : all_notice_states()) {
    std::string row;
    for (const NV verb : all_notice_verbs()) {
      const auto after = step(state, verb);
      row += (row.empty() ? "" : " ") + std::string(after ? notice_state_name(*after) : "-");
    }
    EXPECT_EQ(row, expected.at(state)) << notice_state_name(state);
  }
}

TEST(Lifecycle, ANoticeThatTheLawHasDeletedIsNoWorkAnyMore) {
  for (const NS state : all_notice_states())
    EXPECT_EQ(after_redaction(state), state == NS::kPublished ? NS::kPublished : NS::kFiled);
}

TEST(Lifecycle, ARefusalSaysTheStateAndWhatIsPossible) {
  const auto refused = step(CS::kPublished, CV::kSubmit);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().message.en,
            "the change set is 'published', which does not allow 'submit'; possible now: withdraw");
}

class EveryStep : public FlowWorld {
 protected:
  ChangeId in_state(CS state) {
    switch (state) {
      case CS::kDraft:
        return drafted({new_item("甲")});
      case CS::kSubmitted:
        return submitted({new_item("甲")});
      case CS::kConfirmed:
        return confirmed({new_item("甲")});
      case CS::kPublished:
        return published({new_item("甲")});
      case CS::kReturned:
        return must(return_change(flow, market, submitted({new_item("甲")}), "不对", {}));
      case CS::kUnconfirmed:
        return must(publish_emergency(flow, leader, drafted({new_item("甲")}), "急", {}));
      case CS::kWithdrawn:
        return must(withdraw_change(flow, editor, published({new_item("甲")}), "错", false, {}));
      case CS::kDiscarded:
        return must(discard_change(flow, editor, drafted({new_item("甲")}), {}));
    }
    return {};
  }

  Result<ChangeId> run(CV verb, ChangeId id) {
    switch (verb) {
      case CV::kEdit:
        return edit_change(flow, editor, id, {"改", "", {new_item("乙")}}, {});
      case CV::kSubmit:
        return submit_change(flow, editor, id, {});
      case CV::kConfirm:
        return confirm_change(flow, market, id, change(id).digest, {});
      case CV::kReturn:
        return return_change(flow, market, id, "退回", {});
      case CV::kPublish:
        return publish_change(flow, editor, id, {}, {});
      case CV::kPublishEmergency:
        return publish_emergency(flow, leader, id, "应急", {});
      case CV::kWithdraw:
        return withdraw_change(flow, editor, id, "撤回", false, {});
      case CV::kDiscard:
        return discard_change(flow, editor, id, {});
    }
    return not_found("", "", 0);
  }
};

// The real verbs agree with the table: a legal step leads to its state, an illegal one changes and records
// nothing.
TEST_F(EveryStep, OfTheRealFlowFollowsTheTable) {
  for (const CS state : all_change_states()) {
    for (const CV verb : all_change_verbs()) {
      const ChangeId id = in_state(state);
      const auto records = journal_length();
      const auto expected = step(state, verb);
      const auto done = run(verb, id);
      const std::string where =
          std::string(change_state_name(state)) + " " + std::string(change_verb_name(verb));
      if (expected) {
        EXPECT_EQ(code_of(done), "ok") << where;
        EXPECT_EQ(change(id).state, *expected) << where;
        EXPECT_EQ(journal_length(), records + 1) << where;
      } else {
        EXPECT_EQ(code_of(done), "wrong_state") << where;
        EXPECT_EQ(change(id).state, state) << where;
        EXPECT_EQ(journal_length(), records) << where;
      }
    }
  }
}

}  // namespace
}  // namespace koujing::testing
