// The part of SqlLexicon that keeps pins, bans and golden queries.
#include <nlohmann/json.hpp>

#include "content/store/sql/sql_lexicon.h"

namespace koujing::sql {

using soci::into;
using soci::use;

// All versions, or with an id the newest of that one.
std::vector<SearchRule> SqlLexicon::read_rules(std::int64_t id) const {
  SearchRule row;
  int removed = 0, contains = 0;
  std::string kind, queries;
  MaybeNumber from, to;
  std::vector<SearchRule> rules;
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT id, version, removed, kind, queries, contains, entry, position, valid_from, valid_to, "
              "note, by, at FROM search_rules WHERE "
           << (id != 0 ? "id = :id ORDER BY version DESC LIMIT 1" : ":id = 0 ORDER BY id, version"),
       use(id, "id"), into(row.id.value), into(row.version), into(removed), into(kind), into(queries),
       into(contains), into(row.form.entry.value), into(row.form.position), into(from.value, from.indicator),
       into(to.value, to.indicator), into(row.form.note), into(row.by.value), into(row.at.us));
  rows.execute();
  while (rows.fetch()) {
    row.removed = removed != 0;
    row.form.kind = search_rule_kind_from_name(kind).value_or(SearchRuleKind::kPin);
    row.form.queries = nlohmann::json::parse(queries).get<std::vector<std::string>>();
    row.form.contains = contains != 0;
    row.form.from = from.instant();
    row.form.to = to.instant();
    rules.push_back(row);
  }
  return rules;
}

Result<std::optional<SearchRule>> SqlLexicon::rule(SearchRuleId id) const {
  return guarded(session_, [&]() -> Result<std::optional<SearchRule>> {
    if (!id) return std::optional<SearchRule>();
    std::vector<SearchRule> found = read_rules(id.value);
    return found.empty() ? std::optional<SearchRule>() : std::optional(std::move(found.front()));
  });
}

Result<std::vector<SearchRule>> SqlLexicon::rule_versions() const {
  return guarded(session_, [&]() -> Result<std::vector<SearchRule>> { return read_rules(0); });
}

void SqlLexicon::insert_rule(const SearchRule& rule) {
  const int removed = rule.removed ? 1 : 0, contains = rule.form.contains ? 1 : 0;
  const std::string kind(search_rule_kind_name(rule.form.kind)),
      queries = nlohmann::json(rule.form.queries).dump();
  MaybeNumber from(rule.form.from), to(rule.form.to);
  session_.soci
      << "INSERT INTO search_rules (id, version, removed, kind, queries, contains, entry, position, "
         "valid_from, valid_to, note, by, at) VALUES (:id, :version, :removed, :kind, :queries, "
         ":contains, :entry, :position, :from, :to, :note, :by, :at)",
      use(rule.id.value), use(rule.version), use(removed), use(kind), use(queries), use(contains),
      use(rule.form.entry.value), use(rule.form.position), use(from.value, from.indicator),
      use(to.value, to.indicator), use(rule.form.note), use(rule.by.value), use(rule.at.us);
  raise_version();
}

Result<SearchRuleId> SqlLexicon::add_rule(const SearchRule& rule) {
  return guarded(session_, [&]() -> Result<SearchRuleId> {
    SearchRule made = rule;
    made.version = 1;
    session_.soci << "SELECT coalesce(max(id), 0) + 1 FROM search_rules", into(made.id.value);
    insert_rule(made);
    return made.id;
  });
}

Status SqlLexicon::add_rule_version(const SearchRule& rule) {
  return guarded(session_, [&]() -> Status {
    insert_rule(rule);
    return {};
  });
}

Result<std::vector<GoldenQuery>> SqlLexicon::golden_queries() const {
  return guarded(session_, [&]() -> Result<std::vector<GoldenQuery>> {
    GoldenQuery row;
    std::vector<GoldenQuery> found;
    soci::statement rows =
        (session_.soci.prepare << "SELECT id, text, entry, places, by, at FROM golden_queries ORDER BY id",
         into(row.id.value), into(row.text), into(row.entry.value), into(row.within), into(row.by.value),
         into(row.at.us));
    rows.execute();
    while (rows.fetch()) found.push_back(row);
    return found;
  });
}

Result<std::optional<GoldenQuery>> SqlLexicon::golden_query(GoldenQueryId id) const {
  return guarded(session_, [&]() -> Result<std::optional<GoldenQuery>> {
    GoldenQuery row;
    session_.soci << "SELECT id, text, entry, places, by, at FROM golden_queries WHERE id = :id",
        use(id.value), into(row.id.value), into(row.text), into(row.entry.value), into(row.within),
        into(row.by.value), into(row.at.us);
    if (!session_.soci.got_data()) return std::optional<GoldenQuery>();
    return std::optional(std::move(row));
  });
}

Result<GoldenQueryId> SqlLexicon::add_golden_query(const GoldenQuery& golden) {
  return guarded(session_, [&]() -> Result<GoldenQueryId> {
    GoldenQueryId id;
    session_.soci
        << "INSERT INTO golden_queries (text, entry, places, by, at) VALUES (:text, :entry, :places, "
           ":by, :at) RETURNING id",
        use(golden.text), use(golden.entry.value), use(golden.within), use(golden.by.value),
        use(golden.at.us), into(id.value);
    return id;
  });
}

Status SqlLexicon::remove_golden_query(GoldenQueryId id) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "DELETE FROM golden_queries WHERE id = :id", use(id.value);
    return {};
  });
}

}  // namespace koujing::sql
