#include "content/store/sql/sql_entries.h"

#include <limits>

#include "content/exchange/canonical.h"
#include "content/model/names.h"
#include "content/store/sql/sql_blocks.h"

namespace koujing::sql {

using soci::into;
using soci::use;

namespace {

constexpr Names<EntryEventKind, 4> kEventKinds = {{EntryEventKind::kPublish, "publish"},
                                                  {EntryEventKind::kRetire, "retire"},
                                                  {EntryEventKind::kWithdraw, "withdraw"},
                                                  {EntryEventKind::kConfirm, "confirm"}};

}  // namespace

Result<std::optional<EntryHead>> SqlEntries::find(EntryId id) const {
  return guarded(session_, [&]() -> Result<std::optional<EntryHead>> {
    EntryHead head;
    MaybeText external;
    session_.soci << "SELECT id, external_id, (SELECT coalesce(max(number), 0) FROM revisions WHERE entry = "
                     "entries.id) "
                     "FROM entries WHERE id = :id",
        use(id.value), into(head.id.value), into(external.value, external.indicator),
        into(head.newest_number);
    if (!session_.soci.got_data()) return std::optional<EntryHead>();
    head.external_id = external.text();
    return std::optional<EntryHead>(std::move(head));
  });
}

Result<std::optional<EntryId>> SqlEntries::by_external_id(const std::string& external_id) const {
  return guarded(session_, [&]() -> Result<std::optional<EntryId>> {
    EntryId id;
    session_.soci << "SELECT id FROM entries WHERE external_id = :external", use(external_id), into(id.value);
    if (!session_.soci.got_data()) return std::optional<EntryId>();
    return std::optional<EntryId>(id);
  });
}

std::vector<EntryEvent> SqlEntries::read_events(const std::string& condition, std::int64_t key1,
                                                std::int64_t key2) const {
  EntryEvent row;
  std::string kind, standing;
  int restore = 0;
  MaybeNumber revision, to, target, confirmation;
  std::vector<EntryEvent> events;
  soci::statement rows =
      (session_.soci.prepare << "SELECT seq, entry, kind, revision, number, valid_from, valid_to, "
                                "recorded_at, target, restore_previous, "
                                "standing, change, confirmation, by FROM entry_events WHERE " +
                                    condition,
       use(key1, "key1"), use(key2, "key2"), into(row.seq), into(row.entry.value), into(kind),
       into(revision.value, revision.indicator), into(row.number), into(row.validity.from.us),
       into(to.value, to.indicator), into(row.recorded_at.us), into(target.value, target.indicator),
       into(restore), into(standing), into(row.change.value),
       into(confirmation.value, confirmation.indicator), into(row.by.value));
  rows.execute();
  while (rows.fetch()) {
    row.kind = value_in(kEventKinds, kind).value_or(EntryEventKind::kPublish);
    row.revision = revision.id<RevisionId>().value_or(RevisionId{});
    row.validity.to = to.instant();
    row.target = target.indicator == soci::i_ok ? target.value : 0;
    row.restore_previous = restore != 0;
    row.standing = standing_from_name(standing).value_or(Standing::kUnconfirmed);
    row.confirmation = confirmation.id<ConfirmationId>();
    events.push_back(row);
  }
  return events;
}

Result<std::vector<EntryEvent>> SqlEntries::events(EntryId id) const {
  return guarded(session_, [&]() -> Result<std::vector<EntryEvent>> {
    return read_events("entry = :key1 AND seq > :key2 ORDER BY seq", id.value, 0);
  });
}

Result<std::vector<EntryEvent>> SqlEntries::events_of(ChangeId change) const {
  return guarded(session_, [&]() -> Result<std::vector<EntryEvent>> {
    return read_events("change = :key1 AND seq > :key2 ORDER BY seq", change.value, 0);
  });
}

Result<std::vector<EntryEvent>> SqlEntries::events_after(EntryId after, std::size_t entries) const {
  return guarded(session_, [&]() -> Result<std::vector<EntryEvent>> {
    return read_events(
        "entry IN (SELECT DISTINCT entry FROM entry_events WHERE entry > :key1 ORDER BY entry LIMIT :key2) "
        "ORDER BY entry, seq",
        after.value, static_cast<std::int64_t>(entries));
  });
}

// All of an entry, newest first, when number is 0. The catalogue path is that of the tree as it is now.
Result<std::vector<Revision>> SqlEntries::read_revisions(std::int64_t entry, int number) const {
  Revision row;
  std::string content, library, department;
  MaybeNumber notice, node;
  MaybeText path;
  std::vector<Revision> revisions;
  soci::statement rows =
      (session_.soci.prepare << "WITH RECURSIVE above (start, next, path) AS ("
                                "  SELECT c.id, coalesce(c.merged_into, c.parent), CASE WHEN c.merged_into "
                                "IS NULL THEN c.name ELSE "
                                "'' END FROM catalogue c JOIN revisions r ON r.node = c.id AND r.entry = :e1"
                                "  UNION SELECT a.start, coalesce(c.merged_into, c.parent), CASE WHEN "
                                "c.merged_into IS NOT NULL THEN "
                                "a.path WHEN a.path = '' THEN c.name ELSE c.name || '/' || a.path END"
                                "  FROM above a JOIN catalogue c ON c.id = a.next"
                                ") SELECT r.id, r.entry, r.number, r.content, r.digest, r.change, "
                                "r.published_by, r.recorded_at, "
                                "s.notice, above.path, r.node, r.library, s.department FROM revisions r JOIN "
                                "changes s ON s.id = r.change "
                                "LEFT JOIN above ON above.start = r.node AND above.next IS NULL "
                                "WHERE r.entry = :e2 AND (:n1 = 0 OR r.number = :n2) ORDER BY r.number DESC",
       use(entry, "e1"), use(entry, "e2"), use(number, "n1"), use(number, "n2"), into(row.id.value),
       into(row.entry.value), into(row.number), into(content), into(row.digest), into(row.change.value),
       into(row.published_by.value), into(row.recorded_at.us), into(notice.value, notice.indicator),
       into(path.value, path.indicator), into(node.value, node.indicator), into(library), into(department));
  rows.execute();
  while (rows.fetch()) {
    row.redacted = content.empty();
    if (row.redacted) {
      row.text = {};
      row.text.title = kRedactedTitle;
      row.text.library = library;
      row.text.department = {department};
    } else {
      KJ_TRY(row.text, entry_text_from_canonical(content));
    }
    row.text.catalogue = path.text();
    row.node = node.id<CatalogueId>();
    row.notice = notice.id<NoticeId>();
    revisions.push_back(row);
  }
  for (Revision& revision : revisions) {
    std::int64_t author = 0;
    revision.authors.clear();
    soci::statement authors =
        (session_.soci.prepare << "SELECT by FROM change_versions WHERE change = :change "
                                  "GROUP BY by ORDER BY min(version)",
         use(revision.change.value), into(author));
    authors.execute();
    while (authors.fetch()) revision.authors.push_back(PersonId{author});
  }
  return revisions;
}

Result<std::optional<Revision>> SqlEntries::revision(EntryId entry, int number) const {
  return guarded(session_, [&]() -> Result<std::optional<Revision>> {
    if (number < 1) return std::optional<Revision>();
    KJ_TRY(auto found, read_revisions(entry.value, number));
    if (found.empty()) return std::optional<Revision>();
    return std::optional<Revision>(std::move(found.front()));
  });
}

Result<std::vector<Revision>> SqlEntries::revisions(EntryId entry) const {
  return guarded(session_, [&]() -> Result<std::vector<Revision>> { return read_revisions(entry.value, 0); });
}

Result<std::optional<std::string>> SqlEntries::published_text(RevisionId id) const {
  return guarded(session_, [&]() -> Result<std::optional<std::string>> {
    std::string text;
    session_.soci << "SELECT content FROM revisions WHERE id = :id", use(id.value), into(text);
    if (!session_.soci.got_data()) return std::optional<std::string>();
    return std::optional<std::string>(std::move(text));
  });
}

Result<std::vector<RevisionAt>> SqlEntries::revisions_of(ChangeId change) const {
  return guarded(session_,
                 [&]() -> Result<std::vector<RevisionAt>> {
                   RevisionAt row;
                   std::vector<RevisionAt> found;
                   soci::statement rows =
                       (session_.soci.prepare
                            << "SELECT id, entry, number FROM revisions WHERE change = :change ORDER BY id",
                        use(change.value), into(row.id.value), into(row.entry.value), into(row.number));
                   rows.execute();
                   while (rows.fetch()) found.push_back(row);
                   return found;
                 });
}

// The last entry that one filtered reading looks at; absent when it looks at all that are left.
std::optional<std::int64_t> SqlEntries::last_looked_at(std::int64_t after) const {
  std::int64_t last = 0;
  const std::int64_t skipped = static_cast<std::int64_t>(kMostLookedAt) - 1;
  session_.soci << "SELECT id FROM entries WHERE id > :after ORDER BY id LIMIT 1 OFFSET :skipped", use(after),
      use(skipped), into(last);
  return session_.soci.got_data() ? std::optional(last) : std::nullopt;
}

Result<Listing<EntryHead>> SqlEntries::list(const std::string& title, const std::string& library,
                                            const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<EntryHead>> {
    EntryHead row;
    MaybeText external;
    const std::int64_t after = page.after.value_or(0), most = static_cast<std::int64_t>(page.limit) + 1;
    const std::string pattern = title.empty() ? "" : like_pattern(title);
    Listing<EntryHead> listing;
    if (!title.empty() || !library.empty()) listing.next = last_looked_at(after);
    const std::int64_t last = listing.next.value_or(std::numeric_limits<std::int64_t>::max());
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT e.id, e.external_id, r.number FROM entries e JOIN revisions r ON r.entry = e.id AND "
                "r.number = (SELECT max(number) FROM revisions WHERE entry = e.id) "
                "WHERE e.id > :after AND e.id <= :last AND (:p1 = '' OR r.title LIKE :p2 ESCAPE '\\') "
                "AND (:l1 = '' OR r.library = :l2) ORDER BY e.id LIMIT :most",
         use(after, "after"), use(last, "last"), use(pattern, "p1"), use(pattern, "p2"), use(library, "l1"),
         use(library, "l2"), use(most, "most"), into(row.id.value), into(external.value, external.indicator),
         into(row.newest_number));
    rows.execute();
    while (rows.fetch()) {
      row.external_id = external.text();
      listing.items.push_back(row);
    }
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().id.value;
    }
    return listing;
  });
}

