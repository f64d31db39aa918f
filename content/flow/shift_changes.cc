// What changed since a moment, for one agent.
#include <algorithm>
#include <map>
#include <set>

#include "content/flow/agents_desk.h"
#include "content/model/timeline.h"

namespace koujing {
namespace {

constexpr std::int64_t kDay = 24 * 3600;
constexpr std::size_t kMostChanges = 500, kMostUsed = 500;
constexpr std::int64_t kUsedDays = 30, kLongestBreakDays = 7;

// Of the entries that are of concern to a person, why.
using Concerns = std::map<EntryId, std::set<std::string>>;

Result<Concerns> concerns_of(const Reading& reading, const Person& person, Instant now) {
  Concerns concerns;
  KJ_TRY(const auto favourites, reading.desk().favourites(person.id));
  for (const Favourite& one : favourites) concerns[one.entry].insert("favourite");
  KJ_TRY(const auto subscriptions, reading.desk().subscriptions(person.id));
  for (const Subscription& one : subscriptions) {
    if (!one.node) {
      concerns[EntryId{one.target}].insert("entry");
      continue;
    }
    KJ_TRY(const auto below, reading.catalogue().entries_below(CatalogueId{one.target}));
    for (const EntryId entry : below) concerns[entry].insert("node");
  }
  KJ_TRY(const auto used, reading.desk().used_by(person.id, now.plus_seconds(-kUsedDays * kDay), kMostUsed));
  for (const UsedEntry& one : used) concerns[one.entry].insert("used");
  return concerns;
}

// The last moment in (since, now] at which something of the entry was recorded, began or ended.
Instant last_turn(const std::vector<EntryEvent>& events, Instant since, Instant now) {
  Instant last = since;
  const auto consider = [&](Instant at) {
    if (at > last && at <= now) last = at;
  };
  for (const EntryEvent& event : events) {
    consider(event.recorded_at);
    consider(event.validity.from);
    if (event.validity.to) consider(*event.validity.to);
  }
  return last;
}

class Marks {
 public:
  explicit Marks(const Reading& reading) : reading_(reading) {}

  // The editor who wrote the revision marked it as of no substance.
  Result<bool> is_minor(EntryId entry, int number) {
    KJ_TRY(const auto revision, reading_.entries().revision(entry, number));
    if (!revision) return false;
    auto known = minor_.find(revision->change);
    if (known == minor_.end()) {
      std::set<EntryId> minor;
      KJ_TRY(const auto change, reading_.changes().find(revision->change));
      if (change)
        for (const ChangeItem& item : change->content.items)
          if (item.minor) minor.insert(item.entry);
      known = minor_.emplace(revision->change, std::move(minor)).first;
    }
    return known->second.contains(entry);
  }

  Result<bool> has_substantial(EntryId entry, int after, int until) {
    for (int number = after + 1; number <= until; ++number) {
      KJ_TRY(const bool minor, is_minor(entry, number));
      if (!minor) return true;
    }
    return false;
  }

 private:
  const Reading& reading_;
  std::map<ChangeId, std::set<EntryId>> minor_;
};

}  // namespace

Result<std::vector<ShiftChange>> changes_since(const Reading& reading, const Person& person, Instant since,
                                               Instant now) {
  KJ_TRY(const auto entries, reading.desk().changed_between(since, now, kMostChanges));
  KJ_TRY(const Concerns concerns, concerns_of(reading, person, now));
  KJ_TRY(const auto acknowledged, reading.desk().acknowledged(person.id));
  Marks marks(reading);
  std::vector<ShiftChange> changes;
  for (const EntryId entry : entries) {
    KJ_TRY(const auto events, reading.entries().events(entry));
    const auto spans = spans_of(events);
    const Span* before = in_force(spans, since, since);
    const Span* after = in_force(spans, now, now);
    if (before == nullptr && after == nullptr) continue;
    if (before != nullptr && after != nullptr && before->number == after->number) continue;
    ShiftChange change;
    change.entry = entry;
    if (before != nullptr) change.before = before->number;
    if (after != nullptr) {
      change.now = after->number;
      change.unconfirmed = after->standing == Standing::kUnconfirmed;
    }
    change.since = last_turn(events, since, now);
    const auto ack = acknowledged.find(entry);
    const bool known = ack != acknowledged.end();
    if (after == nullptr) {
      change.acknowledged = known && ack->second.at >= change.since;
    } else {
      const bool back = before != nullptr && after->number < before->number;
      if (before != nullptr && !back) {
        KJ_TRY(change.substantial, marks.has_substantial(entry, before->number, after->number));
      }
      if (known && ack->second.number == after->number) {
        change.acknowledged = !back || ack->second.at >= change.since;
      } else if (known && ack->second.number < after->number) {
        KJ_TRY(const bool newer, marks.has_substantial(entry, ack->second.number, after->number));
        change.acknowledged = !newer;
      }
    }
    if (const auto why = concerns.find(entry); why != concerns.end()) change.because = why->second;
    changes.push_back(std::move(change));
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const ShiftChange& a, const ShiftChange& b) { return a.since > b.since; });
  return changes;
}

Result<std::vector<ShiftChange>> changes_still_asked(const Reading& reading, const Person& person,
                                                     Instant since, Instant now) {
  KJ_TRY(const auto told, changes_since(reading, person, since, now));
  std::set<EntryId> known;
  for (const ShiftChange& one : told) known.insert(one.entry);
  KJ_TRY(auto asked, changes_since(reading, person, now.plus_seconds(-kLongestBreakDays * kDay), now));
  std::erase_if(asked, [&](const ShiftChange& one) {
    return known.contains(one.entry) || !one.substantial || one.acknowledged || one.since > since;
  });
  return asked;
}

Result<Instant> end_of_last_shift(const Reading& reading, const Person& person, Instant shift_began) {
  const Instant earliest = shift_began.plus_seconds(-kLongestBreakDays * kDay);
  KJ_TRY(const auto last, reading.desk().last_search(person.id, shift_began));
  return last && *last > earliest ? *last : earliest;
}

}  // namespace koujing
