// /skill-groups: what the desks of each group are narrowed to from the start.
#include <map>

#include "content/model/text_rules.h"
#include "editor_api/routes/group_filters.h"
#include "editor_api/routes/route.h"

namespace koujing::door {

nlohmann::json filters_json(const GroupFilters& filters) {
  return {{"library", filters.library},
          {"catalogue", filters.catalogue},
          {"region", filters.region},
          {"product", filters.product},
          {"department", filters.department}};
}

GroupFilters read_filters(FormReader& reader) {
  GroupFilters filters;
  filters.library = reader.texts("library");
  filters.catalogue = reader.texts("catalogue");
  filters.region = reader.texts("region");
  filters.product = reader.texts("product");
  filters.department = reader.texts("department");
  return filters;
}

namespace {

Reply shown(const SkillGroupsNow& now, const std::map<std::string, int>& members) {
  std::map<std::string, GroupFilters> groups = now.groups;
  for (const auto& [name, count] : members) groups.try_emplace(name);
  Reply reply;
  reply.body = {{"groups", json::array()}, {"version", now.version}};
  for (const auto& [name, filters] : groups) {
    const auto found = members.find(name);
    reply.body["groups"].push_back({{"name", name},
                                    {"members", found == members.end() ? 0 : found->second},
                                    {"filters", filters_json(filters)}});
  }
  reply.headers.emplace_back("ETag", etag(now.version));
  return reply;
}

Result<Reply> groups(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto now, skill_groups_now(*reading));
  KJ_TRY(const auto people, reading->people().all());
  std::map<std::string, int> members;
  for (const Person& person : people)
    if (!person.skill_group.empty() && !person.disabled) ++members[person.skill_group];
  return shown(now, members);
}

Result<Reply> set_groups(Call& call) {
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  const json& rows = reader.raw("groups");
  std::map<std::string, GroupFilters> wanted;
  for (std::size_t i = 0; rows.is_array() && i < rows.size() && i <= 100; ++i) {
    FormReader row(rows[i], faults, reader.pointer_to("groups") + "/" + std::to_string(i));
    const std::string name = row.text("name", true);
    FormReader filters(row.raw("filters"), faults, row.pointer_to("filters"));
    wanted[name] = read_filters(filters);
    filters.finish();
    row.finish();
  }
  if (!rows.is_array()) reader.fault("groups", "required", "必须填写", "must be filled in");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const auto now, edit_skill_groups(call.flow(), call.person, wanted, expected.version));
  (void)now;
  return groups(call);
}

}  // namespace

std::vector<Route> skill_group_routes() {
  return {{"GET", "/skill-groups", Permission::kSignedIn, groups},
          {"PUT", "/skill-groups", Permission::kEditSkillGroups, set_groups}};
}

}  // namespace koujing::door
