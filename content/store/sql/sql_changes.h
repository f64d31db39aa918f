// ChangeTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlChanges final : public ChangeTable {
 public:
  explicit SqlChanges(SqlSession session) : session_(session) {}

  Result<std::optional<ChangeSet>> find(ChangeId id) const override;
  Result<Listing<ChangeSet>> list(const ChangeFilter& filter, const Page& page) const override;
  Result<std::optional<Confirmation>> confirmation(ConfirmationId id) const override;
  Result<std::optional<ChangeContent>> content_at(ChangeId id, std::int64_t version) const override;
  Result<std::vector<std::string>> version_digests(ChangeId id) const override;

  Result<ChangeId> add(const ChangeSet& change) override;
  Status save_state(const ChangeSet& change) override;
  Status add_version(const ChangeSet& change, PersonId by, Instant at) override;
  Result<ConfirmationId> add_confirmation(const Confirmation& confirmation, std::int64_t version) override;
  Status add_comment(ChangeId id, const ChangeComment& comment) override;
  Status redact_versions(ChangeId id) override;

 private:
  struct Query;
  std::vector<ChangeSet> read(const Query& query) const;
  Status fill(ChangeSet& change) const;  // content, authors, confirmation, comments
  std::vector<Confirmation> confirmations(std::int64_t change, std::int64_t id) const;
  void insert_version(const ChangeSet& change, PersonId by, Instant at);
  SqlSession session_;
};

}  // namespace koujing::sql
