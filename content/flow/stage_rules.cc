#include "content/flow/stage_rules.h"

#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/flow/settings.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

const std::string kName = "stage_rules";

json to_json(const StageHours& hours) {
  return {{"normal", hours.normal}, {"urgent", hours.urgent}, {"emergency", hours.emergency}};
}
StageHours hours_from(const json& from) {
  return {from.at("normal").get<std::int64_t>(), from.at("urgent").get<std::int64_t>(),
          from.at("emergency").get<std::int64_t>()};
}

std::string value_of(const StageRules& rules) {
  return canonical(json{{"review", to_json(rules.review)},
                        {"draft", to_json(rules.draft)},
                        {"confirm", to_json(rules.confirm)},
                        {"publish", to_json(rules.publish)}});
}

}  // namespace

Result<StageRulesNow> stage_rules_now(const Reading& reading) {
  KJ_TRY(const auto setting, reading.settings().find(kName));
  if (!setting) return StageRulesNow{};
  try {
    const json read = json::parse(setting->value);
    return StageRulesNow{{hours_from(read.at("review")), hours_from(read.at("draft")),
                          hours_from(read.at("confirm")), hours_from(read.at("publish"))},
                         setting->version};
  } catch (const json::exception& e) {
    return Error{
        ErrorKind::kInternal,
        "store_damaged",
        {"阶段时限已损坏，请运行 koujing doctor", "the hours of stages are damaged; run koujing doctor"},
        {},
        e.what()};
  }
}

Result<StageRulesNow> edit_stage_rules(const Flow& flow, const Person& actor, const StageRules& rules,
                                       std::optional<std::int64_t> expected_version) {
  if (auto faults = faults_of(rules); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Setting kept, replace_setting(flow, actor, "edit_stage_rules", kName, value_of({}),
                                             value_of(rules), expected_version));
  return StageRulesNow{rules, kept.version};
}

}  // namespace koujing
