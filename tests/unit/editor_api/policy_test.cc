// The whole table of who may do what, written out once more: deny by default.
#include "editor_api/policies/policy.h"

#include <gtest/gtest.h>

#include <map>

#include "editor_api/routes/route.h"
#include "editor_api/sign_in/throttle.h"

namespace koujing::testing {
namespace {

using door::Permission;

const std::vector<Role> kRoles = {Role::kDepartment, Role::kDirector,  Role::kEditor,  Role::kAgent,
                                  Role::kLeader,     Role::kInspector, Role::kAuditor, Role::kAdmin};

// Columns: department director editor agent leader inspector auditor admin nobody.
TEST(Policy, IsExactlyThisTable) {
  const std::map<Permission, std::string> expected = {{Permission::kPublic, "yyyyyyyyy"},
                                                      {Permission::kSignedIn, "yyyyyyyyy"},
                                                      {Permission::kReceiveNotice, "yyy-y----"},
                                                      {Permission::kReadNotices, "yyy-yyy--"},
                                                      {Permission::kReviewNotice, "-y-------"},
                                                      {Permission::kDraftChanges, "--y------"},
                                                      {Permission::kReadChanges, "yyy-yyy--"},
                                                      {Permission::kConfirmChange, "y--------"},
                                                      {Permission::kPublishChange, "-yy-y----"},
                                                      {Permission::kWithdrawChange, "-yy-y----"},
                                                      {Permission::kReadEntries, "yyy-yyy--"},
                                                      {Permission::kMoveCatalogue, "--y------"},
                                                      {Permission::kPostBulletin, "-y--y----"},
                                                      {Permission::kReadJournal, "-y---yyy-"},
                                                      {Permission::kEditRetention, "-------y-"},
                                                      {Permission::kTrace, "-----yy--"},
                                                      {Permission::kReadReports, "-y---yyy-"},
                                                      {Permission::kVerifyJournal, "-y---yyy-"},
                                                      {Permission::kReadLexicon, "-yy-yyyy-"},
                                                      {Permission::kEditLexicon, "-yy----y-"},
                                                      {Permission::kResetLearning, "-------y-"},
                                                      {Permission::kImport, "-y-----y-"},
                                                      {Permission::kAsk, "-yyyy----"},
                                                      {Permission::kReadQuestions, "yyyyyyy--"},
                                                      {Permission::kRouteQuestion, "-y--y----"},
                                                      {Permission::kIssueAnswerLink, "-y--y----"},
                                                      {Permission::kAnswerQuestion, "y---y----"},
                                                      {Permission::kCloseQuestion, "-yy-y----"},
                                                      {Permission::kEditSkillGroups, "-y--y--y-"},
                                                      {Permission::kReadExposures, "---yyyy--"},
                                                      {Permission::kReadAcknowledgements, "-y--yyy--"}};
  for (const auto& [permission, row] : expected) {
    std::string actual;
    for (const Role role : kRoles)
      actual += door::check(permission, {{}, "x", "x", {role}, {}, "", false}).ok() ? 'y' : '-';
    actual += door::check(permission, {{}, "x", "x", {}, {}, "", false}).ok() ? 'y' : '-';
    EXPECT_EQ(actual, row) << static_cast<int>(permission);
  }
}

TEST(Policy, OnlySigningInAndTheContractArePublic) {
  std::string open;
  for (const door::Route& route : door::all_routes())
    if (route.permission == Permission::kPublic) open += route.method + " " + route.pattern + ";";
  EXPECT_EQ(open, "POST /session;POST /session/link;GET /openapi.yaml;");
}

TEST(Policy, ADepartmentKnowsOfItsOwnNoticesOnly) {
  const Person water{{}, "water", "water", {Role::kDepartment}, DepartmentCode{"water"}, "", false};
  Notice notice;
  notice.form.department = DepartmentCode{"market"};
  EXPECT_EQ(door::check_notice(water, notice).error().kind, ErrorKind::kNotFound);
  notice.form.department = DepartmentCode{"water"};
  EXPECT_TRUE(door::check_notice(water, notice).ok());
}

TEST(Policy, ADepartmentSeesAChangeSetFromItsSubmissionOn) {
  const Person water{{}, "water", "water", {Role::kDepartment}, DepartmentCode{"water"}, "", false};
  ChangeSet change;
  change.department = DepartmentCode{"water"};
  EXPECT_FALSE(door::check_change(water, change).ok());
  change.submitted_at = Instant::from_seconds(1);
  EXPECT_TRUE(door::check_change(water, change).ok());
}

TEST(SignInThrottle, ClosesAnAccountAfterFiveFailuresAndOpensItAgain) {
  door::SignInThrottle throttle;
  Instant now = Instant::from_seconds(1000);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(throttle.wait_seconds("agent", "10.0.0.1", now), 0);
    throttle.failed("agent", "10.0.0.1", now);
  }
  EXPECT_EQ(throttle.wait_seconds("agent", "10.0.0.1", now), 2);
  EXPECT_EQ(throttle.wait_seconds("agent", "10.0.0.2", now), 0);
  EXPECT_EQ(throttle.wait_seconds("agent", "10.0.0.1", now.plus_seconds(2)), 0);
  throttle.succeeded("agent", "10.0.0.1");
  EXPECT_EQ(throttle.wait_seconds("agent", "10.0.0.1", now), 0);
}

}  // namespace
}  // namespace koujing::testing
