#include "content/store/sql/sql_record.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "content/exchange/canonical.h"

namespace koujing::sql {

using nlohmann::json;
using soci::into;
using soci::use;

namespace {

std::string refs_text(const std::vector<JournalRef>& refs) {
  json list = json::array();
  for (const JournalRef& ref : refs) list.push_back({ref.kind, ref.id});
  return canonical(list);
}

std::vector<JournalRef> refs_of(const std::string& text) {
  std::vector<JournalRef> refs;
  for (const json& ref : json::parse(text))
    refs.push_back({ref.at(0).get<std::string>(), ref.at(1).get<std::string>()});
  return refs;
}

// Numbers of the records that a person made, that name the person, or that name a token of the person.
std::string by_or_about(PersonId person) {
  const std::string id = std::to_string(person.value);
  return "SELECT seq FROM journal WHERE actor_login = (SELECT login FROM people WHERE id = " + id +
         ") UNION SELECT seq FROM journal_refs WHERE kind = 'person' AND id = '" + id +
         "' UNION SELECT f.seq FROM tokens t JOIN journal_refs f ON f.kind = 'token' AND f.id = "
         "CAST(t.id AS TEXT) WHERE t.person = " +
         id;
}

// Numbers of the records that name a department, its people or its papers. `code` binds it anew at each call.
std::string about_department(const std::function<std::string()>& code) {
  return "SELECT seq FROM journal_refs WHERE kind = 'department' AND id = " + code() +
         " UNION SELECT f.seq FROM people p JOIN journal_refs f ON f.kind = 'person' AND f.id = "
         "CAST(p.id AS TEXT) WHERE p.department = " +
         code() +
         " UNION SELECT f.seq FROM changes c JOIN journal_refs f ON f.kind = 'change' AND f.id = "
         "CAST(c.id AS TEXT) WHERE c.department = " +
         code() +
         " UNION SELECT f.seq FROM notices n JOIN journal_refs f ON f.kind = 'notice' AND f.id = "
         "CAST(n.id AS TEXT) WHERE n.department = " +
         code() +
         " UNION SELECT f.seq FROM questions q JOIN journal_refs f ON f.kind = 'question' AND f.id = "
         "CAST(q.id AS TEXT) WHERE q.department = " +
         code() +
         " UNION SELECT f.seq FROM changes c JOIN revisions r ON r.change = c.id JOIN journal_refs f ON "
         "f.kind = 'entry' AND f.id = CAST(r.entry AS TEXT) WHERE c.department = " +
         code();
}

// Ends with a condition, so that more can follow with AND; uses :t0, :t1 … for `texts`, each exactly once.
std::string from_where(const JournalFilter& filter, std::vector<std::string>& texts) {
  const auto bind = [&](const std::string& text) {
    texts.push_back(text);
    return ":t" + std::to_string(texts.size() - 1);
  };
  std::string tail = "FROM journal j ";
  if (filter.about) {
    const std::string kind = bind(filter.about->kind), id = bind(filter.about->id);
    tail += "JOIN journal_refs f ON f.seq = j.seq AND f.kind = " + kind + " AND f.id = " + id + " ";
  }
  tail += "WHERE j.seq > " + std::to_string(filter.above) + " ";
  if (filter.upto) tail += "AND j.seq <= " + std::to_string(*filter.upto) + " ";
  if (filter.actor_login) tail += "AND j.actor_login = " + bind(*filter.actor_login) + " ";
  if (filter.new_digest) tail += "AND j.new_digest = " + bind(*filter.new_digest) + " ";
  if (!filter.verbs.empty()) {
    std::string list;
    for (const std::string& verb : filter.verbs) list += (list.empty() ? "" : ", ") + bind(verb);
    tail += "AND j.verb IN (" + list + ") ";
  }
  if (filter.person) tail += "AND j.seq IN (" + by_or_about(*filter.person) + ") ";
  if (filter.without_uses)
    tail += "AND j.verb NOT IN ('use_answer', 'leave_answer', 'report_offline_search') ";
  if (filter.department) {
    const auto code = [&] { return bind(filter.department->value); };
    tail += "AND (j.actor IN (SELECT id FROM people WHERE department = " + code() + ") OR j.seq IN (" +
            about_department(code) + ")) AND j.verb NOT IN ('use_answer', 'leave_answer') ";
  }
  return tail;
}

// In which stretch between edges `first` and `last` a record lies, by halves: some 6 comparisons of 48.
std::string stretch_of(const std::vector<std::int64_t>& edges, std::size_t first, std::size_t last) {
  if (last - first <= 1) return std::to_string(first);
  const std::size_t middle = first + (last - first) / 2;
  return "CASE WHEN j.seq <= " + std::to_string(edges[middle]) + " THEN " + stretch_of(edges, first, middle) +
         " ELSE " + stretch_of(edges, middle, last) + " END";
}

}  // namespace

// `tail` is what follows the columns; it uses :t0, :t1 … for `texts`, :edge and :most, each exactly once.
std::vector<JournalRecord> SqlRecord::read(const std::string& tail, const std::vector<std::string>& texts,
                                           std::int64_t edge, std::int64_t most) const {
  JournalRecord row;
  MaybeNumber actor;
  std::string refs;
  std::vector<JournalRecord> records;
  soci::statement rows(session_.soci);
  for (std::size_t i = 0; i < texts.size(); ++i) rows.exchange(use(texts[i], "t" + std::to_string(i)));
  rows.exchange(use(edge, "edge"));
  rows.exchange(use(most, "most"));
  rows.exchange(into(row.seq));
  rows.exchange(into(row.at.us));
  rows.exchange(into(actor.value, actor.indicator));
  rows.exchange(into(row.actor_login));
  rows.exchange(into(row.verb));
  rows.exchange(into(row.subject.kind));
  rows.exchange(into(row.subject.id));
  rows.exchange(into(row.old_digest));
  rows.exchange(into(row.new_digest));
  rows.exchange(into(row.detail));
  rows.exchange(into(refs));
  rows.exchange(into(row.previous_hash));
  rows.exchange(into(row.hash));
  rows.alloc();
  rows.prepare(
      "SELECT j.seq, j.at, j.actor, j.actor_login, j.verb, j.subject_kind, j.subject_id, j.old_digest, "
      "j.new_digest, "
      "j.detail, j.refs, j.previous_hash, j.hash " +
      tail);
  rows.define_and_bind();
  rows.execute();
  while (rows.fetch()) {
    row.actor = actor.id<PersonId>();
    row.refs = refs_of(refs);
    records.push_back(row);
  }
  return records;
}

Result<std::optional<JournalRecord>> SqlRecord::head() const {
  return guarded(session_, [&]() -> Result<std::optional<JournalRecord>> {
    auto found = read("FROM journal j WHERE j.seq > :edge ORDER BY j.seq DESC LIMIT :most", {}, 0, 1);
    if (found.empty()) return std::optional<JournalRecord>();
    return std::optional<JournalRecord>(std::move(found.front()));
  });
}

Result<std::vector<JournalRecord>> SqlRecord::journal_after(std::int64_t after, std::size_t limit) const {
  return guarded(session_, [&]() -> Result<std::vector<JournalRecord>> {
    return read("FROM journal j WHERE j.seq > :edge ORDER BY j.seq LIMIT :most", {}, after,
                static_cast<std::int64_t>(limit));
  });
}

Result<Listing<JournalRecord>> SqlRecord::journal(const JournalFilter& filter, bool newest_first,
                                                  const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<JournalRecord>> {
    std::vector<std::string> texts;
    const std::string tail =
        from_where(filter, texts) + (newest_first ? "AND j.seq < :edge ORDER BY j.seq DESC LIMIT :most"
                                                  : "AND j.seq > :edge ORDER BY j.seq LIMIT :most");
    const std::int64_t edge = page.after.value_or(newest_first ? Instant::never().us : 0);
    Listing<JournalRecord> listing{read(tail, texts, edge, static_cast<std::int64_t>(page.limit) + 1),
                                   std::nullopt};
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().seq;
    }
    return listing;
  });
}

