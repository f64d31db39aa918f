// The flow as a whole: from a notice to an answer, and every side door.
#include "content/exchange/canonical.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

using Flow_ = FlowWorld;

TEST_F(Flow_, PublishesANewAnswerFromANotice) {
  const ChangeId id = published({new_item("宽带多少钱", "每月 99 元。")});
  clock.advance(1);
  const auto entries = entries_of(id);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(answer_now(entries[0]), "每月 99 元。");
  EXPECT_EQ(change(id).state, ChangeState::kPublished);
  EXPECT_EQ(notice(*change(id).notice).state, NoticeState::kPublished);
  EXPECT_TRUE(must(verify_journal(*reading())).ok);
}

TEST_F(Flow_, AnEntryKeepsAnsweringWhileItsNextRevisionIsWritten) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  const ChangeId next = confirmed({revise_item(entry, 1, "宽带多少钱", "每月 109 元。")});
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "每月 99 元。");
  must(publish_change(flow, editor, next, {}, {}));
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "每月 109 元。");
}

TEST_F(Flow_, AScheduledSetTakesOverAtItsMomentWithoutAnyJob) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  const Instant moment = at("2026-12-01T00:00:00+08:00");
  const ChangeId next =
      published({revise_item(entry, 1, "宽带多少钱", "每月 109 元。"), new_item("新套餐", "有。")}, moment);
  const EntryId added = entries_of(next)[1];
  const Instant known = clock.now().plus_seconds(1);
  EXPECT_EQ(answer(entry, {moment.us - 1}, known), "每月 99 元。");
  EXPECT_EQ(answer(entry, moment, known), "每月 109 元。");
  EXPECT_EQ(answer(added, {moment.us - 1}, known), "");
  EXPECT_EQ(answer(added, moment, known), "有。");
}

TEST_F(Flow_, RefusesAMomentThatIsOver) {
  const ChangeId id = confirmed({new_item("宽带多少钱")});
  EXPECT_EQ(code_of(publish_change(flow, editor, id, at("2026-11-21T00:00:00+08:00"), {})), "invalid_input");
  EXPECT_EQ(change(id).state, ChangeState::kConfirmed);
}

TEST_F(Flow_, RetiresAnEntry) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  clock.advance(10);
  const Instant before = clock.now();
  clock.advance(10);
  published({retire_item(entry, 1)});
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "");
  EXPECT_EQ(answer(entry, before, clock.now()), "每月 99 元。");
}

TEST_F(Flow_, WithdrawsAPublicationAndBringsThePreviousTextBackOnlyWhenAsked) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  const ChangeId second = published({revise_item(entry, 1, "宽带多少钱", "每月 9 元。")});
  clock.advance(5);
  EXPECT_EQ(answer_now(entry), "每月 9 元。");
  must(withdraw_change(flow, editor, second, "价格写错", true, {}));
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "每月 99 元。");
  const ChangeId third = published({revise_item(entry, 2, "宽带多少钱", "每月 1 元。")});
  clock.advance(5);
  must(withdraw_change(flow, editor, third, "又写错", false, {}));
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "");
}

TEST_F(Flow_, WithdrawingWhatHasNotBegunLeavesTheFormerTextInPlace) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  const Instant moment = at("2026-12-01T00:00:00+08:00");
  const ChangeId next = published({revise_item(entry, 1, "宽带多少钱", "每月 109 元。")}, moment);
  clock.advance(5);
  must(withdraw_change(flow, editor, next, "推迟", false, {}));
  clock.advance(1);
  EXPECT_EQ(answer(entry, moment, clock.now()), "每月 99 元。");
}

TEST_F(Flow_, TheEmergencyDoorSaysUnconfirmedUntilTheDepartmentConfirms) {
  const ChangeId id = drafted({new_item("全城断网", "正在抢修。")});
  must(publish_emergency(flow, leader, id, "大面积断网", {}));
  clock.advance(1);
  const EntryId entry = entries_of(id)[0];
  EXPECT_EQ(answer_now(entry), "正在抢修。");
  EXPECT_EQ(in_force(spans(entry), clock.now(), clock.now())->standing, Standing::kUnconfirmed);
  const Instant unconfirmed = clock.now();
  clock.advance(60);
  must(confirm_change(flow, market, id, change(id).digest, {}));
  clock.advance(1);
  EXPECT_EQ(in_force(spans(entry), clock.now(), clock.now())->standing, Standing::kConfirmed);
  EXPECT_EQ(in_force(spans(entry), unconfirmed, unconfirmed)->standing, Standing::kUnconfirmed);
  EXPECT_EQ(change(id).state, ChangeState::kPublished);
}

