// What an auditor hands over: computed from the record, and right to the row.
#include "content/reports/audit_report.h"

#include <algorithm>

#include "content/flow/use_answer.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

class Reports : public FlowWorld {
 protected:
  AuditReport report(Instant from, Instant to) {
    return must(audit_report(*reading(), {from, to}, StageRules{}, clock.now()));
  }
  const ReaderLine* line_of(const AuditReport& from, const Person& person) {
    const auto found = std::find_if(from.readers.begin(), from.readers.end(),
                                    [&](const ReaderLine& one) { return one.person == person.id; });
    return found == from.readers.end() ? nullptr : &*found;
  }
  void search(const std::string& id, EntryId shown) {
    SearchRow row;
    row.id = id;
    row.person = agent.id;
    row.at = row.as_of = row.known = clock.now();
    row.shown = "[[" + id_text(shown.value) + ",1]]";
    auto writing = must(store->write());
    must(writing->record().add_search(row));
    must(writing->commit());
  }
};

TEST_F(Reports, NameWhoWroteConfirmedAndPublishedOnWhatPaper) {
  const Instant begin = clock.now();
  clock.advance(60);
  const ChangeId set =
      published({new_item("宽带多少钱", "每月 99 元。"), new_item("停机保号", "每月 5 元。")});
  clock.advance(60);
  const AuditReport found = report(begin.plus_seconds(1), clock.now());
  ASSERT_EQ(found.publications.size(), 1U);
  const PublicationLine& line = found.publications.front();
  EXPECT_EQ(line.change.id, set);
  EXPECT_EQ(line.kind, "confirmed");
  EXPECT_EQ(line.entries, 2U);
  EXPECT_TRUE(line.four_eyes);
  EXPECT_FALSE(line.late);
  EXPECT_EQ(line.change.confirmation->by, market.id);
  EXPECT_TRUE(line.confirmed_at);
  EXPECT_LE(found.first_record, line.journal_seq);
  EXPECT_EQ(found.last_record, line.journal_seq);
  EXPECT_EQ(found.in_force, 2);
  EXPECT_EQ(found.confirmed, 2);
  EXPECT_TRUE(found.not_confirmed.empty());
  const AuditReport before = report(begin.plus_seconds(-600), begin.plus_seconds(1));
  EXPECT_TRUE(before.publications.empty());
  EXPECT_EQ(before.in_force, 0) << "as it was at the end of the period";
}

TEST_F(Reports, CountAnEmergencyAsUnconfirmedAndLateUntilItIsConfirmed) {
  const Instant begin = clock.now();
  const ChangeId urgent = must(publish_emergency(flow, leader, drafted({new_item("断网")}), "急", {}));
  clock.advance(30 * 60);
  AuditReport found = report(begin, clock.now());
  EXPECT_FALSE(found.publications.front().late) << "half an hour of one";
  EXPECT_EQ(found.unconfirmed, 1);
  ASSERT_EQ(found.not_confirmed.size(), 1U);
  EXPECT_EQ(found.not_confirmed.front().title, "断网");
  clock.advance(2 * 3600);
  found = report(begin, clock.now());
  EXPECT_TRUE(found.publications.front().late);
  EXPECT_FALSE(found.publications.front().confirmed_at);
  const Instant open_still = clock.now();
  must(confirm_change(flow, market, urgent, change(urgent).digest, {}));
  clock.advance(60);
  found = report(begin, clock.now());
  EXPECT_TRUE(found.publications.front().late) << "it stays late";
  EXPECT_TRUE(found.publications.front().confirmed_at);
  EXPECT_EQ(found.unconfirmed, 0);
  EXPECT_EQ(report(begin, open_still).unconfirmed, 1) << "as known at the end of the period";
  const auto stage = std::find_if(found.stages.begin(), found.stages.end(),
                                  [](const StageLine& one) { return one.stage == StageName::kConfirm; });
  ASSERT_NE(stage, found.stages.end());
  EXPECT_EQ(stage->count, 1);
  EXPECT_EQ(stage->median, 150);
  EXPECT_EQ(stage->longest, 150);
}

TEST_F(Reports, CountReadingAndAcknowledgingByPerson) {
  const Instant begin = clock.now();
  const EntryId entry = entries_of(published({new_item("宽带多少钱", "每月 99 元。")}))[0];
  clock.advance(60);
  search("s1", entry);
  search("s2", entry);
  must(use_answer(flow, agent, {"s1", entry, 1, "opened", ""}));
  must(use_answer(flow, agent, {"s1", entry, 1, "copied", ""}));
  clock.advance(60);
  const AuditReport found = report(begin, clock.now());
  const ReaderLine* line = line_of(found, agent);
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(line->searches, 2);
  EXPECT_EQ(line->opened, 1);
  EXPECT_EQ(line->copied, 1);
  EXPECT_EQ(line->read_out, 0);
  EXPECT_EQ(line->skill_group, agent.skill_group);
  EXPECT_EQ(line_of(report(begin, begin.plus_seconds(60)), agent), nullptr);
}

TEST_F(Reports, RefuseAPeriodThatCannotBe) {
  const Instant now = clock.now();
  const auto code = [&](Instant from, Instant to) {
    const auto found = audit_report(*reading(), {from, to}, StageRules{}, now);
    return found.ok() ? "" : found.error().code;
  };
  EXPECT_EQ(code(now, now), "invalid_input");
  EXPECT_EQ(code(now.plus_seconds(10), now.plus_seconds(20)), "invalid_input");
  EXPECT_EQ(code(now.plus_seconds(-10), now.plus_seconds(20)), "");
}

}  // namespace
}  // namespace koujing::testing
