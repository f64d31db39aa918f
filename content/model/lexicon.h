// The words of search (同义词, 专用词) and what past uses tell.
//
// A synonym says that customers' word `from` means the entries' words `to`. Editors write them; others are
// proposed by mine_synonyms with their evidence and wait for an editor. A declined one is never proposed
// again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "content/model/ids.h"
#include "content/model/instant.h"
#include "content/model/result.h"

namespace koujing {

using SynonymId = Id<struct SynonymTag>;

inline constexpr std::size_t kMostSynonyms = 5'000;  // active and proposed: a list that people can still keep
inline constexpr std::size_t kMostWords = 5'000;
inline constexpr std::size_t kMostEquivalents = 20;  // of one synonym
inline constexpr std::size_t kLongestWord = 64;      // characters

enum class SynonymState {
  kActive,    // search uses it
  kProposed,  // waits for an editor
  kDeclined,  // kept so that it is not proposed again
};
enum class SynonymOrigin {
  kPerson,      // somebody wrote it
  kVariants,    // two question variants of one entry differ in exactly this
  kUnanswered,  // a search found nothing (or only after relaxing), the next one was served
  kReworded,    // a search was not used, the next one was served
};

std::string_view synonym_state_name(SynonymState state);  // "active", "proposed", "declined"
std::optional<SynonymState> synonym_state_from_name(std::string_view name);
std::string_view synonym_origin_name(SynonymOrigin origin);  // "person", "variants", "unanswered", "reworded"
std::optional<SynonymOrigin> synonym_origin_from_name(std::string_view name);

struct SynonymForm {
  std::string from;
  std::vector<std::string> to;
  bool both_ways = true;
  bool operator==(const SynonymForm&) const = default;
};

// Why a pair was proposed. All zero for what a person wrote.
struct Evidence {
  std::int64_t times = 0;    // how often seen
  std::int64_t entries = 0;  // in or for how many entries
  std::int64_t people = 0;   // by how many; 0 for variants, which nobody asked
  std::vector<std::pair<std::string, std::string>> examples;  // at most 3: with `from`, with `to`
  bool operator==(const Evidence&) const = default;
};

struct Synonym {
  SynonymId id;
  SynonymForm form;
  SynonymState state = SynonymState::kActive;
  SynonymOrigin origin = SynonymOrigin::kPerson;
  Evidence evidence;
  PersonId by;  // who changed it last
  Instant at;
  std::int64_t version = 1;
};

// What became of a synonym at `at`, until its next version.
struct SynonymVersion {
  SynonymId id;
  SynonymForm form;
  bool active = false;  // false: proposed, declined, or removed
  Instant at;
};

struct DictionaryWord {
  std::int64_t id = 0;
  std::string word;
  PersonId by;
  Instant at;
};

// How an answer served a search, as use_answer recorded it.
struct AnswerUse {
  std::int64_t seq = 0;  // of its journal record
  Instant at;
  PersonId person;
  EntryId entry;
  std::string search;    // id of the search
  std::string question;  // what was asked, trimmed
  std::string how;       // "opened", "copied", "read_out"
};

struct PastQuestion {
  std::string question;
  EntryId entry;
  double weight = 0;
  Instant last;
};

// Without the blanks around it, U+3000 among them.
std::string trimmed(std::string_view text);

// The form with every word trimmed.
SynonymForm trimmed(const SynonymForm& form);

// Everything that is wrong with a trimmed form or word: empty, longer than 64 characters, broken or control
// characters, `to` without a word, with `from` in it, with a word twice, with more than 20.
std::vector<Fault> faults_of(const SynonymForm& form);
std::vector<Fault> faults_of_word(const std::string& word, const std::string& pointer);

}  // namespace koujing