TEST_F(Flow_, AnEmergencyBulletinPublishesItsAnswerUnconfirmed) {
  BulletinForm bulletin;
  bulletin.title = "城东爆管停水";
  bulletin.text = "预计 18 点恢复。";
  bulletin.script = "城东片区爆管，预计 18 点恢复供水。";
  bulletin.department = DepartmentCode{"water"};
  bulletin.library = "信息库";
  const BulletinId id = must(post_bulletin(flow, leader, bulletin));
  clock.advance(1);
  const auto posted = must(reading()->bulletins().find(id));
  ASSERT_TRUE(posted && posted->entry);
  EXPECT_EQ(answer_now(*posted->entry), "城东片区爆管，预计 18 点恢复供水。");
  EXPECT_EQ(in_force(spans(*posted->entry), clock.now(), clock.now())->standing, Standing::kUnconfirmed);
  EXPECT_EQ(change(*posted->change).state, ChangeState::kUnconfirmed);
  must(acknowledge_bulletin(flow, agent, id));
  const auto length = journal_length();
  must(acknowledge_bulletin(flow, agent, id));
  EXPECT_EQ(journal_length(), length);
  const auto acks = must(reading()->bulletins().acknowledgements(id));
  ASSERT_EQ(acks.size(), 1U);
  EXPECT_EQ(acks.front().person, agent.id);
}

TEST_F(Flow_, RefusesToPublishOverARevisionThatCameInBetween) {
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  const ChangeId slow = confirmed({revise_item(entry, 1, "宽带多少钱", "慢。")});
  published({revise_item(entry, 1, "宽带多少钱", "快。")});
  EXPECT_EQ(code_of(publish_change(flow, editor, slow, {}, {})), "stale_base");
  clock.advance(1);
  EXPECT_EQ(answer_now(entry), "快。");
}

TEST_F(Flow_, ReportsEverythingThatIsMissingAtOnce) {
  ChangeItem empty;
  ChangeItem elsewhere = new_item("标题");
  elsewhere.text.library = "没有的库";
  const ChangeId id = drafted({empty, elsewhere});
  const auto refused = submit_change(flow, editor, id, {});
  ASSERT_FALSE(refused.ok());
  std::vector<std::string> pointers;
  for (const Fault& fault : refused.error().faults) pointers.push_back(fault.pointer);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/items/0/title", "/items/0/script", "/items/0/library",
                                                "/items/1/library"}));
}

TEST_F(Flow_, ReturnsADraftWithACommentAndTakesItAgain) {
  const ChangeId id = submitted({new_item("宽带多少钱")});
  EXPECT_EQ(code_of(return_change(flow, market, id, " ", {})), "invalid_input");
  EXPECT_EQ(code_of(return_change(flow, water, id, "不对", {})), "other_department");
  must(return_change(flow, market, id, "金额不对", {}));
  EXPECT_EQ(change(id).state, ChangeState::kReturned);
  EXPECT_EQ(change(id).comments.at(0).text, "金额不对");
  must(submit_change(flow, editor, id, {}));
  EXPECT_EQ(change(id).state, ChangeState::kSubmitted);
}

TEST_F(Flow_, ALostRaceOverwritesNothing) {
  const ChangeId id = drafted({new_item("甲")});
  must(edit_change(flow, editor, id, {"摘要", "", {new_item("乙")}}, 1));
  EXPECT_EQ(code_of(edit_change(flow, editor, id, {"摘要", "", {new_item("丙")}}, 1)), "stale_version");
  EXPECT_EQ(change(id).content.items.at(0).text.title, "乙");
}

TEST_F(Flow_, KeepsAnOriginalByteForByteAndNamesItInTheNotice) {
  const NoticeId id = must(receive_notice(flow, market, form()));
  const std::string bytes = "# 通知\n\n自 12 月 1 日起。\n";
  must(add_original(flow, market, id, bytes, "../通知.md"));
  const Notice kept = notice(id);
  ASSERT_EQ(kept.originals.size(), 1u);
  EXPECT_EQ(kept.originals[0].file_name, "通知.md");
  EXPECT_EQ(must(files.read(kept.originals[0].sha256)), bytes);
  EXPECT_EQ(kept.originals[0].text_status, "extracted");
  EXPECT_EQ(code_of(add_original(flow, market, id, bytes, "again.md")), "already_exists");
  EXPECT_EQ(code_of(add_original(flow, market, id, "", "empty.md")), "original_empty");
}

TEST_F(Flow_, AReturnedNoticeIsSentAgainByAmendingIt) {
  const NoticeId id = must(receive_notice(flow, market, form()));
  EXPECT_EQ(code_of(review_notice(flow, director, id, {"return", "", "", {}}, {})), "invalid_input");
  must(review_notice(flow, director, id, {"return", "缺少附件", "", {}}, {}));
  EXPECT_EQ(notice(id).state, NoticeState::kReturned);
  must(amend_notice(flow, market, id, form("宽带资费调整（补附件）"), notice(id).version));
  EXPECT_EQ(notice(id).state, NoticeState::kReceived);
  EXPECT_EQ(notice(id).form.subject, "宽带资费调整（补附件）");
}

}  // namespace
}  // namespace koujing::testing
