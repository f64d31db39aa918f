#include "editor_api/visible_notice.h"

#include "editor_api/policies/policy.h"

namespace koujing::door {

Status check_visible(const Reading& reading, const Person& person, const Notice& notice) {
  Status known = check_notice(person, notice);
  const bool elsewhere = person.only && person.only->notice != notice.id;
  if (known || elsewhere || !person.has(Role::kDepartment) || !person.department) return known;
  ChangeFilter filter;
  filter.notice = notice.id;
  filter.department = person.department;
  filter.hide_drafts = true;
  KJ_TRY(const auto asked, reading.changes().list(filter, {1, std::nullopt}));
  return asked.items.empty() ? known : Status();
}

}  // namespace koujing::door