Result<std::vector<JournalCount>> SqlRecord::count_journal(const JournalFilter& filter,
                                                           const std::vector<std::int64_t>& edges) const {
  return guarded(session_, [&]() -> Result<std::vector<JournalCount>> {
    std::vector<JournalCount> counts;
    if (edges.size() < 2) return counts;
    JournalFilter within = filter;
    within.above = std::max(within.above, edges.front());
    within.upto = std::min(within.upto.value_or(edges.back()), edges.back());
    std::vector<std::string> texts;
    const std::string where = from_where(within, texts);
    JournalCount row;
    std::int64_t stretch = 0;
    soci::statement rows(session_.soci);
    for (std::size_t i = 0; i < texts.size(); ++i) rows.exchange(use(texts[i], "t" + std::to_string(i)));
    rows.exchange(into(row.verb));
    rows.exchange(into(stretch));
    rows.exchange(into(row.records));
    rows.alloc();
    rows.prepare("SELECT j.verb, " + stretch_of(edges, 0, edges.size() - 1) + " AS stretch, COUNT(*) " +
                 where + "GROUP BY j.verb, stretch ORDER BY stretch, j.verb");
    rows.define_and_bind();
    rows.execute();
    while (rows.fetch()) {
      row.stretch = static_cast<std::size_t>(stretch);
      counts.push_back(row);
    }
    return counts;
  });
}

