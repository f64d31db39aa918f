#include "content/flow/check_rules.h"

#include "content/exchange/canonical.h"
#include "content/flow/settings.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

const std::string kName = "check_rules";

}  // namespace

Result<CheckRulesNow> check_rules_now(const Reading& reading) {
  KJ_TRY(const auto setting, reading.settings().find(kName));
  if (!setting) return CheckRulesNow{standard_check_rules(), 0, {}, {}};
  KJ_TRY(CheckRules rules, check_rules_from_canonical(setting->value));
  return CheckRulesNow{std::move(rules), setting->version, setting->by, setting->at};
}

Result<CheckRulesNow> edit_check_rules(const Flow& flow, const Person& actor, const CheckRules& rules,
                                       std::optional<std::int64_t> expected_version) {
  if (auto faults = faults_of(rules); !faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Setting kept,
         replace_setting(flow, actor, "edit_check_rules", kName, canonical(standard_check_rules()),
                         canonical(rules), expected_version));
  if (kept.version == 0) return CheckRulesNow{rules, 0, {}, {}};
  return CheckRulesNow{rules, kept.version, kept.by, kept.at};
}

}  // namespace koujing
