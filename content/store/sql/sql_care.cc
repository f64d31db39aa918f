#include "content/store/sql/sql_care.h"

#include <limits>

namespace koujing::sql {

using soci::into;
using soci::use;

std::vector<EntryCare> SqlCare::read(std::int64_t entry, std::int64_t after, const CareFilter& filter,
                                     std::int64_t most) const {
  const std::int64_t owner = filter.owner ? filter.owner->value : 0;
  const std::int64_t due = filter.due_by ? filter.due_by->us : std::numeric_limits<std::int64_t>::max();
  const int any = filter.due_by ? 0 : 1;
  EntryCare row;
  MaybeNumber owned, next, verified, verifier;
  std::vector<EntryCare> found;
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT c.entry, c.version, c.owner, c.next_check, c.verified_at, c.verified_by FROM "
              "entry_care c "
              "WHERE (:entry1 = 0 OR c.entry = :entry2) AND c.entry > :after "
              "AND c.version = (SELECT max(version) FROM entry_care WHERE entry = c.entry) "
              "AND (:owner1 = 0 OR c.owner = :owner2) AND (:any = 1 OR c.next_check <= :due) "
              "ORDER BY c.entry LIMIT :most",
       use(entry, "entry1"), use(entry, "entry2"), use(after, "after"), use(owner, "owner1"),
       use(owner, "owner2"), use(any, "any"), use(due, "due"), use(most, "most"), into(row.entry.value),
       into(row.version), into(owned.value, owned.indicator), into(next.value, next.indicator),
       into(verified.value, verified.indicator), into(verifier.value, verifier.indicator));
  rows.execute();
  while (rows.fetch()) {
    row.owner = owned.id<PersonId>();
    row.next_check = next.instant();
    row.verified_at = verified.instant();
    row.verified_by = verifier.id<PersonId>();
    found.push_back(row);
  }
  return found;
}

Result<std::optional<EntryCare>> SqlCare::find(EntryId entry) const {
  return guarded(session_, [&]() -> Result<std::optional<EntryCare>> {
    if (!entry) return std::optional<EntryCare>();
    const auto found = read(entry.value, 0, {}, 1);
    return found.empty() ? std::optional<EntryCare>() : std::optional(found.front());
  });
}

Result<Listing<EntryCare>> SqlCare::list(const CareFilter& filter, const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<EntryCare>> {
    Listing<EntryCare> listing{
        read(0, page.after.value_or(0), filter, static_cast<std::int64_t>(page.limit) + 1), std::nullopt};
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().entry.value;
    }
    return listing;
  });
}

Status SqlCare::add(const EntryCare& care, PersonId by, Instant at) {
  return guarded(session_, [&]() -> Status {
    MaybeNumber owner(care.owner), next(care.next_check), verified(care.verified_at),
        verifier(care.verified_by);
    session_.soci
        << "INSERT INTO entry_care (entry, version, owner, next_check, verified_at, verified_by, by, at) "
           "VALUES (:entry, :version, :owner, :next, :verified, :verifier, :by, :at)",
        use(care.entry.value), use(care.version), use(owner.value, owner.indicator),
        use(next.value, next.indicator), use(verified.value, verified.indicator),
        use(verifier.value, verifier.indicator), use(by.value), use(at.us);
    return {};
  });
}

}  // namespace koujing::sql
