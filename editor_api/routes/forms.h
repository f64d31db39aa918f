// The forms of the API read into the model: notices, change sets, scopes.
#pragma once

#include "content/flow/notices.h"
#include "content/model/check_rules.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"

namespace koujing::door {

// Code or name to the code; an unknown one is a fault at `field`.
DepartmentCode read_department(FormReader& reader, const std::string& field, const Reading& reading);

// kInvalid "invalid_input" with everything that is wrong with shape and types.
Result<NoticeForm> read_notice_form(const json& form, const Reading& reading, const Person& person);
Result<ChangeContent> read_change_form(const json& form, const Reading& reading);
Scope read_scope(FormReader& reader);

struct CheckForm {
  std::vector<ChangeItem> items;  // at most 20
  std::vector<EntryId> leave_out;
};
Result<CheckForm> read_check_form(const json& form, const Reading& reading);
Result<CheckRules> read_check_rules(const json& form);  // what is absent is as in the standard rules

}  // namespace koujing::door
