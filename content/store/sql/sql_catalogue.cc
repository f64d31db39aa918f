#include "content/store/sql/sql_catalogue.h"

#include "content/exchange/canonical.h"

namespace koujing::sql {

using soci::into;
using soci::use;

// The tree as it was left by `known`, parents before children, and after it the merged ones with the path of
// where they went.
std::vector<CatalogueNode> SqlCatalogue::read(Instant known) const {
  CatalogueNode row;
  MaybeNumber parent, merged;
  std::vector<CatalogueNode> nodes;
  soci::statement rows =
      (session_.soci.prepare
           << "WITH RECURSIVE last (node, move, version) AS ("
              "  SELECT node, max(id), count(*) FROM catalogue_moves WHERE at <= :known GROUP BY node"
              "), placed (id, library, parent, name, version, merged_into) AS ("
              "  SELECT c.id, c.library, m.parent, m.name, l.version, m.merged_into FROM last l "
              "  JOIN catalogue_moves m ON m.id = l.move JOIN catalogue c ON c.id = l.node"
              "), tree (id, library, parent, name, version, merged_into, path, depth) AS ("
              "  SELECT id, library, parent, name, version, merged_into, name, 1 FROM placed "
              "  WHERE parent IS NULL AND merged_into IS NULL"
              "  UNION ALL SELECT c.id, c.library, c.parent, c.name, c.version, c.merged_into, "
              "  CASE WHEN c.merged_into IS NULL THEN t.path || '/' || c.name ELSE t.path END, t.depth + 1 "
              "  FROM placed c JOIN tree t ON coalesce(c.merged_into, c.parent) = t.id"
              ") SELECT id, library, parent, name, version, merged_into, path FROM tree "
              "ORDER BY merged_into IS NOT NULL, depth, library, path, id",
       use(known.us), into(row.id.value), into(row.library), into(parent.value, parent.indicator),
       into(row.name), into(row.version), into(merged.value, merged.indicator), into(row.path));
  rows.execute();
  while (rows.fetch()) {
    row.parent = parent.id<CatalogueId>();
    row.merged_into = merged.id<CatalogueId>();
    nodes.push_back(row);
  }
  return nodes;
}

Result<std::vector<CatalogueNode>> SqlCatalogue::all() const { return all_at(Instant::never()); }

Result<std::vector<CatalogueNode>> SqlCatalogue::all_at(Instant known) const {
  return guarded(session_, [&]() -> Result<std::vector<CatalogueNode>> {
    auto nodes = read(known);
    std::erase_if(nodes, [](const CatalogueNode& node) { return node.merged_into.has_value(); });
    return nodes;
  });
}

Result<PathsThen> SqlCatalogue::paths_then(Instant known) const {
  return guarded(session_, [&]() -> Result<PathsThen> {
    PathsThen paths;
    for (CatalogueNode& node : read(known)) paths[node.id] = std::move(node.path);
    for (const CatalogueNode& node : read(Instant::never()))
      if (const auto then = paths.find(node.id); then != paths.end() && then->second == node.path)
        paths.erase(then);
    return paths;
  });
}

Result<std::optional<CatalogueNode>> SqlCatalogue::find(CatalogueId id) const {
  return guarded(session_, [&]() -> Result<std::optional<CatalogueNode>> {
    for (CatalogueNode& node : read(Instant::never()))
      if (node.id == id) return std::optional<CatalogueNode>(std::move(node));
    return std::optional<CatalogueNode>();
  });
}

Result<std::vector<EntryId>> SqlCatalogue::entries_below(CatalogueId id) const {
  return guarded(session_, [&]() -> Result<std::vector<EntryId>> {
    std::int64_t entry = 0;
    std::vector<EntryId> entries;
    soci::statement rows =
        (session_.soci.prepare
             << "WITH RECURSIVE below (id) AS (SELECT id FROM catalogue WHERE id = :id UNION "
                "SELECT c.id FROM catalogue c JOIN below b ON coalesce(c.merged_into, c.parent) = b.id) "
                "SELECT DISTINCT r.entry FROM revisions r JOIN below b ON b.id = r.node ORDER BY r.entry",
         use(id.value), into(entry));
    rows.execute();
    while (rows.fetch()) entries.push_back(EntryId{entry});
    return entries;
  });
}

Result<std::map<CatalogueId, std::int64_t>> SqlCatalogue::entry_counts() const {
  return entry_counts_at(Instant::never());
}

Result<std::map<CatalogueId, std::int64_t>> SqlCatalogue::entry_counts_at(Instant known) const {
  using Counts = std::map<CatalogueId, std::int64_t>;
  return guarded(session_, [&]() -> Result<Counts> {
    std::int64_t node = 0, entries = 0;
    std::map<std::int64_t, std::int64_t> at_node;
    soci::statement rows =
        (session_.soci.prepare
             << "SELECT node, count(*) FROM revisions r WHERE node IS NOT NULL AND recorded_at <= :known1 "
                "AND NOT EXISTS (SELECT 1 FROM revisions n WHERE n.entry = r.entry AND n.number > r.number "
                "AND n.recorded_at <= :known2) GROUP BY node",
         use(known.us, "known1"), use(known.us, "known2"), into(node), into(entries));
    rows.execute();
    while (rows.fetch()) at_node[node] = entries;
    std::map<CatalogueId, CatalogueId> merged;
    for (const CatalogueNode& one : read(known))
      if (one.merged_into) merged.emplace(one.id, *one.merged_into);
    Counts counts;
    for (const auto& [id, count] : at_node) {
      CatalogueId end{id};
      for (auto next = merged.find(end); next != merged.end(); next = merged.find(end)) end = next->second;
      counts[end] += count;
    }
    return counts;
  });
}

Result<std::optional<CatalogueId>> SqlCatalogue::place(const std::string& library, const std::string& path,
                                                       PersonId by, Instant at) {
  return guarded(session_, [&]() -> Result<std::optional<CatalogueId>> {
    std::optional<CatalogueId> parent;
    std::size_t begin = 0;
    while (begin < path.size()) {
      const std::size_t end = std::min(path.find('/', begin), path.size());
      const std::string name = path.substr(begin, end - begin);
      begin = end + 1;
      std::int64_t id = 0;
      const std::int64_t above = parent ? parent->value : 0;
      // A node of the tree goes before one of that name that was merged away.
      session_.soci << "SELECT id FROM catalogue WHERE library = :library AND coalesce(parent, 0) = :above "
                       "AND name = :name ORDER BY merged_into IS NOT NULL, id DESC LIMIT 1",
          use(library), use(above), use(name), into(id);
      const bool known = session_.soci.got_data();
      if (!known) id = insert(library, parent, name, by, at);
      for (MaybeNumber merged;;) {
        session_.soci << "SELECT merged_into FROM catalogue WHERE id = :id", use(id),
            into(merged.value, merged.indicator);
        if (merged.indicator != soci::i_ok) break;
        id = merged.value;
      }
      parent = CatalogueId{id};
    }
    return parent;
  });
}

std::int64_t SqlCatalogue::insert(const std::string& library, std::optional<CatalogueId> parent,
                                  const std::string& name, PersonId by, Instant at) {
  std::int64_t id = 0;
  MaybeNumber above(parent);
  session_.soci
      << "INSERT INTO catalogue (library, parent, name, version) VALUES (:library, :parent, :name, 1) "
         "RETURNING id",
      use(library), use(above.value, above.indicator), use(name), into(id);
  session_.soci
      << "INSERT INTO catalogue_moves (node, by, at, parent, name) VALUES (:node, :by, :at, :parent, "
         ":name)",
      use(id), use(by.value), use(at.us), use(above.value, above.indicator), use(name);
  return id;
}

Result<CatalogueId> SqlCatalogue::add(const std::string& library, std::optional<CatalogueId> parent,
                                      const std::string& name, PersonId by, Instant at) {
  return guarded(session_,
                 [&]() -> Result<CatalogueId> { return CatalogueId{insert(library, parent, name, by, at)}; });
}

Status SqlCatalogue::move(const CatalogueNode& node, CatalogueChangeId change, PersonId by, Instant at) {
  return guarded(session_, [&]() -> Status {
    MaybeNumber parent(node.parent), merged(node.merged_into);
    session_.soci << "UPDATE catalogue SET name = :name, parent = :parent, merged_into = :merged, "
                     "version = :version WHERE id = :id",
        use(node.name), use(parent.value, parent.indicator), use(merged.value, merged.indicator),
        use(node.version), use(node.id.value);
    session_.soci << "INSERT INTO catalogue_moves (node, by, at, parent, name, merged_into, change) VALUES "
                     "(:node, :by, :at, :parent, :name, :merged, :change)",
        use(node.id.value), use(by.value), use(at.us), use(parent.value, parent.indicator), use(node.name),
        use(merged.value, merged.indicator), use(change.value);
    return {};
  });
}

Result<std::vector<CatalogueChange>> SqlCatalogue::read_changes(std::int64_t id, const Page& page) const {
  CatalogueChange row;
  std::string content;
  MaybeNumber withdrawer, withdrawn;
  MaybeText reason;
  const std::int64_t before = page.after.value_or(0), most = static_cast<std::int64_t>(page.limit) + 1;
  std::vector<CatalogueChange> changes;
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT id, summary, content, digest, entries, by, at, withdrawn_by, withdrawn_at, "
              "withdraw_reason FROM catalogue_changes WHERE (:id1 = 0 OR id = :id2) AND "
              "(:b1 = 0 OR id < :b2) ORDER BY id DESC LIMIT :most",
       use(id, "id1"), use(id, "id2"), use(before, "b1"), use(before, "b2"), use(most, "most"),
       into(row.id.value), into(row.summary), into(content), into(row.digest), into(row.entries),
       into(row.by.value), into(row.at.us), into(withdrawer.value, withdrawer.indicator),
       into(withdrawn.value, withdrawn.indicator), into(reason.value, reason.indicator));
  rows.execute();
  while (rows.fetch()) {
    KJ_TRY(row.steps, catalogue_steps_from_canonical(content));
    row.withdrawn_by = withdrawer.id<PersonId>();
    row.withdrawn_at = withdrawn.instant();
    row.withdraw_reason = reason.text();
    changes.push_back(row);
  }
  return changes;
}

