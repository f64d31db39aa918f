#include "content/store/sql/sql_desk.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"

namespace koujing::sql {

using soci::into;
using soci::use;

namespace {

const char* kind_of(const Subscription& subscription) { return subscription.node ? "node" : "entry"; }

}  // namespace

Result<std::vector<Favourite>> SqlDesk::favourites(PersonId person) const {
  return guarded(session_, [&]() -> Result<std::vector<Favourite>> {
    Favourite row;
    std::vector<Favourite> found;
    soci::statement rows = (session_.soci.prepare << "SELECT entry, category, at FROM favourites WHERE "
                                                     "person = :person ORDER BY category, at DESC",
                            use(person.value), into(row.entry.value), into(row.category), into(row.at.us));
    rows.execute();
    while (rows.fetch()) found.push_back(row);
    return found;
  });
}

Result<std::vector<Subscription>> SqlDesk::subscriptions(PersonId person) const {
  return guarded(session_, [&]() -> Result<std::vector<Subscription>> {
    Subscription row;
    std::string kind;
    std::vector<Subscription> found;
    soci::statement rows = (session_.soci.prepare << "SELECT kind, target, at FROM subscriptions WHERE "
                                                     "person = :person ORDER BY at DESC, kind, target",
                            use(person.value), into(kind), into(row.target), into(row.at.us));
    rows.execute();
    while (rows.fetch()) {
      row.node = kind == "node";
      found.push_back(row);
    }
    return found;
  });
}

Result<std::map<EntryId, RevisionAck>> SqlDesk::acknowledged(PersonId person) const {
  return guarded(session_, [&]() -> Result<std::map<EntryId, RevisionAck>> {
    EntryId entry;
    RevisionAck row;
    std::map<EntryId, RevisionAck> found;
    soci::statement rows = (session_.soci.prepare << "SELECT entry, number, at FROM revision_acks WHERE "
                                                     "person = :person ORDER BY at",
                            use(person.value), into(entry.value), into(row.number), into(row.at.us));
    rows.execute();
    while (rows.fetch()) found[entry] = row;
    return found;
  });
}

Result<std::vector<UsedEntry>> SqlDesk::used_by(PersonId person, Instant since, std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<UsedEntry>> {
    UsedEntry row;
    const auto most = static_cast<std::int64_t>(limit);
    std::vector<UsedEntry> found;
    soci::statement rows =
        (session_.soci.prepare << "SELECT entry, count(*), max(at) AS last FROM answer_uses WHERE person = "
                                  ":person AND at >= :since GROUP BY entry ORDER BY last DESC LIMIT :most",
         use(person.value), use(since.us), use(most), into(row.entry.value), into(row.times),
         into(row.last.us));
    rows.execute();
    while (rows.fetch()) found.push_back(row);
    return found;
  });
}

Result<std::vector<UsedEntry>> SqlDesk::used_in_group(const std::string& skill_group, Instant since,
                                                      std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<UsedEntry>> {
    UsedEntry row;
    const auto most = static_cast<std::int64_t>(limit);
    std::vector<UsedEntry> found;
    soci::statement rows =
        (session_.soci.prepare << "SELECT u.entry, count(DISTINCT u.search) AS times, max(u.at) FROM "
                                  "answer_uses u JOIN people p ON p.id = u.person WHERE u.at >= :since AND "
                                  "p.skill_group = :grp AND "
                               << kByWhoAnswersCalls
                               << " GROUP BY u.entry ORDER BY times DESC, u.entry LIMIT :most",
         use(since.us), use(skill_group), use(most), into(row.entry.value), into(row.times),
         into(row.last.us));
    rows.execute();
    while (rows.fetch()) found.push_back(row);
    return found;
  });
}

Result<std::optional<Instant>> SqlDesk::last_search(PersonId person, Instant at) const {
  return guarded(session_, [&]() -> Result<std::optional<Instant>> {
    MaybeNumber last;
    session_.soci << "SELECT max(at) FROM searches WHERE person = :person AND at < :at", use(person.value),
        use(at.us), into(last.value, last.indicator);
    return last.instant();
  });
}

