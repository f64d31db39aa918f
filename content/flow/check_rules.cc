#include "content/flow/check_rules.h"

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
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
  CheckRulesNow now;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(now, check_rules_now(writing));
           KJ_DO(expect_version(expected_version, now.version));
           if (now.rules == rules) return Subject{kName, now.version};
           const std::string before = sha256_hex(canonical(now.rules)), value = canonical(rules);
           now = {rules, now.version + 1, actor.id, writing.recorded_at()};
           KJ_DO(writing.settings().add({kName, now.version, actor.id, writing.recorded_at(), value}));
           KJ_DO(append(writing, &actor,
                        {"edit_check_rules", {"setting", kName}, before, sha256_hex(value), "{}", {}}));
           return Subject{kName, now.version};
         }));
  (void)done;
  return now;
}

}  // namespace koujing
