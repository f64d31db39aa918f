#include "content/flow/care.h"

#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/flow/changes.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

constexpr std::int64_t kDay = 24 * 3600;
const std::string kName = "care";

std::string value_of(const CareRules& rules) {
  return canonical(
      json{{"interval_days", rules.interval_days}, {"withdraw_after_days", rules.withdraw_after_days}});
}

json words_of(const std::optional<Instant>& at) { return at ? json(format_instant(*at, 0)) : json(nullptr); }

Result<EntryCare> care_of(const Reading& reading, EntryId entry) {
  KJ_TRY(const auto found, reading.care().find(entry));
  if (found) return *found;
  EntryCare none;
  none.entry = entry;
  return none;
}

Status save(Writing& writing, const Person& actor, EntryCare care) {
  ++care.version;
  return writing.care().add(care, actor.id, writing.recorded_at());
}

std::optional<Instant> after_interval(const CareRules& rules, Instant from) {
  if (rules.interval_days == 0) return std::nullopt;
  return from.plus_seconds(rules.interval_days * kDay);
}

}  // namespace

Result<CareRulesNow> care_rules_now(const Reading& reading) {
  KJ_TRY(const auto setting, reading.settings().find(kName));
  if (!setting) return CareRulesNow{};
  try {
    const json read = json::parse(setting->value);
    return CareRulesNow{
        {read.at("interval_days").get<std::int64_t>(), read.at("withdraw_after_days").get<std::int64_t>()},
        setting->version};
  } catch (const json::exception& e) {
    return Error{
        ErrorKind::kInternal,
        "store_damaged",
        {"复核规则已损坏，请运行 koujing doctor", "the rules of checks are damaged; run koujing doctor"},
        {},
        e.what()};
  }
}

Result<CareRulesNow> edit_care_rules(const Flow& flow, const Person& actor, const CareRules& rules,
                                     std::optional<std::int64_t> expected_version) {
  std::vector<Fault> faults;
  const auto check = [&](const char* pointer, std::int64_t days) {
    if (days < 0 || days > 3650)
      faults.push_back({pointer, "out_of_range", {"应在 0 到 3650 之间", "must be 0 to 3650"}});
  };
  check("/interval_days", rules.interval_days);
  check("/withdraw_after_days", rules.withdraw_after_days);
  if (!faults.empty()) return invalid_input(std::move(faults));
  CareRulesNow now;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(now, care_rules_now(writing));
           KJ_DO(expect_version(expected_version, now.version));
           const std::string before = value_of(now.rules), value = value_of(rules);
           if (now.version > 0 && now.rules == rules) return Subject{"setting", now.version};
           now = {rules, now.version + 1};
           KJ_DO(writing.settings().add({kName, now.version, actor.id, writing.recorded_at(), value}));
           KJ_DO(append(
               writing, &actor,
               {"edit_care_rules", {"setting", kName}, sha256_hex(before), sha256_hex(value), value, {}}));
           return Subject{"setting", now.version};
         }));
  (void)done;
  return now;
}

Status care_for_published(Writing& writing, const Person& actor, EntryId entry, Instant begins,
                          std::optional<PersonId> confirmed_by) {
  KJ_TRY(const CareRulesNow now, care_rules_now(writing));
  KJ_TRY(EntryCare care, care_of(writing, entry));
  if (now.rules.interval_days == 0 && care.version == 0) return {};
  if (!care.owner) care.owner = actor.id;
  if (confirmed_by) {
    care.verified_at = writing.recorded_at();
    care.verified_by = confirmed_by;
  }
  care.next_check = after_interval(now.rules, std::max(begins, writing.recorded_at()));
  return save(writing, actor, care);
}

