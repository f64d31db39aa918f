#include "editor_api/presenters/present.h"

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

json Presenter::served_question(const ServedQuestion& served) const {
  return {{"question", served.question},
          {"times", served.times},
          {"people", served.people},
          {"days", served.days},
          {"last", time(served.last)}};
}

}  // namespace koujing::door