Status SqlRecord::add_journal(const JournalRecord& record) {
  return guarded(session_, [&]() -> Status {
    MaybeNumber actor(record.actor);
    const std::string refs = refs_text(record.refs);
    session_.soci
        << "INSERT INTO journal (seq, at, actor, actor_login, verb, subject_kind, subject_id, old_digest, "
           "new_digest, detail, refs, previous_hash, hash) VALUES (:seq, :at, :actor, :login, :verb, :kind, "
           ":id, :old, :new, :detail, :refs, :previous, :hash)",
        use(record.seq), use(record.at.us), use(actor.value, actor.indicator), use(record.actor_login),
        use(record.verb), use(record.subject.kind), use(record.subject.id), use(record.old_digest),
        use(record.new_digest), use(record.detail), use(refs), use(record.previous_hash), use(record.hash);
    std::set<std::pair<std::string, std::string>> about = {{record.subject.kind, record.subject.id}};
    for (const JournalRef& ref : record.refs) about.emplace(ref.kind, ref.id);
    for (const auto& [kind, id] : about)
      session_.soci << "INSERT INTO journal_refs (kind, id, seq) VALUES (:kind, :id, :seq)", use(kind),
          use(id), use(record.seq);
    return {};
  });
}

Result<std::vector<FeedRow>> SqlRecord::feed_after(std::int64_t after, std::size_t limit) const {
  return guarded(session_,
                 [&]() -> Result<std::vector<FeedRow>> {
                   FeedRow row;
                   MaybeNumber entry, bulletin, question;
                   const auto most = static_cast<std::int64_t>(limit);
                   std::vector<FeedRow> feed;
                   soci::statement rows =
                       (session_.soci.prepare
                            << "SELECT seq, kind, entry, bulletin, question, at FROM feed WHERE seq > :after "
                               "ORDER BY seq LIMIT :most",
                        use(after), use(most), into(row.seq), into(row.kind),
                        into(entry.value, entry.indicator), into(bulletin.value, bulletin.indicator),
                        into(question.value, question.indicator), into(row.at.us));
                   rows.execute();
                   while (rows.fetch()) {
                     row.entry = entry.id<EntryId>();
                     row.question = question.id<QuestionId>();
                     row.bulletin = bulletin.id<BulletinId>();
                     feed.push_back(row);
                   }
                   return feed;
                 });
}

