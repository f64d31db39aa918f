// CareTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlCare final : public CareTable {
 public:
  explicit SqlCare(SqlSession session) : session_(session) {}
  Result<std::optional<EntryCare>> find(EntryId entry) const override;
  Result<Listing<EntryCare>> list(const CareFilter& filter, const Page& page) const override;
  Status add(const EntryCare& care, PersonId by, Instant at) override;

 private:
  std::vector<EntryCare> read(std::int64_t entry, std::int64_t after, const CareFilter& filter,
                              std::int64_t most) const;
  SqlSession session_;
};

}  // namespace koujing::sql
