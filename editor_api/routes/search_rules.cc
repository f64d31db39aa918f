// /search-rules and /search-trials: pins and bans, and what a change of search would do.
#include <chrono>

#include "content/flow/search_rules.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/lexicon_forms.h"
#include "editor_api/routes/part.h"
#include "editor_api/routes/route.h"
#include "editor_api/search_trial.h"

namespace koujing::door {
namespace {

Result<Reply> shown(Call& call, SearchRuleId id, int status) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const SearchRule rule, need_search_rule(*reading, id));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  KJ_TRY(reply.body, present.search_rule(rule, call.site.now()));
  reply.headers.emplace_back("ETag", etag(rule.version));
  reply.location = "/search-rules/" + std::to_string(id.value);
  return reply;
}

Result<SearchRuleForm> read_form(Call& call) {
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  SearchRuleForm form = read_search_rule_form(reader);
  if (faults.empty()) faults = faults_of(trimmed(form));
  if (!faults.empty()) return invalid_input(std::move(faults));
  return form;
}

Result<Reply> list(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto entry, call.query_number("entry"));
  const std::string kind = call.request.query_value("kind").value_or("");
  if (!kind.empty() && !search_rule_kind_from_name(kind))
    return invalid_input({{"kind", "unknown", {"只能是 pin 或 ban", "must be pin or ban"}}});
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(auto rules, search_rules_now(*reading));
  std::erase_if(rules, [&](const SearchRule& rule) {
    return (entry && rule.form.entry.value != *entry) ||
           (!kind.empty() && search_rule_kind_name(rule.form.kind) != kind);
  });
  KJ_TRY(const auto part, part_of(rules, page, by_id));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", part.next_cursor}};
  for (const SearchRule& rule : part.rows) {
    KJ_TRY(json row, present.search_rule(rule, call.site.now()));
    reply.body["items"].push_back(std::move(row));
  }
  return reply;
}

Result<Reply> get(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  return shown(call, SearchRuleId{number}, 200);
}

Result<Reply> add(Call& call) {
  KJ_TRY(const SearchRuleForm form, read_form(call));
  LexiconChange change;
  change.add_rules = {form};
  KJ_TRY(const Flow flow, tried_flow(call, change));
  KJ_TRY(const SearchRuleId id, add_search_rule(flow, call.person, form));
  follow_lexicon(call);
  return shown(call, id, 201);
}

Result<Reply> change(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const SearchRuleForm form, read_form(call));
  LexiconChange changes;
  changes.remove_rules = {SearchRuleId{number}};
  changes.add_rules = {form};
  KJ_TRY(const Flow flow, tried_flow(call, changes));
  KJ_TRY(const SearchRuleId id,
         change_search_rule(flow, call.person, SearchRuleId{number}, form, expected.version));
  follow_lexicon(call);
  return shown(call, id, 200);
}

Result<Reply> remove(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Expected expected, if_match(call, false));
  LexiconChange changes;
  changes.remove_rules = {SearchRuleId{number}};
  KJ_TRY(const Flow flow, tried_flow(call, changes));
  KJ_DO(remove_search_rule(flow, call.person, SearchRuleId{number}, expected.version));
  follow_lexicon(call);
  Reply reply;
  reply.status = 204;
  return reply;
}

template <class Id>
std::vector<Id> read_numbers(FormReader& reader, std::vector<Fault>& faults, const std::string& field) {
  std::vector<Id> numbers;
  const json& rows = reader.raw(field);
  for (std::size_t i = 0; rows.is_array() && i < rows.size(); ++i)
    if (rows[i].is_number_integer())
      numbers.push_back(Id{rows[i].get<std::int64_t>()});
    else
      faults.push_back({reader.pointer_to(field) + "/" + std::to_string(i),
                        "wrong_type",
                        {"应当是整数", "must be a whole number"}});
  return numbers;
}

struct TrialForm {
  LexiconChange change;
  std::vector<std::string> queries;
  Instant at;
};

