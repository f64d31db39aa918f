// Who may do what: one table for the routes, and the rules that look at the thing itself.
//
// Deny by default: a person without a role of the row is refused, and every route names its row. What must
// hold whoever asks (four eyes, the confirming department) is in content/flow/.
#pragma once

#include "content/model/bulletin.h"
#include "content/model/change_set.h"
#include "content/model/notice.h"
#include "content/model/person.h"
#include "content/model/question.h"
#include "content/model/result.h"

namespace koujing::door {

enum class Permission {
  kPublic,    // nobody has to be signed in
  kSignedIn,  // anybody who is
  kReceiveNotice,
  kReadNotices,
  kReviewNotice,
  kDelegate,  // name who stands in
  kEditStageRules,
  kDraftChanges,  // draft, edit, submit, discard, check
  kEditCheckRules,
  kReadChanges,
  kConfirmChange,  // confirm, return
  kIssueLink,      // for a department without an account
  kPublishChange,  // publish, or through the emergency door (which looks at the role again)
  kWithdrawChange,
  kVerifyEntry,  // say that it is still right
  kLookAfter,    // owner and date of the next check
  kEditCareRules,
  kReadEntries,  // lists and histories; single entries are open to agents
  kImport,       // of what nobody has confirmed here
  kMoveCatalogue,
  kPostBulletin,
  kAsk,  // raise, join, give feedback
  kReadQuestions,
  kRouteQuestion,
  kIssueAnswerLink,
  kAnswerQuestion,
  kCloseQuestion,
  kEditSkillGroups,
  kReadExposures,  // what was on a desk: one's own, or further by whose_searches()
  kReadAcknowledgements,
  kReadLexicon,    // synonyms, words, proposed variants
  kEditLexicon,    // and propose, approve, decline
  kResetLearning,  // what uses have taught
  kReadJournal,
  kVerifyJournal,
  kTrace,  // from papers to answers to calls
  kReadReports,
  kEditRetention,  // and delete a text on request
};

// kForbidden "not_allowed" names the roles that may.
Status check(Permission permission, const Person& person);

// Inspectors and auditors, whose reading the journal records. Nobody else sees there what was on the desks of
// others: uses of answers and searches that were told of afterwards.
bool may_oversee(const Person& person);
bool may_see_all_notices(const Person& person);                   // otherwise those of one's own department
Status check_notice(const Person& person, const Notice& notice);  // kNotFound for what one may not know of
Status check_amend(const Person& person, const Notice& notice);
Status check_receive(const Person& person, const DepartmentCode& department);
bool may_see_drafts(const Person& person);  // otherwise what was submitted to one's department
Status check_change(const Person& person, const ChangeSet& change);
Status check_emergency(const Person& person);
bool may_see_all_questions(const Person& person);  // otherwise those of one's department, or one's own
bool may_read_callers(const Person& person);       // whom to call back, and why
Status check_question(const Person& person, const Question& question);

}  // namespace koujing::door
