#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/flow/questions.h"
#include "content/flow/settings.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

const std::string kName = "departments_in_charge";

std::string value_of(const std::map<CatalogueId, DepartmentCode>& departments) {
  json value = json::object();
  for (const auto& [node, department] : departments) value[id_text(node.value)] = department.value;
  return canonical(value);
}

}  // namespace

Result<ChargesNow> charges_now(const Reading& reading) {
  ChargesNow now;
  KJ_TRY(const auto setting, reading.settings().find(kName));
  if (!setting) return now;
  now.version = setting->version;
  try {
    const json value = json::parse(setting->value);
    for (const auto& [node, department] : value.items())
      now.departments[CatalogueId{std::stoll(node)}] = DepartmentCode{department.get<std::string>()};
  } catch (const std::exception& e) {
    return Error{ErrorKind::kInternal,
                 "store_damaged",
                 {"主管部门设置已损坏，请运行 koujing doctor",
                  "the departments in charge are damaged; run koujing doctor"},
                 {},
                 e.what()};
  }
  return now;
}

Result<ChargesNow> edit_charges(const Flow& flow, const Person& actor,
                                const std::map<CatalogueId, DepartmentCode>& departments,
                                std::optional<std::int64_t> expected_version) {
  {
    KJ_TRY(const auto reading, flow.store.read());
    std::vector<Fault> faults;
    for (const auto& [node, department] : departments) {
      const std::string at = "/departments/" + id_text(node.value);
      KJ_TRY(const auto known, reading->catalogue().find(node));
      if (!known) faults.push_back({at, "unknown", {"没有这个目录", "there is no such catalogue node"}});
      KJ_TRY(const auto found, reading->people().department(department.value));
      if (!found) faults.push_back({at, "unknown", {"没有这个部门", "there is no such department"}});
    }
    if (!faults.empty()) return invalid_input(std::move(faults));
  }
  KJ_TRY(const Setting kept, replace_setting(flow, actor, "edit_charges", kName, value_of({}),
                                             value_of(departments), expected_version));
  return ChargesNow{departments, kept.version};
}

Result<std::optional<DepartmentCode>> department_in_charge(const Reading& reading, CatalogueId node) {
  KJ_TRY(const ChargesNow now, charges_now(reading));
  std::optional<CatalogueId> at = node;
  constexpr int kDeepest = 100;
  for (int i = 0; at && i < kDeepest; ++i) {
    const auto found = now.departments.find(*at);
    if (found != now.departments.end()) return std::optional(found->second);
    KJ_TRY(const auto here, reading.catalogue().find(*at));
    if (!here) break;
    at = here->merged_into ? here->merged_into : here->parent;
  }
  return std::optional<DepartmentCode>();
}

}  // namespace koujing
