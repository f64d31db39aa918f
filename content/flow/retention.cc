#include "content/flow/retention.h"

#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/flow/redaction_step.h"
#include "content/flow/settings.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

const std::string kName = "retention_rules";
constexpr std::size_t kBatch = 500;
constexpr std::size_t kLongestReason = 500;
constexpr std::int64_t kDay = 86'400;

std::string value_of(const RetentionRules& rules) {
  return canonical(json{{"search_days", rules.search_days}, {"callback_days", rules.callback_days}});
}

// A kind of record whose texts go when their time is over.
struct Kind {
  const char* verb;     // of the journal
  const char* subject;  // its kind there, and how many are called so in the detail
  std::int64_t RetentionRules::*days;
  Result<bool> (*due)(const Reading& reading, Instant before);
  Result<std::size_t> (*forget)(Writing& writing, Instant before);
};

constexpr Kind kKinds[] = {
    {"forget_searches", "searches", &RetentionRules::search_days,
     [](const Reading& reading, Instant before) { return reading.desk().has_searches_before(before); },
     [](Writing& writing, Instant before) {
       return writing.desk().forget_searches(before, kBatch, writing.recorded_at());
     }},
    {"forget_callbacks", "questions", &RetentionRules::callback_days,
     [](const Reading& reading, Instant before) { return reading.questions().has_callbacks_before(before); },
     [](Writing& writing, Instant before) { return writing.questions().forget_callbacks(before, kBatch); }},
};

Result<std::size_t> forget_due(const Flow& flow, const Kind& kind, Instant now) {
  const auto before_of = [&](const RetentionRulesNow& held) {
    return now.plus_seconds(-(held.rules.*kind.days) * kDay);
  };
  {
    KJ_TRY(const auto reading, flow.store.read());
    KJ_TRY(const RetentionRulesNow held, retention_rules_now(*reading));
    if (held.rules.*kind.days == 0) return std::size_t{0};
    KJ_TRY(const bool due, kind.due(*reading, before_of(held)));
    if (!due) return std::size_t{0};
  }
  std::size_t forgotten = 0;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const RetentionRulesNow held, retention_rules_now(writing));
           const Instant before = before_of(held);
           if (held.rules.*kind.days > 0) {
             KJ_TRY(forgotten, kind.forget(writing, before));
           }
           if (forgotten > 0) {
             const json detail = {
                 {"before", format_instant(before, 0)}, {kind.subject, forgotten}, {"rules", held.version}};
             KJ_TRY(const auto seq,
                    append(writing, nullptr, {kind.verb, {kind.subject, ""}, "", "", canonical(detail), {}}));
             (void)seq;
           }
           return Subject{kind.subject, 0};
         }));
  (void)done;
  return forgotten;
}

bool is_allowed(std::int64_t days) {
  return days == 0 || (days >= RetentionRules::kFewestDays && days <= RetentionRules::kMostDays);
}

}  // namespace

Result<RetentionRulesNow> retention_rules_now(const Reading& reading) {
  KJ_TRY(const auto setting, reading.settings().find(kName));
  if (!setting) return RetentionRulesNow{};
  const json read = json::parse(setting->value, nullptr, false);
  const auto days = [&](const char* name) -> std::int64_t {
    if (!read.is_object() || !read.contains(name)) return 0;  // of an older program
    return read.at(name).is_number_integer() ? read.at(name).get<std::int64_t>() : -1;
  };
  const RetentionRules rules{days("search_days"), days("callback_days")};
  if (!read.is_object() || !is_allowed(rules.search_days) || !is_allowed(rules.callback_days))
    return Error{
        ErrorKind::kInternal,
        "store_damaged",
        {"保留期限已损坏，请运行 koujing doctor", "the retention rules are damaged; run koujing doctor"}};
  return RetentionRulesNow{rules, setting->version};
}

Result<RetentionRulesNow> edit_retention_rules(const Flow& flow, const Person& actor,
                                               const RetentionRules& rules,
                                               std::optional<std::int64_t> expected_version) {
  std::vector<Fault> faults;
  for (const auto& [pointer, days] :
       {std::pair{"/search_days", rules.search_days}, std::pair{"/callback_days", rules.callback_days}})
    if (!is_allowed(days))
      faults.push_back(
          {pointer,
           "out_of_range",
           {"应为 0（一直保留）或 30 到 36500 天", "must be 0 (kept for good) or 30 to 36500 days"}});
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Setting kept, replace_setting(flow, actor, "edit_retention_rules", kName, value_of({}),
                                             value_of(rules), expected_version));
  return RetentionRulesNow{rules, kept.version};
}

Result<std::size_t> forget_what_is_due(const Flow& flow, Instant now) {
  std::size_t forgotten = 0;
  for (const Kind& kind : kKinds) {
    KJ_TRY(const std::size_t some, forget_due(flow, kind, now));
    forgotten += some;
  }
  return forgotten;
}

Status forget_search(const Flow& flow, const Person& actor, const std::string& search,
                     const std::string& reason) {
  if (reason.find_first_not_of(" \n\r\t") == std::string::npos || !is_clean_text(reason) ||
      characters_in(reason) > kLongestReason)
    return invalid_input(
        {{"/reason", "required", {"请写明理由，最多 500 个字符", "say why, in at most 500 characters"}}});
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto row, writing.record().search(search));
           if (!row)
             return Error{ErrorKind::kNotFound, "not_found", {"没有这次搜索", "there is no such search"}};
           if (row->forgotten_at)
             return Error{ErrorKind::kConflict,
                          "forgotten",
                          {"这次搜索的内容已经删除", "the text of this search is gone already"}};
           KJ_DO(writing.desk().forget_search(search, writing.recorded_at()));
           std::vector<JournalRef> refs;
           if (!row->call_id.empty()) refs.push_back({"call", row->call_id});
           KJ_TRY(const auto seq, append(writing, &actor,
                                         {"forget_search",
                                          {"search", search},
                                          search_digest(row->salt, row->text),
                                          "",
                                          canonical(json{{"reason", reason}}),
                                          std::move(refs)}));
           return Subject{"search", seq};
         }));
  (void)done;
  return scrub_now(flow.store);
}

}  // namespace koujing