Result<std::int64_t> SqlRecord::feed_head() const {
  return guarded(session_, [&]() -> Result<std::int64_t> {
    std::int64_t seq = 0;
    session_.soci << "SELECT coalesce(max(seq), 0) FROM feed", into(seq);
    return seq;
  });
}

Result<std::int64_t> SqlRecord::add_feed(const FeedRow& row) {
  return guarded(session_, [&]() -> Result<std::int64_t> {
    std::int64_t seq = 0;
    MaybeNumber entry(row.entry), bulletin(row.bulletin), question(row.question);
    session_.soci
        << "INSERT INTO feed (kind, entry, bulletin, question, at) VALUES (:kind, :entry, :bulletin, "
           ":question, :at) RETURNING seq",
        use(row.kind), use(entry.value, entry.indicator), use(bulletin.value, bulletin.indicator),
        use(question.value, question.indicator), use(row.at.us), into(seq);
    return seq;
  });
}

Result<std::optional<Receipt>> SqlRecord::receipt(PersonId person, const std::string& key) const {
  return guarded(session_, [&]() -> Result<std::optional<Receipt>> {
    Receipt row;
    session_.soci
        << "SELECT person, key, fingerprint, location, status, at FROM receipts WHERE person = :person AND "
           "key = :key",
        use(person.value), use(key), into(row.person.value), into(row.key), into(row.fingerprint),
        into(row.location), into(row.status), into(row.at.us);
    if (!session_.soci.got_data()) return std::optional<Receipt>();
    return std::optional<Receipt>(std::move(row));
  });
}

Status SqlRecord::add_receipt(const Receipt& receipt) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO receipts (person, key, fingerprint, location, status, at) "
                     "VALUES (:person, :key, :fingerprint, :location, :status, :at)",
        use(receipt.person.value), use(receipt.key), use(receipt.fingerprint), use(receipt.location),
        use(receipt.status), use(receipt.at.us);
    return {};
  });
}

Status SqlRecord::remove_receipts_before(Instant at) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "DELETE FROM receipts WHERE at < :at", use(at.us);
    return {};
  });
}

Result<std::optional<SearchRow>> SqlRecord::search(const std::string& id) const {
  return guarded(session_, [&]() -> Result<std::optional<SearchRow>> {
    SearchRow row;
    int relaxed = 0;
    MaybeNumber reported, forgotten;
    session_.soci
        << "SELECT id, at, person, query, as_of, known, total, shown, call_id, relaxed, reported_at, salt, "
           "forgotten_at FROM searches WHERE id = :id",
        use(id), into(row.id), into(row.at.us), into(row.person.value), into(row.text), into(row.as_of.us),
        into(row.known.us), into(row.total), into(row.shown), into(row.call_id), into(relaxed),
        into(reported.value, reported.indicator), into(row.salt), into(forgotten.value, forgotten.indicator);
    if (!session_.soci.got_data()) return std::optional<SearchRow>();
    row.forgotten_at = forgotten.instant();
    row.relaxed = relaxed != 0;
    row.reported_at = reported.instant();
    return std::optional<SearchRow>(std::move(row));
  });
}

Status SqlRecord::add_search(const SearchRow& row) {
  return guarded(session_, [&]() -> Status {
    const int relaxed = row.relaxed ? 1 : 0;
    MaybeNumber reported(row.reported_at);
    session_.soci
        << "INSERT INTO searches (id, at, person, query, as_of, known, total, shown, call_id, relaxed, "
           "reported_at, salt) VALUES (:id, :at, :person, :query, :as_of, :known, :total, :shown, :call, "
           ":relaxed, :reported, :salt)",
        use(row.id), use(row.at.us), use(row.person.value), use(row.text), use(row.as_of.us),
        use(row.known.us), use(row.total), use(row.shown), use(row.call_id), use(relaxed),
        use(reported.value, reported.indicator), use(row.salt);
    return {};
  });
}

}  // namespace koujing::sql
