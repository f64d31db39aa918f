// The clock of a notice: its stage, since when, by when.
#include "content/model/stage.h"

#include <gtest/gtest.h>

namespace koujing {
namespace {

constexpr Instant kStart = Instant::from_seconds(1'800'000'000);
Instant after(std::int64_t hours) { return kStart.plus_seconds(hours * 3600); }

class StageTest : public ::testing::Test {
 protected:
  StageTest() {
    notice.received_at = kStart;
    change.created_at = after(2);
  }
  void review(NoticeState state, std::int64_t hours) {
    notice.state = state;
    notice.reviews.push_back({PersonId{1}, after(hours), "assign", "", {}, {}});
  }
  void expect(StageName name, Instant since, std::optional<Instant> due, const ChangeSet* with = nullptr) {
    const Stage stage = stage_of(notice, with, rules);
    EXPECT_EQ(stage_name(stage.name), stage_name(name));
    EXPECT_EQ(stage.since, since);
    EXPECT_EQ(stage.due, due);
  }
  Notice notice;
  ChangeSet change;
  StageRules rules;
};

TEST_F(StageTest, WaitsForReviewTheSoonerTheMoreUrgent) {
  expect(StageName::kReview, kStart, after(24));
  notice.form.urgency = Urgency::kUrgent;
  expect(StageName::kReview, kStart, after(4));
  notice.form.urgency = Urgency::kEmergency;
  expect(StageName::kReview, kStart, after(1));
}

TEST_F(StageTest, BeginsAnewWhenItWasSentAgain) {
  review(NoticeState::kReturned, 3);
  expect(StageName::kResend, after(3), std::nullopt);
  notice.state = NoticeState::kReceived;
  expect(StageName::kReview, after(3), after(27));
  notice.state = NoticeState::kFiled;
  expect(StageName::kDone, after(3), std::nullopt);
}

TEST_F(StageTest, OfADraftIsDueWhenTheDirectorSaid) {
  review(NoticeState::kAssigned, 1);
  expect(StageName::kDraft, after(1), after(73));
  notice.due = after(10);
  expect(StageName::kDraft, after(1), after(10));
  change.state = ChangeState::kReturned;
  change.comments.push_back({PersonId{2}, after(5), "return", "不对"});
  expect(StageName::kDraft, after(5), after(10), &change);
}

TEST_F(StageTest, FollowsTheChangeSet) {
  review(NoticeState::kAssigned, 1);
  change.state = ChangeState::kSubmitted;
  change.submitted_at = after(6);
  expect(StageName::kConfirm, after(6), after(54), &change);
  change.state = ChangeState::kConfirmed;
  change.confirmation = Confirmation{};
  change.confirmation->at = after(8);
  expect(StageName::kPublish, after(8), after(32), &change);
  change.state = ChangeState::kPublished;
  change.published_at = after(9);
  expect(StageName::kDone, after(9), std::nullopt, &change);
}

TEST_F(StageTest, OfAnEmergencyIsItsConfirmation) {
  notice.state = NoticeState::kPublished;
  notice.form.urgency = Urgency::kEmergency;
  change.state = ChangeState::kUnconfirmed;
  change.published_at = after(2);
  expect(StageName::kConfirm, after(2), after(3), &change);
}

TEST_F(StageTest, TakesTheHoursOfTheSite) {
  rules.review.normal = 2;
  expect(StageName::kReview, kStart, after(2));
  rules.review.normal = 0;
  expect(StageName::kReview, kStart, std::nullopt);
  rules.draft = {5, 5, 5};
  review(NoticeState::kAssigned, 1);
  expect(StageName::kDraft, after(1), after(6));
}

TEST_F(StageTest, HoursHaveTheirBounds) {
  EXPECT_TRUE(faults_of(rules).empty());
  rules.confirm.urgent = -1;
  rules.publish.emergency = StageRules::kMostHours + 1;
  const auto faults = faults_of(rules);
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].pointer, "/confirm/urgent");
  EXPECT_EQ(faults[1].pointer, "/publish/emergency");
}

}  // namespace
}  // namespace koujing
