// DeskTable in SQL.
#pragma once

#include <set>
#include <string>

#include "content/store/desk_table.h"
#include "content/store/sql/sql_session.h"

namespace koujing::sql {

class SqlDesk final : public DeskTable {
 public:
  explicit SqlDesk(SqlSession session) : session_(session) {}
  Result<std::vector<Favourite>> favourites(PersonId person) const override;
  Result<std::vector<Subscription>> subscriptions(PersonId person) const override;
  Result<std::map<EntryId, RevisionAck>> acknowledged(PersonId person) const override;
  Result<std::vector<UsedEntry>> used_by(PersonId person, Instant since, std::size_t limit) const override;
  Result<std::vector<UsedEntry>> used_in_group(const std::string& skill_group, Instant since,
                                               std::size_t limit) const override;
  Result<std::optional<Instant>> last_search(PersonId person, Instant at) const override;
  Result<std::vector<EntryId>> changed_between(Instant since, Instant until,
                                               std::size_t limit) const override;
  Result<bool> has_searches_before(Instant at) const override;
  Result<std::size_t> forget_searches(Instant before, std::size_t most, Instant now) override;
  Status forget_search(const std::string& id, Instant now) override;
  Result<std::vector<ActCount>> act_counts(Instant from, Instant to) const override;
  Result<Listing<SearchRow>> searches(const SearchFilter& filter, const Page& page) const override;
  Status set_favourite(PersonId person, const Favourite& favourite) override;
  Status drop_favourite(PersonId person, EntryId entry) override;
  Status subscribe(PersonId person, const Subscription& subscription) override;
  Status unsubscribe(PersonId person, const Subscription& subscription) override;
  Status acknowledge(PersonId person, EntryId entry, int number, Instant at) override;

 private:
  std::string forget(const std::string& id, Instant now);  // what was searched
  void forget_examples(const std::set<std::string>& texts);
  SqlSession session_;
};

}  // namespace koujing::sql