Result<std::optional<CatalogueChange>> SqlCatalogue::change(CatalogueChangeId id) const {
  return guarded(session_, [&]() -> Result<std::optional<CatalogueChange>> {
    if (!id) return std::optional<CatalogueChange>();
    KJ_TRY(auto found, read_changes(id.value, {1, std::nullopt}));
    if (found.empty()) return std::optional<CatalogueChange>();
    return std::optional<CatalogueChange>(std::move(found.front()));
  });
}

Result<Listing<CatalogueChange>> SqlCatalogue::changes(const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<CatalogueChange>> {
    Listing<CatalogueChange> listing;
    KJ_TRY(listing.items, read_changes(0, page));
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().id.value;
    }
    return listing;
  });
}

Result<CatalogueChangeId> SqlCatalogue::add_change(const CatalogueChange& change) {
  return guarded(session_, [&]() -> Result<CatalogueChangeId> {
    CatalogueChangeId id;
    const std::string content = canonical(change.steps);
    session_.soci << "INSERT INTO catalogue_changes (summary, content, digest, entries, by, at) VALUES "
                     "(:summary, :content, :digest, :entries, :by, :at) RETURNING id",
        use(change.summary), use(content), use(change.digest), use(change.entries), use(change.by.value),
        use(change.at.us), into(id.value);
    return id;
  });
}

