#include "editor_api/presenters/present.h"

namespace koujing::door {

json Presenter::time(std::optional<Instant> at) const {
  if (!at || *at == Instant::always() || *at == Instant::never()) return nullptr;
  return format_instant(*at, offset_);
}

json Presenter::person_ref(PersonId id) {
  const auto known = people_.find(id);
  if (known != people_.end()) return known->second;
  json ref = {{"name", "#" + std::to_string(id.value)}, {"display_name", "#" + std::to_string(id.value)}};
  if (const auto person = reading_.people().find(id); person && *person)
    ref = {{"name", (*person)->login}, {"display_name", (*person)->display_name}};
  return people_[id] = ref;
}

json Presenter::person_ref(std::optional<PersonId> id) { return id ? person_ref(*id) : json(nullptr); }

json Presenter::department(const DepartmentCode& code) {
  const auto known = departments_.find(code.value);
  if (known != departments_.end()) return known->second;
  json shown = {{"code", code.value}, {"name", code.value}};
  if (const auto found = reading_.people().department(code.value); found && *found)
    shown = {{"code", (*found)->code.value}, {"name", (*found)->name}};
  return departments_[code.value] = shown;
}

json Presenter::person(const Person& person) {
  json roles = json::array();
  for (const Role role : person.roles) roles.push_back(role_name(role));
  return {{"name", person.login},
          {"display_name", person.display_name},
          {"roles", std::move(roles)},
          {"department", person.department ? department(*person.department) : json(nullptr)},
          {"skill_group", person.skill_group}};
}

json Presenter::catalogue_node(const CatalogueNode& node) const {
  return {{"id", node.id.value},
          {"library", node.library},
          {"name", node.name},
          {"path", node.path},
          {"parent", node.parent ? json(node.parent->value) : json(nullptr)},
          {"version", node.version},
          {"merged_into", node.merged_into ? json(node.merged_into->value) : json(nullptr)}};
}

json Presenter::catalogue_change(const CatalogueChange& change) {
  json steps = json::array();
  for (const CatalogueStep& step : change.steps)
    steps.push_back({{"action", catalogue_action_name(step.action)},
                     {"node", step.node.value},
                     {"from", step.path_before},
                     {"to", step.path_after}});
  return {{"id", change.id ? json(change.id.value) : json(nullptr)},
          {"summary", change.summary},
          {"steps", std::move(steps)},
          {"digest", change.digest},
          {"entries", change.entries},
          {"by", person_ref(change.by)},
          {"at", time(change.at)},
          {"withdrawn_by", person_ref(change.withdrawn_by)},
          {"withdrawn_at", change.withdrawn_at ? time(*change.withdrawn_at) : json(nullptr)},
          {"withdraw_reason", change.withdraw_reason}};
}

}  // namespace koujing::door
