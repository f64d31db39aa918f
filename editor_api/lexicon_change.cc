#include "editor_api/lexicon_change.h"

#include <algorithm>

namespace koujing::door {
namespace {

template <class T>
bool has(const std::vector<T>& list, const T& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

search::Synonym prepared(const SynonymForm& form, Instant known_from, std::optional<Instant> known_to) {
  return {form.from, form.to, form.both_ways, known_from, known_to};
}

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

// Those that are live, and those that were, by id and time.
Status read_synonyms(const Reading& reading, const LexiconChange& change, search::Lexicon& lexicon) {
  KJ_TRY(const auto synonyms, reading.lexicon().all_synonyms());
  KJ_TRY(const auto versions, reading.lexicon().synonym_versions());
  lexicon.synonyms.clear();
  auto version = versions.begin();
  const auto add_past = [&](std::optional<SynonymId> last) {
    for (; version != versions.end() && (!last || version->id <= *last); ++version) {
      const auto next = std::next(version);
      if (version->active && next != versions.end() && next->id == version->id)
        lexicon.synonyms.push_back(prepared(version->form, version->at, next->at));
    }
  };
  for (const Synonym& synonym : synonyms) {
    if (synonym.state != SynonymState::kActive || has(change.remove_synonyms, synonym.id)) continue;
    add_past(synonym.id);
    lexicon.synonyms.push_back(prepared(synonym.form, synonym.at, {}));
  }
  add_past({});
  return {};
}

}  // namespace

Status read_lexicon(const Reading& reading, const LexiconChange& change, Instant now,
                    search::Lexicon& lexicon) {
  KJ_DO(read_synonyms(reading, change, lexicon));
  KJ_TRY(lexicon.words, reading.lexicon().all_words());
  KJ_TRY(const auto versions, reading.lexicon().rule_versions());
  for (const SynonymForm& form : change.add_synonyms)
    lexicon.synonyms.push_back(prepared(trimmed(form), now, {}));
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
