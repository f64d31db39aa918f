// EntryTable in SQL.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlEntries final : public EntryTable {
 public:
  explicit SqlEntries(SqlSession session) : session_(session) {}

  Result<std::optional<EntryHead>> find(EntryId id) const override;
  Result<std::optional<EntryId>> by_external_id(const std::string& external_id) const override;
  Result<std::vector<EntryEvent>> events(EntryId id) const override;
  Result<std::optional<Revision>> revision(EntryId entry, int number) const override;
  Result<std::vector<Revision>> revisions(EntryId entry) const override;
  Result<std::optional<std::string>> published_text(RevisionId id) const override;
  Result<std::vector<RevisionAt>> revisions_of(ChangeId change) const override;
  Result<Listing<EntryHead>> list(const std::string& title, const std::string& library,
                                  const Page& page) const override;
  Result<std::vector<EntryEvent>> events_of(ChangeId change) const override;
  Result<std::vector<EntryEvent>> events_after(EntryId after, std::size_t entries) const override;
  Result<std::vector<RevisionAt>> resting_on(NoticeId notice, const Page& page) const override;
  Result<std::vector<RevisionAt>> holding(const std::vector<std::string>& pieces,
                                          const Page& page) const override;
  Result<std::int64_t> count() const override;

  Result<EntryId> add(const std::string& external_id, Instant at) override;
  Result<RevisionId> add_revision(const Revision& revision, std::optional<CatalogueId> node) override;
  Result<std::int64_t> add_event(const EntryEvent& event) override;
  Status redact_text(RevisionId id) override;

 private:
  // `condition` uses :key1 and :key2, each once.
  std::vector<EntryEvent> read_events(const std::string& condition, std::int64_t key1,
                                      std::int64_t key2) const;
  Result<std::vector<Revision>> read_revisions(std::int64_t entry, int number) const;
  std::optional<std::int64_t> last_looked_at(std::int64_t after) const;
  SqlSession session_;
};

}  // namespace koujing::sql
