#include "editor_api/routes/lexicon_forms.h"

#include "editor_api/lexicon_keeper.h"
#include "editor_api/search_trial.h"

namespace koujing::door {

SynonymForm read_synonym_form(FormReader& reader) {
  SynonymForm form;
  form.from = reader.text("from", true);
  form.to = reader.texts("to");
  const bool says_ways = reader.has("both_ways"), both_ways = reader.flag("both_ways");
  form.both_ways = !says_ways || both_ways;
  reader.finish();
  return form;
}

SearchRuleForm read_search_rule_form(FormReader& reader) {
  SearchRuleForm form;
  const std::string kind = reader.text("kind", true), match = reader.text("match");
  const auto known = search_rule_kind_from_name(kind);
  if (!kind.empty() && !known) reader.fault("kind", "unknown", "只能是 pin 或 ban", "must be pin or ban");
  form.kind = known.value_or(SearchRuleKind::kPin);
  if (!match.empty() && match != "exact" && match != "contains")
    reader.fault("match", "unknown", "只能是 exact 或 contains", "must be exact or contains");
  form.contains = match == "contains";
  form.queries = reader.texts("queries");
  if (!reader.has("entry")) reader.fault("entry", "required", "必须填写", "must be filled in");
  form.entry.value = reader.number("entry").value_or(0);
  form.position = static_cast<int>(std::clamp<std::int64_t>(reader.number("position").value_or(1), 0, 1'000));
  form.from = reader.time("from");
  form.to = reader.time("to");
  form.note = reader.text("note");
  reader.finish();
  return form;
}

Result<Flow> tried_flow(Call& call, const LexiconChange& change) {
  const bool accept = call.request.query_value("accept_losses") == "true";
  return tried(call.site, call.flow(), call.person, change, accept);
}

void follow_lexicon(Call& call) {
  if (call.site.lexicon) call.site.lexicon->nudge();
}

}  // namespace koujing::door
