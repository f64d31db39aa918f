// Forms of the words and rules of search.
#pragma once

#include "editor_api/lexicon_change.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"

namespace koujing::door {

// Each reads its own fields and calls finish(). Faults of the texts themselves are found by faults_of().
SynonymForm read_synonym_form(FormReader& reader);
SearchRuleForm read_search_rule_form(FormReader& reader);

// The flow of a change that was tried against the golden queries (editor_api/search_trial.h), by the query's
// accept_losses.
Result<Flow> tried_flow(Call& call, const LexiconChange& change);

// Searches follow the change at once.
void follow_lexicon(Call& call);

}  // namespace koujing::door
