#include "content/model/names.h"

#include "content/model/catalogue.h"
#include "content/model/change_set.h"
#include "content/model/notice.h"
#include "content/model/person.h"
#include "content/model/redaction.h"

namespace koujing {
namespace {

constexpr Names<Role, 8> kRoles = {{Role::kDepartment, "department"}, {Role::kDirector, "director"},
                                   {Role::kEditor, "editor"},         {Role::kAgent, "agent"},
                                   {Role::kLeader, "leader"},         {Role::kInspector, "inspector"},
                                   {Role::kAuditor, "auditor"},       {Role::kAdmin, "admin"}};
constexpr Names<NoticeState, 5> kNoticeStates = {{NoticeState::kReceived, "received"},
                                                 {NoticeState::kReturned, "returned"},
                                                 {NoticeState::kFiled, "filed"},
                                                 {NoticeState::kAssigned, "assigned"},
                                                 {NoticeState::kPublished, "published"}};
constexpr Names<Urgency, 3> kUrgencies = {
    {Urgency::kNormal, "normal"}, {Urgency::kUrgent, "urgent"}, {Urgency::kEmergency, "emergency"}};
constexpr Names<ChangeState, 8> kChangeStates = {
    {ChangeState::kDraft, "draft"},         {ChangeState::kSubmitted, "submitted"},
    {ChangeState::kReturned, "returned"},   {ChangeState::kConfirmed, "confirmed"},
    {ChangeState::kPublished, "published"}, {ChangeState::kUnconfirmed, "unconfirmed"},
    {ChangeState::kWithdrawn, "withdrawn"}, {ChangeState::kDiscarded, "discarded"}};
constexpr Names<ChangeAction, 3> kChangeActions = {
    {ChangeAction::kNew, "new"}, {ChangeAction::kRevise, "revise"}, {ChangeAction::kRetire, "retire"}};
constexpr Names<CatalogueAction, 2> kCatalogueActions = {{CatalogueAction::kMove, "move"},
                                                         {CatalogueAction::kMerge, "merge"}};
constexpr Names<Standing, 3> kStandings = {{Standing::kConfirmed, "confirmed"},
                                           {Standing::kUnconfirmed, "unconfirmed"},
                                           {Standing::kImported, "imported"}};

constexpr Names<RedactedKind, 5> kRedactedKinds = {{RedactedKind::kOriginal, "original"},
                                                   {RedactedKind::kRevision, "revision"},
                                                   {RedactedKind::kChange, "change"},
                                                   {RedactedKind::kNotice, "notice"},
                                                   {RedactedKind::kBulletin, "bulletin"}};

}  // namespace

std::string_view role_name(Role role) { return name_in(kRoles, role); }
std::optional<Role> role_from_name(std::string_view name) { return value_in(kRoles, name); }
std::string_view notice_state_name(NoticeState state) { return name_in(kNoticeStates, state); }
std::optional<NoticeState> notice_state_from_name(std::string_view name) {
  return value_in(kNoticeStates, name);
}
std::string_view urgency_name(Urgency urgency) { return name_in(kUrgencies, urgency); }
std::optional<Urgency> urgency_from_name(std::string_view name) { return value_in(kUrgencies, name); }
std::string_view change_state_name(ChangeState state) { return name_in(kChangeStates, state); }
std::optional<ChangeState> change_state_from_name(std::string_view name) {
  return value_in(kChangeStates, name);
}
std::string_view change_action_name(ChangeAction action) { return name_in(kChangeActions, action); }
std::optional<ChangeAction> change_action_from_name(std::string_view name) {
  return value_in(kChangeActions, name);
}
std::string_view catalogue_action_name(CatalogueAction action) { return name_in(kCatalogueActions, action); }
std::optional<CatalogueAction> catalogue_action_from_name(std::string_view name) {
  return value_in(kCatalogueActions, name);
}
std::string_view standing_name(Standing standing) { return name_in(kStandings, standing); }
std::optional<Standing> standing_from_name(std::string_view name) { return value_in(kStandings, name); }
std::string_view redacted_kind_name(RedactedKind kind) { return name_in(kRedactedKinds, kind); }

}  // namespace koujing
