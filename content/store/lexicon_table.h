// The port to the words and rules of search and the record of uses, beside the tables of
// content/store/tables.h and after their rules. Synonyms, words and golden queries are settings: rows change
// and go, and the journal keeps every change. Of pins and bans every version stays.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/model/lexicon.h"
#include "content/model/search_rule.h"
#include "content/store/tables.h"

namespace koujing {

struct SynonymFilter {
  std::optional<SynonymState> state;
  std::string text;  // part of `from` or of a word of `to`
};

// Cheap to read again and again.
struct LexiconMark {
  std::int64_t version = 0;  // grows with every change of synonyms, words or rules, and with a reset
  std::optional<Instant> uses_reset_at;  // uses before it no longer count
  std::int64_t uses_forgotten = 0;       // grows whenever the question of a use is deleted
  bool operator==(const LexiconMark&) const = default;
};

// A search that was not used, and one of the same person soon after it that was.
struct Rewording {
  PersonId person;
  std::string first;
  bool first_answered = false;  // false: it found nothing, or only after relaxing
  std::string second;
  EntryId entry;  // what served the second
};

// A question that an entry has served.
struct ServedQuestion {
  std::string question;
  std::int64_t times = 0, people = 0, days = 0;
  Instant last;
};

struct EntryQuestions {
  EntryId entry;
  std::vector<std::string> questions;  // the title first, then the variants, of the newest revision
};

class LexiconTable {
 public:
  virtual ~LexiconTable() = default;
  virtual Result<LexiconMark> mark() const = 0;
  virtual Result<std::optional<Synonym>> synonym(SynonymId id) const = 0;
  virtual Result<Listing<Synonym>> synonyms(const SynonymFilter& filter,
                                            const Page& page) const = 0;  // by id
  virtual Result<std::vector<Synonym>> all_synonyms() const = 0;          // by id
  // Of all synonyms that ever were, as the journal tells it; by id and time.
  virtual Result<std::vector<SynonymVersion>> synonym_versions() const = 0;
  virtual Result<Listing<DictionaryWord>> words(const Page& page) const = 0;  // by id
  virtual Result<std::vector<std::string>> all_words() const = 0;             // in byte order
  // Uses with a higher seq, not before `since`, by seq: of agents and leaders as they are now. What others
  // try teaches nothing.
  virtual Result<std::vector<AnswerUse>> uses_after(std::int64_t seq, Instant since,
                                                    std::size_t limit) const = 0;
  // Rewordings whose second search came within `seconds` of the first, used at or after `since`, newest
  // first.
  virtual Result<std::vector<Rewording>> rewordings(Instant since, std::int64_t seconds,
                                                    std::size_t limit) const = 0;
  // Asked by at least `least` people or on at least `least` days since then, most often asked first. Days are
  // those of the offset.
  virtual Result<std::vector<ServedQuestion>> served_questions(EntryId entry, Instant since,
                                                               std::int64_t least, int utc_offset_minutes,
                                                               std::size_t limit) const = 0;
  virtual Result<std::vector<EntryQuestions>> questions_after(EntryId entry, std::size_t limit) const = 0;
  // The newest version, removed or not.
  virtual Result<std::optional<SearchRule>> rule(SearchRuleId id) const = 0;
  virtual Result<std::vector<SearchRule>> rule_versions() const = 0;    // of all rules, by id and version
  virtual Result<std::vector<GoldenQuery>> golden_queries() const = 0;  // by id
  virtual Result<std::optional<GoldenQuery>> golden_query(GoldenQueryId id) const = 0;

  // Each of these raises the version, but add_use and those on golden queries.
  virtual Result<SynonymId> add_synonym(const Synonym& synonym) = 0;  // its id is ignored
  virtual Status save_synonym(const Synonym& synonym) = 0;
  virtual Status remove_synonym(SynonymId id) = 0;
  virtual Status add_word(
      const DictionaryWord& word) = 0;  // kConflict "already_exists" for one that is there
  virtual Status remove_word(const std::string& word) = 0;  // of one that is not there: changes nothing
  virtual Status reset_uses(Instant at) = 0;
  virtual Status add_use(const AnswerUse& use) = 0;
  virtual Result<SearchRuleId> add_rule(const SearchRule& rule) = 0;  // its id is ignored; version 1
  virtual Status add_rule_version(const SearchRule& rule) = 0;        // the newest plus one
  // kConflict "already_exists" for a text that is there.
  virtual Result<GoldenQueryId> add_golden_query(const GoldenQuery& golden) = 0;  // its id is ignored
  virtual Status remove_golden_query(GoldenQueryId id) = 0;
};

}  // namespace koujing
