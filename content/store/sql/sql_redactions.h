// RedactionTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlRedactions final : public RedactionTable {
 public:
  explicit SqlRedactions(SqlSession session) : session_(session) {}

  Result<std::optional<Redaction>> find(RedactedKind kind, const std::string& subject,
                                        const std::string& digest) const override;
  Result<std::vector<Redaction>> of(RedactedKind kind, const std::string& subject) const override;
  Result<std::vector<std::string>> originals() const override;
  Result<std::int64_t> newest_feed() const override;
  Result<std::int64_t> count() const override;
  Status add(const Redaction& redaction, std::optional<std::int64_t> feed) override;

 private:
  SqlSession session_;
};

}  // namespace koujing::sql