Result<TrialForm> read_trial(Call& call) {
  constexpr std::size_t kMostForms = 100, kMostQueries = 20;
  KJ_TRY(const json body, call.form());
  std::vector<Fault> faults;
  FormReader reader(body, faults);
  TrialForm form;
  const auto check_size = [&](const char* field, std::size_t size, std::size_t most) {
    if (size > most)
      reader.fault(field, "too_many", "最多 " + std::to_string(most) + " 个",
                   "at most " + std::to_string(most));
  };
  const json& synonyms = reader.raw("add_synonyms");
  check_size("add_synonyms", synonyms.size(), kMostForms);
  for (std::size_t i = 0; synonyms.is_array() && i < synonyms.size() && i < kMostForms; ++i) {
    const std::string pointer = "/add_synonyms/" + std::to_string(i);
    FormReader row(synonyms[i], faults, pointer);
    form.change.add_synonyms.push_back(read_synonym_form(row));
    for (Fault& fault : faults_of(trimmed(form.change.add_synonyms.back())))
      faults.push_back({pointer + fault.pointer, fault.code, fault.message});
  }
  const json& rules = reader.raw("add_rules");
  check_size("add_rules", rules.size(), kMostForms);
  for (std::size_t i = 0; rules.is_array() && i < rules.size() && i < kMostForms; ++i) {
    const std::string pointer = "/add_rules/" + std::to_string(i);
    FormReader row(rules[i], faults, pointer);
    form.change.add_rules.push_back(read_search_rule_form(row));
    for (Fault& fault : faults_of(trimmed(form.change.add_rules.back())))
      faults.push_back({pointer + fault.pointer, fault.code, fault.message});
  }
  form.change.remove_synonyms = read_numbers<SynonymId>(reader, faults, "remove_synonyms");
  form.change.remove_rules = read_numbers<SearchRuleId>(reader, faults, "remove_rules");
  form.change.add_words = reader.texts("add_words");
  form.change.remove_words = reader.texts("remove_words");
  form.queries = reader.texts("queries");
  check_size("remove_synonyms", form.change.remove_synonyms.size(), kMostForms);
  check_size("remove_rules", form.change.remove_rules.size(), kMostForms);
  check_size("add_words", form.change.add_words.size(), kMostWords);
  check_size("remove_words", form.change.remove_words.size(), kMostWords);
  check_size("queries", form.queries.size(), kMostQueries);
  form.at = reader.time("at").value_or(call.site.now());
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  return form;
}

json rank(Rank at) { return at ? json(*at) : json(nullptr); }

json moves(Presenter& present, const std::vector<GoldenMove>& list) {
  json rows = json::array();
  for (const GoldenMove& move : list)
    rows.push_back({{"golden", move.golden.id.value},
                    {"text", move.golden.text},
                    {"entry", move.golden.entry.value},
                    {"entry_title", present.title_of(move.golden.entry)},
                    {"within", move.golden.within},
                    {"before", rank(move.before)},
                    {"after", rank(move.after)}});
  return rows;
}

json figures(const GoldenFigures& of) {
  return {{"kept", of.kept}, {"hit1", of.first}, {"hit3", of.third}, {"mrr", of.mrr}};
}

json hits(const std::vector<TrialHit>& list) {
  json rows = json::array();
  for (const TrialHit& hit : list)
    rows.push_back({{"entry", hit.entry.value}, {"title", hit.title}, {"pinned", hit.pinned}});
  return rows;
}

Result<Reply> try_it(Call& call) {
  const auto begun = std::chrono::steady_clock::now();
  KJ_TRY(const TrialForm form, read_trial(call));
  KJ_TRY(const SearchTrial trial, try_change(call.site, form.change, form.queries, form.at));
  KJ_TRY(const auto reading, call.site.store->read());
  Presenter present(*reading, call.site.utc_offset_minutes);
  json queries = json::array();
  for (const TrialQuery& query : trial.queries)
    queries.push_back({{"text", query.text}, {"before", hits(query.before)}, {"after", hits(query.after)}});
  Reply reply;
  reply.body = {{"golden", trial.golden},
                {"before", figures(trial.before)},
                {"after", figures(trial.after)},
                {"gains", moves(present, trial.gains)},
                {"losses", moves(present, trial.losses)},
                {"queries", std::move(queries)}};
  reply.body["took_ms"] =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
  return reply;
}

}  // namespace

std::vector<Route> search_rule_routes() {
  return {{"GET", "/search-rules", Permission::kReadLexicon, list},
          {"POST", "/search-rules", Permission::kEditLexicon, add, true},
          {"GET", "/search-rules/{id}", Permission::kReadLexicon, get},
          {"PUT", "/search-rules/{id}", Permission::kEditLexicon, change},
          {"DELETE", "/search-rules/{id}", Permission::kEditLexicon, remove},
          {"POST", "/search-trials", Permission::kReadLexicon, try_it}};
}

}  // namespace koujing::door
