// RecordTable in SQL: journal, feed, receipts, searches.
#pragma once

#include "content/store/record_table.h"
#include "content/store/sql/sql_session.h"

namespace koujing::sql {

class SqlRecord final : public RecordTable {
 public:
  explicit SqlRecord(SqlSession session) : session_(session) {}
  Result<std::optional<JournalRecord>> head() const override;
  Result<std::vector<JournalRecord>> journal_after(std::int64_t after, std::size_t limit) const override;
  Result<Listing<JournalRecord>> journal(const JournalFilter& filter, bool newest_first,
                                         const Page& page) const override;
  Result<std::vector<JournalCount>> count_journal(const JournalFilter& filter,
                                                  const std::vector<std::int64_t>& edges) const override;
  Result<TreeHash> tree_node(int level, std::uint64_t number) const override;
  Result<std::uint64_t> tree_size() const override;
  Result<std::vector<std::string>> tree_nodes(int level, std::uint64_t from,
                                              std::size_t limit) const override;
  Result<std::vector<CheckpointRow>> checkpoints_after(std::uint64_t after, std::size_t limit) const override;
  Result<std::vector<CheckpointRow>> checkpoints_before(std::uint64_t before,
                                                        std::size_t limit) const override;
  Result<std::optional<CheckpointRow>> newest_checkpoint() const override;
  Result<std::vector<FeedRow>> feed_after(std::int64_t after, std::size_t limit) const override;
  Result<std::int64_t> feed_head() const override;
  Result<std::optional<Receipt>> receipt(PersonId person, const std::string& key) const override;
  Result<std::optional<SearchRow>> search(const std::string& id) const override;

  Status add_journal(const JournalRecord& record) override;
  Status add_tree_node(int level, std::uint64_t number, const TreeHash& hash) override;
  Status add_checkpoint(const CheckpointRow& row) override;
  Result<std::int64_t> add_feed(const FeedRow& row) override;
  Status add_receipt(const Receipt& receipt) override;
  Status remove_receipts_before(Instant at) override;
  Status add_search(const SearchRow& row) override;

 private:
  std::vector<CheckpointRow> read_checkpoints(const std::string& which, std::uint64_t edge,
                                              std::size_t limit) const;
  std::vector<JournalRecord> read(const std::string& from_where_order, const std::vector<std::string>& texts,
                                  std::int64_t edge, std::int64_t most) const;
  SqlSession session_;
};

}  // namespace koujing::sql
