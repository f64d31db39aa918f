#include "content/flow/skill_groups.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/flow/settings.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

const std::string kName = "skill_groups";
constexpr std::size_t kMostGroups = 100, kMostValues = 50, kLongestName = 50, kLongestValue = 200;

// The filters by their names, in the order in which they are shown.
template <class Filters, class F>
void each_filter(Filters& filters, F&& visit) {
  visit("library", filters.library);
  visit("catalogue", filters.catalogue);
  visit("region", filters.region);
  visit("product", filters.product);
  visit("department", filters.department);
}

std::string value_of(const std::map<std::string, GroupFilters>& groups) {
  json value = json::object();
  for (const auto& [name, filters] : groups) {
    json row = json::object();
    each_filter(filters, [&](const char* field, const auto& values) { row[field] = values; });
    value[name] = std::move(row);
  }
  return canonical(value);
}

std::vector<Fault> faults_of(const std::map<std::string, GroupFilters>& groups) {
  std::vector<Fault> faults;
  if (groups.size() > kMostGroups)
    faults.push_back({"/groups", "too_many", {"最多 100 个技能组", "at most 100 groups"}});
  for (const auto& [name, filters] : groups) {
    const std::string at = "/groups/" + name;
    if (name.empty() || !is_clean_text(name) || characters_in(name) > kLongestName)
      faults.push_back({at, "too_long", {"技能组名称应为 1 到 50 个字符", "a name has 1 to 50 characters"}});
    each_filter(filters, [&](const char* field, const std::vector<std::string>& values) {
      const bool good =
          values.size() <= kMostValues &&
          std::all_of(values.begin(), values.end(), [](const std::string& value) {
            return !value.empty() && is_clean_text(value) && characters_in(value) <= kLongestValue;
          });
      if (!good)
        faults.push_back(
            {at + "/" + field,
             "too_long",
             {"最多 50 个值，每个 1 到 200 个字符", "at most 50 values of 1 to 200 characters"}});
    });
  }
  return faults;
}

bool any_in(const std::vector<std::string>& wanted, const std::vector<std::string>& stated) {
  return wanted.empty() || stated.empty() ||  // an answer without a scope holds everywhere
         std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
           return std::find(stated.begin(), stated.end(), one) != stated.end();
         });
}

bool is_one_of(const std::vector<std::string>& wanted, const std::string& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

}  // namespace

Result<SkillGroupsNow> skill_groups_now(const Reading& reading) {
  SkillGroupsNow now;
  KJ_TRY(const auto setting, reading.settings().find(kName));
  if (!setting) return now;
  now.version = setting->version;
  try {
    const json value = json::parse(setting->value);
    for (const auto& [name, row] : value.items())
      each_filter(now.groups[name], [&row = row](const char* field, std::vector<std::string>& values) {
        values = row.value(field, std::vector<std::string>());
      });
  } catch (const json::exception& e) {
    return Error{
        ErrorKind::kInternal,
        "store_damaged",
        {"技能组设置已损坏，请运行 koujing doctor", "the skill groups are damaged; run koujing doctor"},
        {},
        e.what()};
  }
  return now;
}

Result<SkillGroupsNow> edit_skill_groups(const Flow& flow, const Person& actor,
                                         const std::map<std::string, GroupFilters>& groups,
                                         std::optional<std::int64_t> expected_version) {
  if (auto faults = faults_of(groups); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Setting kept, replace_setting(flow, actor, "edit_skill_groups", kName, value_of({}),
                                             value_of(groups), expected_version));
  return SkillGroupsNow{groups, kept.version};
}

bool matches(const GroupFilters& filters, const EntryText& text) {
  const bool in_catalogue =
      filters.catalogue.empty() ||
      std::any_of(filters.catalogue.begin(), filters.catalogue.end(), [&](const std::string& path) {
        return text.catalogue == path || text.catalogue.starts_with(path + "/");
      });
  return in_catalogue && is_one_of(filters.library, text.library) &&
         is_one_of(filters.department, text.department.value) && any_in(filters.region, text.scope.region) &&
         any_in(filters.product, text.scope.product);
}

}  // namespace koujing
