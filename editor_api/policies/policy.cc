#include "editor_api/policies/policy.h"

#include <initializer_list>
#include <string>

namespace koujing::door {
namespace {

struct Row {
  Permission permission;
  std::initializer_list<Role> roles;
};

const Row kTable[] = {
    {Permission::kReceiveNotice, {Role::kDepartment, Role::kDirector, Role::kLeader, Role::kEditor}},
    {Permission::kReadNotices,
     {Role::kDepartment, Role::kDirector, Role::kLeader, Role::kEditor, Role::kInspector, Role::kAuditor}},
    {Permission::kReviewNotice, {Role::kDirector}},  // and whoever stands in for one
    {Permission::kDelegate, {Role::kDirector}},
    {Permission::kEditStageRules, {Role::kDirector}},
    {Permission::kDraftChanges, {Role::kEditor}},
    {Permission::kEditCheckRules, {Role::kEditor, Role::kDirector}},
    {Permission::kReadChanges,
     {Role::kDepartment, Role::kDirector, Role::kLeader, Role::kEditor, Role::kInspector, Role::kAuditor}},
    {Permission::kConfirmChange, {Role::kDepartment}},
    {Permission::kIssueLink, {Role::kDirector, Role::kLeader}},
    {Permission::kPublishChange, {Role::kEditor, Role::kDirector, Role::kLeader}},
    {Permission::kWithdrawChange, {Role::kEditor, Role::kDirector, Role::kLeader}},
    {Permission::kVerifyEntry, {Role::kEditor, Role::kDepartment}},
    {Permission::kLookAfter, {Role::kEditor, Role::kDirector}},
    {Permission::kEditCareRules, {Role::kDirector, Role::kAdmin}},
    {Permission::kReadEntries,
     {Role::kDepartment, Role::kDirector, Role::kLeader, Role::kEditor, Role::kInspector, Role::kAuditor}},
    {Permission::kImport, {Role::kDirector, Role::kAdmin}},
    {Permission::kMoveCatalogue, {Role::kEditor}},
    {Permission::kPostBulletin, {Role::kDirector, Role::kLeader}},
    {Permission::kAsk, {Role::kAgent, Role::kLeader, Role::kEditor, Role::kDirector}},
    {Permission::kReadQuestions,
     {Role::kAgent, Role::kDepartment, Role::kDirector, Role::kLeader, Role::kEditor, Role::kInspector,
      Role::kAuditor}},
    {Permission::kIssueAnswerLink, {Role::kLeader, Role::kDirector}},
    {Permission::kRouteQuestion, {Role::kLeader, Role::kDirector}},
    {Permission::kAnswerQuestion, {Role::kDepartment, Role::kLeader}},
    {Permission::kCloseQuestion, {Role::kLeader, Role::kDirector, Role::kEditor}},
    {Permission::kEditSkillGroups, {Role::kLeader, Role::kDirector, Role::kAdmin}},
    {Permission::kReadExposures, {Role::kAgent, Role::kLeader, Role::kInspector, Role::kAuditor}},
    {Permission::kReadAcknowledgements, {Role::kLeader, Role::kDirector, Role::kInspector, Role::kAuditor}},
    {Permission::kReadLexicon,
     {Role::kEditor, Role::kDirector, Role::kLeader, Role::kInspector, Role::kAuditor, Role::kAdmin}},
    {Permission::kEditLexicon, {Role::kEditor, Role::kDirector, Role::kAdmin}},
    {Permission::kResetLearning, {Role::kAdmin}},
    {Permission::kReadJournal, {Role::kAuditor, Role::kInspector, Role::kDirector, Role::kAdmin}},
    {Permission::kVerifyJournal, {Role::kAuditor, Role::kInspector, Role::kDirector, Role::kAdmin}},
    {Permission::kTrace, {Role::kInspector, Role::kAuditor}},
    {Permission::kEditRetention, {Role::kAdmin}},
    {Permission::kReadReports, {Role::kAuditor, Role::kInspector, Role::kDirector, Role::kAdmin}},
};

bool has_any(const Person& person, std::initializer_list<Role> roles) {
  for (const Role role : roles)
    if (person.has(role)) return true;
  return false;
}

Error not_allowed(std::initializer_list<Role> roles) {
  std::string names;
  for (const Role role : roles) names += (names.empty() ? "" : ", ") + std::string(role_name(role));
  return {ErrorKind::kForbidden,
          "not_allowed",
          {"您的角色不能执行此操作，需要以下角色之一：" + names,
           "your roles do not allow this; it takes one of: " + names}};
}

Error no_such(const char* zh, const char* en) { return {ErrorKind::kNotFound, "not_found", {zh, en}}; }

}  // namespace

Status check(Permission permission, const Person& person) {
  if (permission == Permission::kPublic || permission == Permission::kSignedIn) return {};
  if (permission == Permission::kReviewNotice && person.stands_in_for) return {};
  for (const Row& row : kTable)
    if (row.permission == permission) {
      if (has_any(person, row.roles)) return {};
      return not_allowed(row.roles);
    }
  return not_allowed({});
}

bool may_oversee(const Person& person) { return has_any(person, {Role::kInspector, Role::kAuditor}); }

bool may_see_all_notices(const Person& person) {
  return has_any(person, {Role::kDirector, Role::kLeader, Role::kEditor, Role::kInspector, Role::kAuditor});
}

Status check_notice(const Person& person, const Notice& notice) {
  if (person.only && person.only->notice != notice.id)
    return no_such("没有这份通知单", "there is no such notice");
  if (may_see_all_notices(person)) return {};
  if (person.has(Role::kDepartment) && person.department == notice.form.department) return {};
  return no_such("没有这份通知单", "there is no such notice");
}

Status check_amend(const Person& person, const Notice& notice) {
  KJ_DO(check_notice(person, notice));
  if (notice.raised_by == person.id) return {};
  if (person.has(Role::kDepartment) && person.department == notice.form.department) return {};
  return Error{
      ErrorKind::kForbidden,
      "not_allowed",
      {"只有下发部门或提出人可以修改通知单", "only its department or whoever raised it can change a notice"}};
}

Status check_receive(const Person& person, const DepartmentCode& department) {
  if (has_any(person, {Role::kDirector, Role::kLeader, Role::kEditor})) return {};
  if (person.department == department) return {};
  return Error{ErrorKind::kForbidden,
               "other_department",
               {"只能提交本部门的通知单", "you can send notices of your own department only"}};
}

bool may_see_drafts(const Person& person) {
  return has_any(person, {Role::kDirector, Role::kLeader, Role::kEditor, Role::kInspector, Role::kAuditor});
}

Status check_change(const Person& person, const ChangeSet& change) {
  if (person.only && person.only->change != change.id)
    return no_such("没有这份变更单", "there is no such change set");
  if (may_see_drafts(person)) return {};
  const bool shown = change.submitted_at.has_value() || change.emergency;
  if (person.has(Role::kDepartment) && person.department == change.department && shown) return {};
  return no_such("没有这份变更单", "there is no such change set");
}

bool may_see_all_questions(const Person& person) {
  return has_any(person, {Role::kDirector, Role::kLeader, Role::kEditor, Role::kInspector, Role::kAuditor});
}

bool may_read_callers(const Person& person) {
  return has_any(person, {Role::kDirector, Role::kLeader, Role::kInspector, Role::kAuditor});
}

Status check_question(const Person& person, const Question& question) {
  if (person.only && person.only->question != question.id)
    return no_such("没有这份疑难问题单", "there is no such question");
  if (may_see_all_questions(person)) return {};
  if (person.has(Role::kDepartment) && question.department && person.department == question.department)
    return {};
  for (const QuestionAsker& asker : question.askers)
    if (asker.by == person.id) return {};
  return no_such("没有这份疑难问题单", "there is no such question");
}

Status check_emergency(const Person& person) {
  if (has_any(person, {Role::kDirector, Role::kLeader})) return {};
  return not_allowed({Role::kDirector, Role::kLeader});
}

}  // namespace koujing::door
