#include "editor_api/lexicon_change.h"

#include <algorithm>

namespace koujing::door {
namespace {

template <class T>
bool has(const std::vector<T>& list, const T& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

search::Synonym prepared(const SynonymForm& form) { return {form.from, form.to, form.both_ways}; }

search::Rule prepared(const SearchRuleForm& form, Instant known_from, std::optional<Instant> known_to) {
  return {form.kind == SearchRuleKind::kBan,
          form.queries,
          form.contains,
          form.entry,
          form.position,
          form.from,
          form.to,
          known_from,
          known_to};
}

}  // namespace

Status read_lexicon(const Reading& reading, const LexiconChange& change, Instant now,
                    search::Lexicon& lexicon) {
  KJ_TRY(const auto synonyms, reading.lexicon().all_synonyms());
  KJ_TRY(lexicon.words, reading.lexicon().all_words());
  KJ_TRY(const auto versions, reading.lexicon().rule_versions());
  lexicon.synonyms.clear();
  for (const Synonym& synonym : synonyms)
    if (synonym.state == SynonymState::kActive && !has(change.remove_synonyms, synonym.id))
      lexicon.synonyms.push_back(prepared(synonym.form));
  for (const SynonymForm& form : change.add_synonyms) lexicon.synonyms.push_back(prepared(trimmed(form)));
  std::erase_if(lexicon.words, [&](const std::string& word) { return has(change.remove_words, word); });
  for (const std::string& word : change.add_words)
    if (std::string clean = trimmed(word); !clean.empty() && !has(lexicon.words, clean))
      lexicon.words.push_back(std::move(clean));
  lexicon.rules.clear();
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const SearchRule& version = versions[i];
    if (version.removed || has(change.remove_rules, version.id)) continue;
    const bool newest = i + 1 == versions.size() || versions[i + 1].id != version.id;
    lexicon.rules.push_back(
        prepared(version.form, version.at, newest ? std::optional<Instant>() : versions[i + 1].at));
  }
  for (const SearchRuleForm& form : change.add_rules)
    lexicon.rules.push_back(prepared(trimmed(form), now, {}));
  return {};
}

}  // namespace koujing::door