Result<std::vector<EntryId>> SqlDesk::changed_between(Instant since, Instant until, std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<EntryId>> {
    EntryId entry;
    const auto most = static_cast<std::int64_t>(limit);
    std::vector<EntryId> found;
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT entry FROM entry_events WHERE recorded_at > :since1 AND recorded_at <= :until1 "
                "UNION SELECT entry FROM entry_events WHERE valid_from > :since2 AND valid_from <= :until2 "
                "UNION SELECT entry FROM entry_events WHERE valid_to > :since3 AND valid_to <= :until3 "
                "ORDER BY entry LIMIT :most",
         use(since.us, "since1"), use(until.us, "until1"), use(since.us, "since2"), use(until.us, "until2"),
         use(since.us, "since3"), use(until.us, "until3"), use(most, "most"), into(entry.value));
    rows.execute();
    while (rows.fetch()) found.push_back(entry);
    return found;
  });
}

Result<bool> SqlDesk::has_searches_before(Instant at) const {
  return guarded(session_, [&]() -> Result<bool> {
    int found = 0;
    session_.soci << "SELECT EXISTS (SELECT 1 FROM searches WHERE forgotten_at IS NULL AND at < :at)",
        use(at.us), into(found);
    return found != 0;
  });
}

Result<std::size_t> SqlDesk::forget_searches(Instant before, std::size_t most, Instant now) {
  return guarded(session_, [&]() -> Result<std::size_t> {
    const auto limit = static_cast<std::int64_t>(most);
    std::string id;
    std::vector<std::string> ids;
    {
      soci::statement rows =
          (session_.soci.prepare << "SELECT id FROM searches WHERE forgotten_at IS NULL AND at < :before "
                                    "ORDER BY at LIMIT :most",
           use(before.us), use(limit), into(id));
      rows.execute();
      while (rows.fetch()) ids.push_back(id);
    }
    std::set<std::string> texts;
    for (const std::string& one : ids) texts.insert(forget(one, now));
    forget_examples(texts);
    return ids.size();
  });
}

Status SqlDesk::forget_search(const std::string& id, Instant now) {
  return guarded(session_, [&]() -> Status {
    forget_examples({forget(id, now)});
    return {};
  });
}

std::string SqlDesk::forget(const std::string& id, Instant now) {
  std::string text;
  session_.soci << "SELECT query FROM searches WHERE id = :id", use(id), into(text);
  session_.soci << "UPDATE searches SET query = '', salt = '', forgotten_at = :now WHERE id = :id",
      use(now.us), use(id);
  session_.soci << "UPDATE lexicon SET uses_forgotten = uses_forgotten + 1 WHERE EXISTS (SELECT 1 FROM "
                   "answer_uses WHERE search = :id AND question <> '')",
      use(id);
  session_.soci << "UPDATE answer_uses SET question = '' WHERE search = :id", use(id);
  return text;
}

// Synonyms that were proposed from searches show some of them as examples.
void SqlDesk::forget_examples(const std::set<std::string>& texts) {
  std::int64_t id = 0;
  std::string evidence;
  std::vector<std::pair<std::int64_t, std::string>> changed;
  {
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT id, evidence FROM synonyms WHERE origin IN ('unanswered','reworded')",
         into(id), into(evidence));
    rows.execute();
    while (rows.fetch()) {
      auto held = nlohmann::json::parse(evidence);
      auto& examples = held.at("examples").get_ref<nlohmann::json::array_t&>();
      const auto is_forgotten = [&](const nlohmann::json& text) {
        return texts.contains(text.get<std::string>());
      };
      const auto gone = std::erase_if(
          examples, [&](const auto& pair) { return std::any_of(pair.begin(), pair.end(), is_forgotten); });
      if (gone > 0) changed.emplace_back(id, canonical(held));
    }
  }
  for (const auto& [synonym, text] : changed)
    session_.soci << "UPDATE synonyms SET evidence = :evidence WHERE id = :id", use(text), use(synonym);
}

Result<std::vector<ActCount>> SqlDesk::act_counts(Instant from, Instant to) const {
  return guarded(session_, [&]() -> Result<std::vector<ActCount>> {
    ActCount row;
    std::vector<ActCount> counts;
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT person, 'searched', count(*) FROM searches WHERE at >= :f1 AND at < :t1 GROUP BY "
                "person "
                "UNION ALL SELECT person, how, count(*) FROM answer_uses WHERE at >= :f2 AND at < :t2 "
                "GROUP BY person, how "
                "UNION ALL SELECT actor, verb, count(*) FROM journal WHERE verb IN ('acknowledge_revision', "
                "'acknowledge_bulletin') AND actor IS NOT NULL AND at >= :f3 AND at < :t3 GROUP BY actor, "
                "verb "
                "ORDER BY 1, 2",
         use(from.us, "f1"), use(to.us, "t1"), use(from.us, "f2"), use(to.us, "t2"), use(from.us, "f3"),
         use(to.us, "t3"), into(row.person.value), into(row.act), into(row.times));
    rows.execute();
    while (rows.fetch()) counts.push_back(row);
    return counts;
  });
}

