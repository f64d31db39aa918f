// Who works here: people, their roles and departments.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "content/model/ids.h"

namespace koujing {

// The people of the handbooks. A person can hold several roles; four eyes are checked on the person,
// not on the role (content/model/four_eyes.h).
enum class Role {
  kDepartment,  // 下发文件部门: sends notices, confirms wordings, answers questions
  kDirector,    // 客服中心主任: reviews notices, assigns, publishes emergencies
  kEditor,      // 采编: drafts and publishes
  kAgent,       // 业务代表/坐席: searches and answers
  kLeader,      // 班长: takes hard questions, posts emergency bulletins
  kInspector,   // 质检: checks what was said
  kAuditor,     // 审计: reads everything, changes nothing
  kAdmin,       // 系统管理员: people, tokens, settings
};

std::string_view role_name(Role role);                      // "department", "director", ...
std::optional<Role> role_from_name(std::string_view name);  // the inverse

struct Department {
  DepartmentCode code;  // permanent
  std::string name;     // shown: 市场部
  bool operator==(const Department&) const = default;
};

// What a link opens: one change set and the notice that it came from, or one question and the entry that it
// is about.
struct LinkScope {
  std::int64_t link = 0;
  std::optional<ChangeId> change;
  std::optional<NoticeId> notice;
  std::optional<QuestionId> question = {};
  std::optional<EntryId> entry = {};
};

// Logins of people who were made for a link (content/flow/confirm_links.h) begin so.
inline constexpr std::string_view kLinkLogin = "link-";

struct Person {
  PersonId id;
  std::string login;         // unique, 1..64 of [a-z0-9._-]
  std::string display_name;  // shown: 王芳
  std::set<Role> roles;
  std::optional<DepartmentCode> department;  // required for Role::kDepartment
  std::string skill_group;                   // shown beside an agent; "" for none
  bool disabled = false;
  // Only of a person at a request: the absent director for whom this one reviews now
  // (content/flow/delegates.h).
  std::optional<PersonId> stands_in_for = {};
  // Only of a person at a request: all that this one may see and do.
  std::optional<LinkScope> only = {};

  bool has(Role role) const { return roles.contains(role); }
};

}  // namespace koujing
