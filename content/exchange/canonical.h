// The canonical form of what is written: the bytes that digests, confirmations and the journal are bound to.
//
// JSON with keys in byte order, no white space, UTF-8 unescaped, times as RFC 3339 in +00:00, absent times as
// null. The same content always gives the same bytes; tests/golden/ holds examples that must never change.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "content/model/catalogue.h"
#include "content/model/change_set.h"
#include "content/model/check_rules.h"
#include "content/model/entry_template.h"
#include "content/model/notice.h"
#include "content/model/result.h"
#include "content/model/revision.h"

namespace koujing {

nlohmann::json to_json(const EntryText& text);
nlohmann::json to_json(const ChangeItem& item);
nlohmann::json to_json(const ChangeContent& content);
nlohmann::json to_json(const CheckRules& rules);
nlohmann::json to_json(const NoticeForm& form);
nlohmann::json to_json(const CatalogueStep& step);
nlohmann::json to_json(const EntryTemplate& one);
nlohmann::json to_json(const PassageComment& one);

std::string canonical(const nlohmann::json& value);
std::string canonical(const EntryText& text);
std::string canonical(const ChangeContent& content);
std::string canonical(const CheckRules& rules);
std::string canonical(const NoticeForm& form);
std::string canonical(const std::vector<CatalogueStep>& steps);
std::string canonical(const std::vector<EntryTemplate>& templates);
std::string canonical(const std::vector<PassageComment>& passages);

// What the issuing department confirms: the content, the department and the notice that it answers.
std::string confirmed_text(const ChangeContent& content, const DepartmentCode& department,
                           std::optional<NoticeId> notice);
// SHA-256 of that.
std::string change_digest(const ChangeContent& content, const DepartmentCode& department,
                          std::optional<NoticeId> notice);
std::string revision_digest(const EntryText& text);

// The inverse of canonical(), for texts that this program wrote. Error kInternal "store_damaged".
Result<EntryText> entry_text_from_canonical(std::string_view json);
Result<ChangeContent> change_content_from_canonical(std::string_view json);
Result<CheckRules> check_rules_from_canonical(std::string_view json);
Result<std::vector<PassageComment>> passages_from_canonical(std::string_view json);
Result<std::vector<EntryTemplate>> templates_from_canonical(std::string_view json);
Result<std::vector<CatalogueStep>> catalogue_steps_from_canonical(std::string_view json);

}  // namespace koujing
