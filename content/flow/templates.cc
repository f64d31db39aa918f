#include "content/flow/templates.h"

#include <algorithm>
#include <iterator>

#include "content/exchange/canonical.h"
#include "content/flow/settings.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

const std::string kName = "templates";

Result<TemplatesNow> read(const Setting& setting) {
  TemplatesNow now;
  KJ_TRY(now.templates, templates_from_canonical(setting.value));
  now.version = setting.version;
  now.by = setting.by;
  now.at = setting.at;
  return now;
}

}  // namespace

Result<TemplatesNow> templates_now(const Reading& reading) {
  KJ_TRY(const auto setting, reading.settings().find(kName));
  if (!setting) return TemplatesNow{};
  return read(*setting);
}

Result<TemplatesNow> edit_templates(const Flow& flow, const Person& actor,
                                    const std::vector<EntryTemplate>& templates,
                                    std::optional<std::int64_t> expected_version) {
  if (auto faults = faults_of(templates); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Setting kept,
         replace_setting(flow, actor, "edit_templates", kName, canonical(std::vector<EntryTemplate>()),
                         canonical(templates), expected_version));
  if (kept.version == 0) return TemplatesNow{};
  return read(kept);
}

Result<std::vector<Fault>> template_faults(const Reading& reading, const ChangeContent& content) {
  std::vector<Fault> faults;
  KJ_TRY(const TemplatesNow now, templates_now(reading));
  for (std::size_t i = 0; i < content.items.size(); ++i) {
    const ChangeItem& item = content.items[i];
    if (item.template_name.empty() || item.action == ChangeAction::kRetire) continue;
    const std::string at = "/items/" + std::to_string(i);
    const auto found = std::find_if(now.templates.begin(), now.templates.end(),
                                    [&](const EntryTemplate& one) { return one.name == item.template_name; });
    if (found == now.templates.end()) {
      faults.push_back({at + "/template",
                        "unknown_template",
                        {"模板“" + item.template_name + "”已经不在了，请另选一个或去掉模板",
                         "the template '" + item.template_name + "' is gone; choose another one or none"}});
      continue;
    }
    auto lacking = template_faults(*found, item, at);
    std::move(lacking.begin(), lacking.end(), std::back_inserter(faults));
  }
  return faults;
}

}  // namespace koujing