Result<std::vector<RevisionAt>> SqlEntries::resting_on(NoticeId notice, const Page& page) const {
  return guarded(session_, [&]() -> Result<std::vector<RevisionAt>> {
    RevisionAt row;
    const std::int64_t after = page.after.value_or(0), most = static_cast<std::int64_t>(page.limit);
    std::vector<RevisionAt> found;
    soci::statement rows =
        (session_.soci.prepare << "SELECT r.id, r.entry, r.number FROM changes c JOIN revisions r ON "
                                  "r.change = c.id WHERE c.notice = :notice AND r.id > :after "
                                  "ORDER BY r.id LIMIT :most",
         use(notice.value), use(after), use(most), into(row.id.value), into(row.entry.value),
         into(row.number));
    rows.execute();
    while (rows.fetch()) found.push_back(row);
    return found;
  });
}

Result<std::vector<RevisionAt>> SqlEntries::holding(const std::vector<std::string>& pieces,
                                                    const Page& page) const {
  return guarded(session_, [&]() -> Result<std::vector<RevisionAt>> {
    RevisionAt row;
    const std::int64_t after = page.after.value_or(0), most = static_cast<std::int64_t>(page.limit);
    std::string pattern;
    for (const std::string& piece : pieces) pattern += like_pattern(piece);
    std::vector<RevisionAt> found;
    soci::statement rows =
        (session_.soci.prepare << "SELECT id, entry, number FROM revisions WHERE id > :after AND "
                                  "content LIKE :pattern ESCAPE '\\' ORDER BY id LIMIT :most",
         use(after), use(pattern), use(most), into(row.id.value), into(row.entry.value), into(row.number));
    rows.execute();
    while (rows.fetch()) found.push_back(row);
    return found;
  });
}

