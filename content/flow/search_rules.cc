#include "content/flow/search_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/model/lexicon.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

json time_of(std::optional<Instant> at) { return at ? json(format_instant(*at, 0)) : json(nullptr); }

json content_of(const SearchRule& rule) {
  return {{"kind", search_rule_kind_name(rule.form.kind)},
          {"queries", rule.form.queries},
          {"contains", rule.form.contains},
          {"entry", rule.form.entry.value},
          {"position", rule.form.position},
          {"from", time_of(rule.form.from)},
          {"to", time_of(rule.form.to)},
          {"note", rule.form.note}};
}

std::string digest_of(const SearchRule& rule) { return sha256_hex(canonical(content_of(rule))); }

Status record(Writing& writing, const Person& actor, const std::string& verb, const SearchRule* before,
              const SearchRule& after) {
  KJ_TRY(const auto seq, append(writing, &actor,
                                {verb,
                                 {"search_rule", id_text(after.id.value)},
                                 before != nullptr ? digest_of(*before) : "",
                                 after.removed ? "" : digest_of(after),
                                 canonical(content_of(after)),
                                 {{"entry", id_text(after.form.entry.value)}}}));
  (void)seq;
  return {};
}

Result<std::vector<Fault>> faults_here(const Reading& reading, const SearchRuleForm& form,
                                       SearchRuleId self) {
  std::vector<Fault> faults = faults_of(form);
  KJ_TRY(const auto entry, reading.entries().find(form.entry));
  if (!entry) faults.push_back({"/entry", "unknown", {"没有这个条目", "there is no such entry"}});
  if (!faults.empty()) return faults;
  KJ_TRY(const auto rules, search_rules_now(reading));
  if (!self && rules.size() >= kMostSearchRules)
    faults.push_back({"",
                      "too_many",
                      {"置顶和屏蔽最多 " + std::to_string(kMostSearchRules) + " 条，请先删除一些",
                       "at most " + std::to_string(kMostSearchRules) + " rules; remove some first"}});
  for (const SearchRule& other : rules) {
    if (other.id == self || other.form.entry != form.entry || other.form.kind != form.kind ||
        other.form.contains != form.contains || other.form.from != form.from || other.form.to != form.to)
      continue;
    for (std::size_t i = 0; i < form.queries.size(); ++i)
      if (std::count(other.form.queries.begin(), other.form.queries.end(), form.queries[i]) > 0)
        faults.push_back({"/queries/" + std::to_string(i),
                          "duplicate",
                          {"第 " + id_text(other.id.value) + " 条规则已经这样规定",
                           "rule " + id_text(other.id.value) + " says so already"}});
  }
  return faults;
}

}  // namespace

Result<std::vector<SearchRule>> search_rules_now(const Reading& reading) {
  KJ_TRY(auto versions, reading.lexicon().rule_versions());
  std::vector<SearchRule> now;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const bool newest = i + 1 == versions.size() || versions[i + 1].id != versions[i].id;
    if (newest && !versions[i].removed) now.push_back(std::move(versions[i]));
  }
  return now;
}

Result<SearchRule> need_search_rule(const Reading& reading, SearchRuleId id) {
  KJ_TRY(auto found, reading.lexicon().rule(id));
  if (!found || found->removed) return not_found("置顶或屏蔽规则", "search rule", id.value);
  return std::move(*found);
}

Result<SearchRuleId> add_search_rule(const Flow& flow, const Person& actor, const SearchRuleForm& form) {
  KJ_TRY(const Subject made, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           SearchRule rule;
           rule.form = trimmed(form);
           KJ_TRY(auto faults, faults_here(writing, rule.form, {}));
           if (!faults.empty()) return invalid_input(std::move(faults));
           rule.by = actor.id;
           rule.at = writing.recorded_at();
           KJ_TRY(rule.id, writing.lexicon().add_rule(rule));
           KJ_DO(record(writing, actor, "add_search_rule", nullptr, rule));
           return Subject{"search_rule", rule.id.value};
         }));
  return SearchRuleId{made.id};
}

Result<SearchRuleId> change_search_rule(const Flow& flow, const Person& actor, SearchRuleId id,
                                        const SearchRuleForm& form,
                                        std::optional<std::int64_t> expected_version) {
  KJ_TRY(const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const SearchRule before, need_search_rule(writing, id));
           KJ_DO(expect_version(expected_version, before.version));
           SearchRule after = before;
           after.form = trimmed(form);
           if (after.form == before.form) return Subject{"search_rule", id.value};
           KJ_TRY(auto faults, faults_here(writing, after.form, id));
           if (!faults.empty()) return invalid_input(std::move(faults));
           after.by = actor.id;
           after.at = writing.recorded_at();
           after.version += 1;
           KJ_DO(writing.lexicon().add_rule_version(after));
           KJ_DO(record(writing, actor, "change_search_rule", &before, after));
           return Subject{"search_rule", id.value};
         }));
  return SearchRuleId{changed.id};
}

Status remove_search_rule(const Flow& flow, const Person& actor, SearchRuleId id,
                          std::optional<std::int64_t> expected_version) {
  KJ_TRY(const Subject gone, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const SearchRule before, need_search_rule(writing, id));
           KJ_DO(expect_version(expected_version, before.version));
           SearchRule after = before;
           after.removed = true;
           after.by = actor.id;
           after.at = writing.recorded_at();
           after.version += 1;
           KJ_DO(writing.lexicon().add_rule_version(after));
           KJ_DO(record(writing, actor, "remove_search_rule", &before, after));
           return Subject{"search_rule", id.value};
         }));
  (void)gone;
  return {};
}

}  // namespace koujing
