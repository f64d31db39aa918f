// CatalogueTable and BulletinTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlCatalogue final : public CatalogueTable {
 public:
  explicit SqlCatalogue(SqlSession session) : session_(session) {}
  Result<std::vector<CatalogueNode>> all() const override;
  Result<std::vector<CatalogueNode>> all_at(Instant known) const override;
  Result<PathsThen> paths_then(Instant known) const override;
  Result<std::optional<CatalogueNode>> find(CatalogueId id) const override;
  Result<std::vector<EntryId>> entries_below(CatalogueId id) const override;
  Result<std::optional<CatalogueId>> place(const std::string& library, const std::string& path, PersonId by,
                                           Instant at) override;
  Result<CatalogueId> add(const std::string& library, std::optional<CatalogueId> parent,
                          const std::string& name, PersonId by, Instant at) override;
  Result<std::map<CatalogueId, std::int64_t>> entry_counts() const override;
  Result<std::map<CatalogueId, std::int64_t>> entry_counts_at(Instant known) const override;
  Result<std::optional<CatalogueChange>> change(CatalogueChangeId id) const override;
  Result<Listing<CatalogueChange>> changes(const Page& page) const override;
  Status move(const CatalogueNode& node, CatalogueChangeId change, PersonId by, Instant at) override;
  Result<CatalogueChangeId> add_change(const CatalogueChange& change) override;
  Status withdraw_change(const CatalogueChange& change) override;

 private:
  std::int64_t insert(const std::string& library, std::optional<CatalogueId> parent, const std::string& name,
                      PersonId by, Instant at);
  std::vector<CatalogueNode> read(Instant known) const;
  Result<std::vector<CatalogueChange>> read_changes(std::int64_t id, const Page& page) const;
  SqlSession session_;
};

class SqlBulletins final : public BulletinTable {
 public:
  explicit SqlBulletins(SqlSession session) : session_(session) {}
  Result<std::optional<Bulletin>> find(BulletinId id) const override;
  Result<Listing<Bulletin>> list(std::optional<Instant> pinned_at, const Page& page) const override;
  Result<std::vector<BulletinId>> of_change(ChangeId change) const override;
  Result<std::vector<BulletinAck>> acknowledgements(BulletinId id) const override;
  Result<BulletinId> add(const Bulletin& bulletin) override;
  Status acknowledge(BulletinId id, PersonId by, Instant at) override;
  Status redact(BulletinId id) override;

 private:
  std::vector<Bulletin> read(std::int64_t id, std::optional<Instant> pinned_at, const Page& page) const;
  SqlSession session_;
};

}  // namespace koujing::sql