Status SqlCatalogue::withdraw_change(const CatalogueChange& change) {
  return guarded(session_, [&]() -> Status {
    MaybeNumber by(change.withdrawn_by), at(change.withdrawn_at);
    session_.soci << "UPDATE catalogue_changes SET withdrawn_by = :by, withdrawn_at = :at, "
                     "withdraw_reason = :reason WHERE id = :id",
        use(by.value, by.indicator), use(at.value, at.indicator), use(change.withdraw_reason),
        use(change.id.value);
    return {};
  });
}

std::vector<Bulletin> SqlBulletins::read(std::int64_t id, std::optional<Instant> pinned_at,
                                         const Page& page) const {
  Bulletin row;
  int emergency = 0;
  MaybeNumber entry, change, to;
  std::vector<Bulletin> bulletins;
  const std::int64_t before = page.after.value_or(0), most = static_cast<std::int64_t>(page.limit) + 1;
  const int any_time = pinned_at ? 0 : 1;
  const std::int64_t at = pinned_at ? pinned_at->us : 0;
  soci::statement rows =
      (session_.soci.prepare << "SELECT id, title, body, emergency, entry, change, pinned_from, pinned_to, "
                                "by, recorded_at FROM bulletins "
                                "WHERE (:id1 = 0 OR id = :id2) AND (:b1 = 0 OR id < :b2) AND (:any = 1 OR "
                                "(pinned_from <= :at1 AND "
                                "(pinned_to IS NULL OR pinned_to > :at2) AND NOT EXISTS (SELECT 1 FROM "
                                "changes c WHERE c.id = bulletins.change "
                                "AND c.state = 'withdrawn'))) ORDER BY id DESC LIMIT :most",
       use(id, "id1"), use(id, "id2"), use(before, "b1"), use(before, "b2"), use(any_time, "any"),
       use(at, "at1"), use(at, "at2"), use(most, "most"), into(row.id.value), into(row.title), into(row.text),
       into(emergency), into(entry.value, entry.indicator), into(change.value, change.indicator),
       into(row.pinned.from.us), into(to.value, to.indicator), into(row.by.value), into(row.recorded_at.us));
  rows.execute();
  while (rows.fetch()) {
    row.emergency = emergency != 0;
    row.entry = entry.id<EntryId>();
    row.change = change.id<ChangeId>();
    row.pinned.to = to.instant();
    bulletins.push_back(row);
  }
  return bulletins;
}