Result<Listing<SearchRow>> SqlDesk::searches(const SearchFilter& filter, const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<SearchRow>> {
    constexpr std::int64_t kAtOneMoment = 50;
    const std::string group = filter.skill_group.value_or(""), call = filter.call_id.value_or("");
    const std::int64_t from = filter.from ? filter.from->us : std::numeric_limits<std::int64_t>::min();
    const std::int64_t to = page.after  ? *page.after - 1
                            : filter.to ? filter.to->us
                                        : std::numeric_limits<std::int64_t>::max();
    const std::int64_t most = static_cast<std::int64_t>(page.limit) + kAtOneMoment;
    SearchRow row;
    int relaxed = 0;
    MaybeNumber reported, forgotten;
    Listing<SearchRow> listing;
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT s.id, s.at, s.person, s.query, s.as_of, s.known, s.total, s.shown, s.call_id, "
                "s.relaxed, s.reported_at, s.salt, s.forgotten_at FROM searches s JOIN people p ON p.id = "
                "s.person WHERE "
             << (filter.person ? "s.person = " + std::to_string(filter.person->value) : "1 = 1")
             << (filter.skill_group ? " AND p.skill_group = :grp" : " AND :grp = ''")
             << (filter.call_id ? " AND s.call_id = :call" : " AND :call = ''")
             << " AND s.at >= :from AND s.at <= :to ORDER BY s.at DESC, s.id LIMIT :most",
         use(group, "grp"), use(call, "call"), use(from, "from"), use(to, "to"), use(most, "most"),
         into(row.id), into(row.at.us), into(row.person.value), into(row.text), into(row.as_of.us),
         into(row.known.us), into(row.total), into(row.shown), into(row.call_id), into(relaxed),
         into(reported.value, reported.indicator), into(row.salt),
         into(forgotten.value, forgotten.indicator));
    rows.execute();
    while (rows.fetch()) {
      row.relaxed = relaxed != 0;
      row.reported_at = reported.instant();
      row.forgotten_at = forgotten.instant();
      if (listing.items.size() >= page.limit && listing.items.back().at.us != row.at.us) {
        listing.next = listing.items.back().at.us;
        break;
      }
      listing.items.push_back(row);
    }
    return listing;
  });
}

Status SqlDesk::set_favourite(PersonId person, const Favourite& favourite) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO favourites (person, entry, category, at) VALUES (:person, :entry, "
                     ":category, :at) ON CONFLICT (person, entry) DO UPDATE SET category = excluded.category",
        use(person.value), use(favourite.entry.value), use(favourite.category), use(favourite.at.us);
    return {};
  });
}

Status SqlDesk::drop_favourite(PersonId person, EntryId entry) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "DELETE FROM favourites WHERE person = :person AND entry = :entry", use(person.value),
        use(entry.value);
    return {};
  });
}

Status SqlDesk::subscribe(PersonId person, const Subscription& subscription) {
  return guarded(session_, [&]() -> Status {
    const std::string kind = kind_of(subscription);
    session_.soci << "INSERT INTO subscriptions (person, kind, target, at) VALUES (:person, :kind, :target, "
                     ":at) ON CONFLICT (person, kind, target) DO NOTHING",
        use(person.value), use(kind), use(subscription.target), use(subscription.at.us);
    return {};
  });
}

Status SqlDesk::unsubscribe(PersonId person, const Subscription& subscription) {
  return guarded(session_, [&]() -> Status {
    const std::string kind = kind_of(subscription);
    session_.soci << "DELETE FROM subscriptions WHERE person = :person AND kind = :kind AND target = :target",
        use(person.value), use(kind), use(subscription.target);
    return {};
  });
}

Status SqlDesk::acknowledge(PersonId person, EntryId entry, int number, Instant at) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO revision_acks (person, entry, number, at) VALUES (:person, :entry, "
                     ":number, :at)",
        use(person.value), use(entry.value), use(number), use(at.us);
    return {};
  });
}

}  // namespace koujing::sql
