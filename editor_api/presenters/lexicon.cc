#include "editor_api/presenters/entry.h"

namespace koujing::door {

json Presenter::synonym(const Synonym& synonym) {
  json examples = json::array();
  for (const auto& [with_from, with_to] : synonym.evidence.examples)
    examples.push_back({{"from", with_from}, {"to", with_to}});
  return {{"id", synonym.id.value},
          {"from", synonym.form.from},
          {"to", synonym.form.to},
          {"both_ways", synonym.form.both_ways},
          {"state", synonym_state_name(synonym.state)},
          {"origin", synonym_origin_name(synonym.origin)},
          {"evidence",
           {{"times", synonym.evidence.times},
            {"entries", synonym.evidence.entries},
            {"people", synonym.evidence.people},
            {"examples", std::move(examples)}}},
          {"by", person_ref(synonym.by)},
          {"at", time(synonym.at)},
          {"version", synonym.version}};
}

json Presenter::dictionary_word(const DictionaryWord& word) {
  return {{"id", word.id}, {"word", word.word}, {"by", person_ref(word.by)}, {"at", time(word.at)}};
}

std::string Presenter::title_of(EntryId entry) {
  const auto head = reading_.entries().find(entry);
  if (!head || !*head) return "";
  const auto revision = reading_.entries().revision(entry, (*head)->newest_number);
  return revision && *revision ? (*revision)->text.title : "";
}

Result<json> Presenter::search_rule(const SearchRule& rule, Instant now) {
  const bool pin = rule.form.kind == SearchRuleKind::kPin;
  const bool begun = !rule.form.from || *rule.form.from <= now, over = rule.form.to && *rule.form.to <= now;
  KJ_TRY(const auto events, reading_.entries().events(rule.form.entry));
  const auto spans = spans_of(events);
  return json{{"id", rule.id.value},
              {"kind", search_rule_kind_name(rule.form.kind)},
              {"queries", rule.form.queries},
              {"match", rule.form.contains ? "contains" : "exact"},
              {"entry", rule.form.entry.value},
              {"entry_title", title_of(rule.form.entry)},
              {"entry_state", state_of(in_force(spans, now, now), next_after(spans, {now, now}))},
              {"position", pin ? json(rule.form.position) : json(nullptr)},
              {"from", time(rule.form.from)},
              {"to", time(rule.form.to)},
              {"note", rule.form.note},
              {"state", over    ? "ended"
                        : begun ? "active"
                                : "scheduled"},
              {"by", person_ref(rule.by)},
              {"at", time(rule.at)},
              {"version", rule.version}};
}

json Presenter::served_question(const ServedQuestion& served) const {
  return {{"question", served.question},
          {"times", served.times},
          {"people", served.people},
          {"days", served.days},
          {"last", time(served.last)}};
}

}  // namespace koujing::door
