// The words of search: synonyms and their proposals, words of the site, the memory of uses. Each change is
// one transaction with its journal record (digests before and after) and raises the version that followers
// look at.
//
// A faulty form is kInvalid "invalid_input"; at most 5,000 synonyms are active or proposed, at most 5,000
// words.
#pragma once

#include "content/flow/flow.h"

namespace koujing {

// What a synonym's digests are over: from, to, both_ways, state.
std::string synonym_digest(const Synonym& synonym);

// Active at once. A fault "duplicate" when another synonym that is not declined says the same already, in the
// same direction; "too_many" when the list is full.
Result<SynonymId> add_synonym(const Flow& flow, const Person& actor, const SynonymForm& form);

struct ImportedSynonyms {
  std::size_t added = 0;
  struct Refusal {
    std::size_t index = 0;  // in the forms
    Error error;
  };
  std::vector<Refusal> refused;
};
// Many in one transaction: what is right is added, the rest comes back with its reason. Journal: a record
// each.
Result<ImportedSynonyms> import_synonyms(const Flow& flow, const Person& actor,
                                         const std::vector<SynonymForm>& forms);

// State and origin stay. Errors also: kNotFound; kStale "stale_version".
Result<SynonymId> change_synonym(const Flow& flow, const Person& actor, SynonymId id, const SynonymForm& form,
                                 std::optional<std::int64_t> expected_version);

// Forgets it, so that it may be proposed again; decline it to prevent that. Errors: kNotFound; kStale.
Status remove_synonym(const Flow& flow, const Person& actor, SynonymId id,
                      std::optional<std::int64_t> expected_version);

enum class SynonymDecision { kApprove, kDecline };
// A proposal, or a decision taken back. kConflict "wrong_state" when it is so already; "duplicate" as above
// when it is approved.
Result<SynonymId> decide_synonym(const Flow& flow, const Person& actor, SynonymId id,
                                 SynonymDecision decision, std::optional<std::int64_t> expected_version);

struct EditedWords {
  std::size_t added = 0, removed = 0;  // those that were there, or not there, already are not counted
};
// Both at once; a word must not stand in both lists.
Result<EditedWords> edit_words(const Flow& flow, const Person& actor, const std::vector<std::string>& add,
                               const std::vector<std::string>& remove,
                               std::optional<std::int64_t> expected_version);

// What was used until now no longer counts in ranking and proposals; the record itself stays. Gives when.
Result<Instant> reset_uses(const Flow& flow, const Person& actor);

struct Mined {
  std::vector<SynonymId> proposed;
  std::size_t known = 0;  // found, but proposed, approved, declined or written before
  std::size_t left = 0;   // found, but too many for one run or for the list; another run goes on
};
// Looks through variants and searches (content/lexicon/mine_pairs.h; searches of the last 90 days) and
// proposes at most 200 pairs. The looking happens before the transaction, on a snapshot.
Result<Mined> mine_synonyms(const Flow& flow, const Person& actor);

}  // namespace koujing