Result<std::optional<Bulletin>> SqlBulletins::find(BulletinId id) const {
  return guarded(session_, [&]() -> Result<std::optional<Bulletin>> {
    if (!id) return std::optional<Bulletin>();
    auto found = read(id.value, std::nullopt, {1, std::nullopt});
    if (found.empty()) return std::optional<Bulletin>();
    return std::optional<Bulletin>(std::move(found.front()));
  });
}

Result<Listing<Bulletin>> SqlBulletins::list(std::optional<Instant> pinned_at, const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<Bulletin>> {
    Listing<Bulletin> listing{read(0, pinned_at, page), std::nullopt};
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().id.value;
    }
    return listing;
  });
}

Result<std::vector<BulletinId>> SqlBulletins::of_change(ChangeId change) const {
  return guarded(session_, [&]() -> Result<std::vector<BulletinId>> {
    std::int64_t id = 0;
    std::vector<BulletinId> bulletins;
    soci::statement rows =
        (session_.soci.prepare << "SELECT id FROM bulletins WHERE change = :change ORDER BY id",
         use(change.value), into(id));
    rows.execute();
    while (rows.fetch()) bulletins.push_back(BulletinId{id});
    return bulletins;
  });
}

Result<std::vector<BulletinAck>> SqlBulletins::acknowledgements(BulletinId id) const {
  return guarded(session_, [&]() -> Result<std::vector<BulletinAck>> {
    BulletinAck row;
    std::vector<BulletinAck> found;
    soci::statement rows = (session_.soci.prepare << "SELECT person, at FROM bulletin_acks WHERE bulletin = "
                                                     ":id ORDER BY at, person",
                            use(id.value), into(row.person.value), into(row.at.us));
    rows.execute();
    while (rows.fetch()) found.push_back(row);
    return found;
  });
}

Result<BulletinId> SqlBulletins::add(const Bulletin& bulletin) {
  return guarded(session_, [&]() -> Result<BulletinId> {
    BulletinId id;
    const int emergency = bulletin.emergency ? 1 : 0;
    MaybeNumber entry(bulletin.entry), change(bulletin.change), to(bulletin.pinned.to);
    session_.soci
        << "INSERT INTO bulletins (title, body, emergency, entry, change, pinned_from, pinned_to, by, "
           "recorded_at) VALUES (:title, :body, :emergency, :entry, :change, :from, :to, :by, :at) RETURNING "
           "id",
        use(bulletin.title), use(bulletin.text), use(emergency), use(entry.value, entry.indicator),
        use(change.value, change.indicator), use(bulletin.pinned.from.us), use(to.value, to.indicator),
        use(bulletin.by.value), use(bulletin.recorded_at.us), into(id.value);
    return id;
  });
}

Status SqlBulletins::acknowledge(BulletinId id, PersonId by, Instant at) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO bulletin_acks (bulletin, person, at) SELECT :id, :by, :at WHERE NOT EXISTS "
                     "(SELECT 1 FROM bulletin_acks WHERE bulletin = :same AND person = :reader)",
        use(id.value, "id"), use(by.value, "by"), use(at.us, "at"), use(id.value, "same"),
        use(by.value, "reader");
    return {};
  });
}

Status SqlBulletins::redact(BulletinId id) {
  return guarded(session_, [&]() -> Status {
    const std::string title = kRedactedTitle;
    session_.soci << "UPDATE bulletins SET title = :title, body = '' WHERE id = :id", use(title),
        use(id.value);
    return {};
  });
}

}  // namespace koujing::sql