Status set_care(const Flow& flow, const Person& actor, EntryId entry, const CareForm& form) {
  KJ_TRY(
      const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
        KJ_TRY(const auto head, writing.entries().find(entry));
        if (!head) return not_found("条目", "entry", entry.value);
        KJ_TRY(EntryCare care, care_of(writing, entry));
        care.owner.reset();
        if (!form.owner_login.empty()) {
          KJ_TRY(const auto owner, writing.people().by_login(form.owner_login));
          if (!owner || owner->disabled || !(owner->has(Role::kEditor) || owner->has(Role::kDepartment)))
            return invalid_input(
                {{"/owner",
                  "not_possible",
                  {"负责人须是在岗的采编或部门人员", "must be an editor or of a department, at work"}}});
          care.owner = owner->id;
        }
        care.next_check = form.next_check;
        KJ_DO(save(writing, actor, care));
        KJ_DO(append(writing, &actor,
                     {"set_care",
                      {"entry", id_text(entry.value)},
                      "",
                      "",
                      canonical(json{{"owner", form.owner_login}, {"next_check", words_of(form.next_check)}}),
                      {}}));
        return Subject{"entry", entry.value};
      }));
  (void)done;
  return {};
}

Status verify_entry(const Flow& flow, const Person& actor, EntryId entry, int revision,
                    std::optional<Instant> next_check) {
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto head, writing.entries().find(entry));
           if (!head) return not_found("条目", "entry", entry.value);
           if (head->newest_number != revision)
             return Error{
                 ErrorKind::kStale,
                 "stale_base",
                 {"条目已有新版本（第 " + id_text(head->newest_number) + " 版），请看过再复核",
                  "there is a newer revision (" + id_text(head->newest_number) + "); read it first"}};
           KJ_TRY(const auto newest, writing.entries().revision(entry, revision));
           if (!actor.has(Role::kEditor) && (!newest || newest->text.department != actor.department))
             return Error{ErrorKind::kForbidden,
                          "other_department",
                          {"只能复核本部门的条目", "you can verify entries of your own department only"}};
           if (next_check && *next_check <= writing.recorded_at())
             return invalid_input({{"/next_check", "not_after", {"须晚于现在", "must lie ahead"}}});
           KJ_TRY(const CareRulesNow now, care_rules_now(writing));
           KJ_TRY(EntryCare care, care_of(writing, entry));
           if (!care.owner) care.owner = actor.id;
           care.verified_at = writing.recorded_at();
           care.verified_by = actor.id;
           care.next_check = next_check ? next_check : after_interval(now.rules, writing.recorded_at());
           KJ_DO(save(writing, actor, care));
           const std::string digest = newest ? newest->digest : "";
           KJ_DO(append(writing, &actor,
                        {"verify_entry",
                         {"entry", id_text(entry.value)},
                         digest,
                         digest,
                         canonical(json{{"revision", revision}, {"next_check", words_of(care.next_check)}}),
                         {}}));
           return Subject{"entry", entry.value};
         }));
  (void)done;
  return {};
}

Result<std::size_t> withdraw_overdue(const Flow& flow, Instant now) {
  constexpr std::size_t kAtOnce = 100;
  Listing<EntryCare> overdue;
  Person by;
  std::int64_t days = 0;
  {
    KJ_TRY(const auto reading, flow.store.read());
    KJ_TRY(const CareRulesNow rules, care_rules_now(*reading));
    days = rules.rules.withdraw_after_days;
    if (days == 0) return std::size_t{0};
    KJ_TRY(const auto setting, reading->settings().find(kName));
    KJ_TRY(const auto person, reading->people().find(setting ? setting->by : PersonId{}));
    if (!person) return std::size_t{0};
    by = *person;
    KJ_TRY(overdue, reading->care().list({{}, now.plus_seconds(-days * kDay)}, {kAtOnce, std::nullopt}));
  }
  std::size_t withdrawn = 0;
  for (const EntryCare& care : overdue.items) {
    const std::string reason = "按规则自动撤回：复核逾期超过 " + id_text(days) + " 天";
    const Status done = withdraw_entry(flow, by, care.entry, reason, false);
    if (done) ++withdrawn;
    if (!done && done.error().code != "not_in_force") return done.error();
    // Nobody is waited for any longer; a new text begins a clock of its own.
    KJ_TRY(const Subject ended, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
             EntryCare over = care;
             over.next_check.reset();
             KJ_DO(save(writing, by, over));
             return Subject{"entry", care.entry.value};
           }));
    (void)ended;
  }
  return withdrawn;
}

}  // namespace koujing