Result<std::int64_t> SqlEntries::count() const {
  return guarded(session_, [&]() -> Result<std::int64_t> {
    std::int64_t count = 0;
    session_.soci << "SELECT count(*) FROM entries", into(count);
    return count;
  });
}

Result<EntryId> SqlEntries::add(const std::string& external_id, Instant at) {
  return guarded(session_, [&]() -> Result<EntryId> {
    EntryId id;
    MaybeText external(external_id);
    session_.soci << "INSERT INTO entries (external_id, created_at) VALUES (:external, :at) RETURNING id",
        use(external.value, external.indicator), use(at.us), into(id.value);
    return id;
  });
}

Result<RevisionId> SqlEntries::add_revision(const Revision& revision, std::optional<CatalogueId> node) {
  return guarded(session_, [&]() -> Result<RevisionId> {
    RevisionId id;
    MaybeNumber place(node);
    const std::string content = canonical(revision.text);
    session_.soci
        << "INSERT INTO revisions (entry, number, title, library, node, content, digest, change, "
           "published_by, "
           "recorded_at) VALUES (:entry, :number, :title, :library, :node, :content, :digest, :change, :by, "
           ":at) RETURNING id",
        use(revision.entry.value), use(revision.number), use(revision.text.title), use(revision.text.library),
        use(place.value, place.indicator), use(content), use(revision.digest), use(revision.change.value),
        use(revision.published_by.value), use(revision.recorded_at.us), into(id.value);
    note_block_uses(session_, revision.entry, revision.text);
    return id;
  });
}

