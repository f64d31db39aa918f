// What belongs to one agent's desk, and what was on it: favourites, subscriptions, acknowledged revisions,
// uses, searches.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/store/record_table.h"

namespace koujing {

struct Favourite {
  EntryId entry;
  std::string category;  // the agent's own word; "" for none
  Instant at;
};

struct Subscription {
  bool node = false;        // else an entry
  std::int64_t target = 0;  // number of the catalogue node, or of the entry
  Instant at;
};

struct UsedEntry {
  EntryId entry;
  std::int64_t times = 0;
  Instant last;
};

struct RevisionAck {
  int number = 0;
  Instant at;
};

// How often a person did something.
struct ActCount {
  PersonId person;
  std::string
      act;  // "searched", "opened", "copied", "read_out", "acknowledge_revision", "acknowledge_bulletin"
  std::int64_t times = 0;
};

struct SearchFilter {
  std::optional<PersonId> person;
  std::optional<std::string> skill_group;  // of the person
  std::optional<std::string> call_id;
  std::optional<Instant> from, to;  // both included
};

class DeskTable {
 public:
  virtual ~DeskTable() = default;
  virtual Result<std::vector<Favourite>> favourites(PersonId person) const = 0;  // by category, then newest
  virtual Result<std::vector<Subscription>> subscriptions(PersonId person) const = 0;  // newest first
  // Of each entry the last that this person acknowledged.
  virtual Result<std::map<EntryId, RevisionAck>> acknowledged(PersonId person) const = 0;
  virtual Result<std::vector<UsedEntry>> used_by(PersonId person, Instant since,
                                                 std::size_t limit) const = 0;  // last used first
  virtual Result<std::vector<UsedEntry>> used_in_group(
      const std::string& skill_group, Instant since,
      std::size_t limit) const = 0;  // most used first; by its agents and leaders
  // When this person last searched before `at`.
  virtual Result<std::optional<Instant>> last_search(PersonId person, Instant at) const = 0;
  // Entries for which something was recorded, or begins or ends to hold, in (since, until]; by number.
  virtual Result<std::vector<EntryId>> changed_between(Instant since, Instant until,
                                                       std::size_t limit) const = 0;
  // Newest first, from `page.after` (microseconds) back. A page ends between two moments: it may have more
  // rows than its limit when several fall on the last one.
  virtual Result<Listing<SearchRow>> searches(const SearchFilter& filter, const Page& page) const = 0;
  // In [from, to).
  virtual Result<std::vector<ActCount>> act_counts(Instant from, Instant to) const = 0;

  // Searches before `at` that have their text.
  virtual Result<bool> has_searches_before(Instant at) const = 0;

  // Takes their texts and salts away, the oldest first, and those of the uses that came of them. Gives how
  // many.
  virtual Result<std::size_t> forget_searches(Instant before, std::size_t most, Instant now) = 0;
  virtual Status forget_search(const std::string& id, Instant now) = 0;
  virtual Status set_favourite(PersonId person, const Favourite& favourite) = 0;  // again: replaces it
  virtual Status drop_favourite(PersonId person, EntryId entry) = 0;
  virtual Status subscribe(PersonId person, const Subscription& subscription) = 0;  // again: changes nothing
  virtual Status unsubscribe(PersonId person, const Subscription& subscription) = 0;
  virtual Status acknowledge(PersonId person, EntryId entry, int number, Instant at) = 0;
};

}  // namespace koujing
