// LexiconTable in SQL.
#pragma once

#include "content/store/lexicon_table.h"
#include "content/store/sql/sql_session.h"

namespace koujing::sql {

class SqlLexicon final : public LexiconTable {
 public:
  explicit SqlLexicon(SqlSession session) : session_(session) {}
  Result<LexiconMark> mark() const override;
  Result<std::optional<Synonym>> synonym(SynonymId id) const override;
  Result<Listing<Synonym>> synonyms(const SynonymFilter& filter, const Page& page) const override;
  Result<std::vector<Synonym>> all_synonyms() const override;
  Result<std::vector<SynonymVersion>> synonym_versions() const override;
  Result<Listing<DictionaryWord>> words(const Page& page) const override;
  Result<std::vector<std::string>> all_words() const override;
  Result<std::vector<AnswerUse>> uses_after(std::int64_t seq, Instant since,
                                            std::size_t limit) const override;
  Result<std::vector<Rewording>> rewordings(Instant since, std::int64_t seconds,
                                            std::size_t limit) const override;
  Result<std::vector<ServedQuestion>> served_questions(EntryId entry, Instant since, std::int64_t least,
                                                       int utc_offset_minutes,
                                                       std::size_t limit) const override;
  Result<std::vector<EntryQuestions>> questions_after(EntryId entry, std::size_t limit) const override;
  Result<std::optional<SearchRule>> rule(SearchRuleId id) const override;
  Result<std::vector<SearchRule>> rule_versions() const override;
  Result<std::vector<GoldenQuery>> golden_queries() const override;
  Result<std::optional<GoldenQuery>> golden_query(GoldenQueryId id) const override;

  Result<SynonymId> add_synonym(const Synonym& synonym) override;
  Status save_synonym(const Synonym& synonym) override;
  Status remove_synonym(SynonymId id) override;
  Status add_word(const DictionaryWord& word) override;
  Status remove_word(const std::string& word) override;
  Status reset_uses(Instant at) override;
  Status add_use(const AnswerUse& use) override;
  Result<SearchRuleId> add_rule(const SearchRule& rule) override;
  Status add_rule_version(const SearchRule& rule) override;
  Result<GoldenQueryId> add_golden_query(const GoldenQuery& golden) override;
  Status remove_golden_query(GoldenQueryId id) override;

 private:
  std::vector<Synonym> read(const SynonymFilter& filter, std::int64_t id, std::int64_t after,
                            std::int64_t most) const;
  std::vector<SearchRule> read_rules(std::int64_t id) const;
  void insert_rule(const SearchRule& rule);
  void raise_version();
  SqlSession session_;
};

}  // namespace koujing::sql
