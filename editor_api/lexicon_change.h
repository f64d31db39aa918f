// What is to become of the words and rules of search, and the Lexicon that comes of it.
#pragma once

#include <string>
#include <vector>

#include "content/model/lexicon.h"
#include "content/model/search_rule.h"
#include "content/store/store.h"
#include "search/lexicon.h"

namespace koujing::door {

// Something that is changed is removed and added.
struct LexiconChange {
  std::vector<SynonymForm> add_synonyms;
  std::vector<SynonymId> remove_synonyms;
  std::vector<SearchRuleForm> add_rules;
  std::vector<SearchRuleId> remove_rules;
  std::vector<std::string> add_words, remove_words;
};

// Synonyms, words and rules of the store with the change; the uses of `lexicon` stay. `now` is when added
// synonyms and rules begin to hold.
Status read_lexicon(const Reading& reading, const LexiconChange& change, Instant now,
                    search::Lexicon& lexicon);

}  // namespace koujing::door
