// RecordTable in SQL: journal, feed, receipts, searches.
#pragma once

#include "content/store/sql/sql_session.h"
#include "content/store/tables.h"

namespace koujing::sql {

class SqlRecord final : public RecordTable {
 public:
  explicit SqlRecord(SqlSession session) : session_(session) {}
  Result<std::optional<JournalRecord>> head() const override;
  Result<std::vector<JournalRecord>> journal_after(std::int64_t after, std::size_t limit) const override;
  Result<Listing<JournalRecord>> journal(const JournalFilter& filter, bool newest_first,
                                         const Page& page) const override;
  Result<std::vector<FeedRow>> feed_after(std::int64_t after, std::size_t limit) const override;
  Result<std::int64_t> feed_head() const override;
  Result<std::optional<Receipt>> receipt(PersonId person, const std::string& key) const override;
  Result<std::optional<SearchRow>> search(const std::string& id) const override;

  Status add_journal(const JournalRecord& record) override;
  Result<std::int64_t> add_feed(const FeedRow& row) override;
  Status add_receipt(const Receipt& receipt) override;
  Status remove_receipts_before(Instant at) override;
  Status add_search(const SearchRow& row) override;

 private:
  std::vector<JournalRecord> read(const std::string& from_where_order, const std::vector<std::string>& texts,
                                  std::int64_t edge, std::int64_t most) const;
  SqlSession session_;
};

}  // namespace koujing::sql