Result<std::int64_t> SqlEntries::add_event(const EntryEvent& event) {
  return guarded(session_, [&]() -> Result<std::int64_t> {
    std::int64_t seq = 0;
    const std::string kind(name_in(kEventKinds, event.kind)), standing(standing_name(event.standing));
    const int restore = event.restore_previous ? 1 : 0;
    MaybeNumber revision(event.revision ? std::optional(event.revision) : std::nullopt),
        to(event.validity.to), target(event.target != 0 ? std::optional(event.target) : std::nullopt),
        confirmation(event.confirmation);
    session_.soci
        << "INSERT INTO entry_events (entry, kind, revision, number, valid_from, valid_to, recorded_at, "
           "target, "
           "restore_previous, standing, change, confirmation, by) VALUES (:entry, :kind, :revision, :number, "
           ":from, :to, :at, :target, :restore, :standing, :change, :confirmation, :by) RETURNING seq",
        use(event.entry.value), use(kind), use(revision.value, revision.indicator), use(event.number),
        use(event.validity.from.us), use(to.value, to.indicator), use(event.recorded_at.us),
        use(target.value, target.indicator), use(restore), use(standing), use(event.change.value),
        use(confirmation.value, confirmation.indicator), use(event.by.value), into(seq);
    return seq;
  });
}

Status SqlEntries::redact_text(RevisionId id) {
  return guarded(session_, [&]() -> Status {
    const std::string title = kRedactedTitle;
    session_.soci << "UPDATE revisions SET content = '', title = :title WHERE id = :id", use(title),
        use(id.value);
    return {};
  });
}

}  // namespace koujing::sql
