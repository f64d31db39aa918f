// QuestionTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlQuestions final : public QuestionTable {
 public:
  explicit SqlQuestions(SqlSession session) : session_(session) {}
  Result<std::optional<Question>> find(QuestionId id) const override;
  Result<std::optional<QuestionId>> by_notice(NoticeId notice) const override;
  Result<Listing<Question>> list(const QuestionFilter& filter, const Page& page) const override;
  Result<std::int64_t> late_count(Instant now) const override;
  Result<std::vector<QuestionId>> late_untold(Instant now, std::size_t most) const override;
  Result<bool> has_callbacks_before(Instant at) const override;
  Result<QuestionId> add(const Question& question) override;
  Status save(const Question& question) override;
  Status add_asker(QuestionId id, const QuestionAsker& asker) override;
  Status add_step(QuestionId id, const QuestionStep& step) override;
  Status set_seen(QuestionId id, PersonId person, std::int64_t version) override;
  Result<std::size_t> forget_callbacks(Instant before, std::size_t most) override;

 private:
  std::vector<std::int64_t> with_callbacks(Instant before, std::int64_t most) const;
  struct Query;
  std::vector<Question> read(const Query& query) const;
  std::vector<QuestionAsker> askers_of(QuestionId id) const;
  std::vector<QuestionStep> steps_of(QuestionId id) const;
  SqlSession session_;
};

}  // namespace koujing::sql
