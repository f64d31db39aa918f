#include "content/store/sql/sql_changes.h"

#include "content/exchange/canonical.h"

namespace koujing::sql {

using soci::into;
using soci::use;

struct SqlChanges::Query {
  std::int64_t id = 0;
  std::int64_t before = 0;
  std::string state, department;
  std::int64_t notice = 0;
  int hide_drafts = 0;
  std::int64_t limit = 1;
};

std::vector<ChangeSet> SqlChanges::read(const Query& query) const {
  ChangeSet row;
  std::string state;
  int emergency = 0;
  MaybeNumber notice, submitted, published, effective, publisher;
  std::vector<ChangeSet> changes;
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT id, notice, department, state, version, digest, emergency, created_by, created_at, "
              "submitted_at, "
              "published_at, effective_at, published_by FROM changes "
              "WHERE (:id1 = 0 OR id = :id2) AND (:before1 = 0 OR id < :before2) AND (:state1 = '' OR state "
              "= :state2) "
              "AND (:department1 = '' OR department = :department2) AND (:notice1 = 0 OR notice = :notice2) "
              "AND (:hide = 0 OR submitted_at IS NOT NULL OR emergency = 1) ORDER BY id DESC LIMIT :most",
       use(query.id, "id1"), use(query.id, "id2"), use(query.before, "before1"), use(query.before, "before2"),
       use(query.state, "state1"), use(query.state, "state2"), use(query.department, "department1"),
       use(query.department, "department2"), use(query.notice, "notice1"), use(query.notice, "notice2"),
       use(query.hide_drafts, "hide"), use(query.limit, "most"), into(row.id.value),
       into(notice.value, notice.indicator), into(row.department.value), into(state), into(row.version),
       into(row.digest), into(emergency), into(row.created_by.value), into(row.created_at.us),
       into(submitted.value, submitted.indicator), into(published.value, published.indicator),
       into(effective.value, effective.indicator), into(publisher.value, publisher.indicator));
  rows.execute();
  while (rows.fetch()) {
    row.notice = notice.id<NoticeId>();
    row.state = change_state_from_name(state).value_or(ChangeState::kDraft);
    row.emergency = emergency != 0;
    row.submitted_at = submitted.instant();
    row.published_at = published.instant();
    row.effective_at = effective.instant();
    row.published_by = publisher.id<PersonId>();
    changes.push_back(row);
  }
  return changes;
}

// One by id, or all of a change set (oldest first).
std::vector<Confirmation> SqlChanges::confirmations(std::int64_t change, std::int64_t id) const {
  Confirmation row;
  int voided = 0;
  std::vector<Confirmation> found;
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT c.id, c.change, c.by, c.department, c.at, c.digest, "
              "CASE WHEN c.version = s.version THEN 0 ELSE 1 END "
              "FROM confirmations c JOIN changes s ON s.id = c.change WHERE c.change = :change OR c.id = :id "
              "ORDER BY c.id",
       use(change, "change"), use(id, "id"), into(row.id.value), into(row.change.value), into(row.by.value),
       into(row.department.value), into(row.at.us), into(row.digest), into(voided));
  rows.execute();
  while (rows.fetch()) {
    row.voided = voided != 0;
    found.push_back(row);
  }
  return found;
}

Status SqlChanges::fill(ChangeSet& change) const {
  KJ_TRY(auto content, content_at(change.id, change.version));
  change.redacted = !content;
  if (content) change.content = std::move(*content);
  std::int64_t author = 0;
  soci::statement authors = (session_.soci.prepare << "SELECT by FROM change_versions WHERE change = :change "
                                                      "GROUP BY by ORDER BY min(version)",
                             use(change.id.value), into(author));
  authors.execute();
  while (authors.fetch()) change.authors.push_back(PersonId{author});
  auto confirmed = confirmations(change.id.value, 0);
  if (!confirmed.empty()) change.confirmation = confirmed.back();
  ChangeComment comment;
  std::string passages;
  soci::statement comments =
      (session_.soci.prepare
           << "SELECT by, at, kind, body, passages FROM change_comments WHERE change = :change ORDER BY id",
       use(change.id.value), into(comment.by.value), into(comment.at.us), into(comment.kind),
       into(comment.text), into(passages));
  comments.execute();
  while (comments.fetch()) {
    KJ_TRY(comment.passages, passages_from_canonical(passages));
    change.comments.push_back(comment);
  }
  return {};
}

Result<std::optional<ChangeSet>> SqlChanges::find(ChangeId id) const {
  return guarded(session_, [&]() -> Result<std::optional<ChangeSet>> {
    if (!id) return std::optional<ChangeSet>();
    Query query;
    query.id = id.value;
    auto found = read(query);
    if (found.empty()) return std::optional<ChangeSet>();
    KJ_DO(fill(found.front()));
    return std::optional<ChangeSet>(std::move(found.front()));
  });
}

Result<Listing<ChangeSet>> SqlChanges::list(const ChangeFilter& filter, const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<ChangeSet>> {
    Query query;
    query.before = page.after.value_or(0);
    if (filter.state) query.state = change_state_name(*filter.state);
    if (filter.department) query.department = filter.department->value;
    if (filter.notice) query.notice = filter.notice->value;
    query.hide_drafts = filter.hide_drafts ? 1 : 0;
    query.limit = static_cast<std::int64_t>(page.limit) + 1;
    Listing<ChangeSet> listing{read(query), std::nullopt};
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().id.value;
    }
    for (ChangeSet& change : listing.items) KJ_DO(fill(change));
    return listing;
  });
}

Result<std::optional<Confirmation>> SqlChanges::confirmation(ConfirmationId id) const {
  return guarded(session_, [&]() -> Result<std::optional<Confirmation>> {
    auto found = confirmations(0, id.value);
    if (found.empty()) return std::optional<Confirmation>();
    return std::optional<Confirmation>(found.front());
  });
}

Result<std::optional<ChangeContent>> SqlChanges::content_at(ChangeId id, std::int64_t version) const {
  return guarded(session_, [&]() -> Result<std::optional<ChangeContent>> {
    std::string content;
    session_.soci << "SELECT content FROM change_versions WHERE change = :change AND version = :version",
        use(id.value), use(version), into(content);
    if (!session_.soci.got_data() || content.empty()) return std::optional<ChangeContent>();
    KJ_TRY(auto read_content, change_content_from_canonical(content));
    return std::optional<ChangeContent>(std::move(read_content));
  });
}

Result<std::vector<std::string>> SqlChanges::version_digests(ChangeId id) const {
  return guarded(session_,
                 [&]() -> Result<std::vector<std::string>> {
                   std::string digest;
                   std::vector<std::string> digests;
                   soci::statement rows =
                       (session_.soci.prepare
                            << "SELECT digest FROM change_versions WHERE change = :change ORDER BY version",
                        use(id.value), into(digest));
                   rows.execute();
                   while (rows.fetch()) digests.push_back(digest);
                   return digests;
                 });
}

Result<ChangeId> SqlChanges::add(const ChangeSet& change) {
  return guarded(session_, [&]() -> Result<ChangeId> {
    std::int64_t id = 0;
    const std::string state(change_state_name(change.state));
    const int emergency = change.emergency ? 1 : 0;
    MaybeNumber notice(change.notice), submitted(change.submitted_at), published(change.published_at),
        effective(change.effective_at), publisher(change.published_by);
    session_.soci
        << "INSERT INTO changes (notice, department, state, version, digest, emergency, created_by, "
           "created_at, "
           "submitted_at, published_at, effective_at, published_by) VALUES (:notice, :department, :state, "
           ":version, :digest, :emergency, :created_by, :created_at, :submitted, :published, :effective, "
           ":publisher) RETURNING id",
        use(notice.value, notice.indicator), use(change.department.value), use(state), use(change.version),
        use(change.digest), use(emergency), use(change.created_by.value), use(change.created_at.us),
        use(submitted.value, submitted.indicator), use(published.value, published.indicator),
        use(effective.value, effective.indicator), use(publisher.value, publisher.indicator), into(id);
    ChangeSet added = change;
    added.id = ChangeId{id};
    insert_version(added, change.created_by, change.created_at);
    return added.id;
  });
}

void SqlChanges::insert_version(const ChangeSet& change, PersonId by, Instant at) {
  const std::string content = canonical(change.content);
  session_.soci << "INSERT INTO change_versions (change, version, by, at, digest, content) "
                   "VALUES (:change, :version, :by, :at, :digest, :content)",
      use(change.id.value), use(change.version), use(by.value), use(at.us), use(change.digest), use(content);
}

Status SqlChanges::save_state(const ChangeSet& change) {
  return guarded(session_, [&]() -> Status {
    const std::string state(change_state_name(change.state));
    const int emergency = change.emergency ? 1 : 0;
    MaybeNumber submitted(change.submitted_at), published(change.published_at),
        effective(change.effective_at), publisher(change.published_by);
    session_.soci
        << "UPDATE changes SET state = :state, emergency = :emergency, submitted_at = :submitted, "
           "published_at = :published, effective_at = :effective, published_by = :publisher WHERE id = :id",
        use(state), use(emergency), use(submitted.value, submitted.indicator),
        use(published.value, published.indicator), use(effective.value, effective.indicator),
        use(publisher.value, publisher.indicator), use(change.id.value);
    return {};
  });
}

Status SqlChanges::add_version(const ChangeSet& change, PersonId by, Instant at) {
  return guarded(session_, [&]() -> Status {
    insert_version(change, by, at);
    session_.soci << "UPDATE changes SET version = :version, digest = :digest WHERE id = :id",
        use(change.version), use(change.digest), use(change.id.value);
    return {};
  });
}

Result<ConfirmationId> SqlChanges::add_confirmation(const Confirmation& confirmation, std::int64_t version) {
  return guarded(session_, [&]() -> Result<ConfirmationId> {
    std::int64_t id = 0;
    session_.soci << "INSERT INTO confirmations (change, version, by, department, at, digest) "
                     "VALUES (:change, :version, :by, :department, :at, :digest) RETURNING id",
        use(confirmation.change.value), use(version), use(confirmation.by.value),
        use(confirmation.department.value), use(confirmation.at.us), use(confirmation.digest), into(id);
    return ConfirmationId{id};
  });
}

Status SqlChanges::add_comment(ChangeId id, const ChangeComment& comment) {
  return guarded(session_, [&]() -> Status {
    const std::string passages = canonical(comment.passages);
    session_.soci
        << "INSERT INTO change_comments (change, by, at, kind, body, passages) VALUES (:change, :by, "
           ":at, :kind, :body, :passages)",
        use(id.value), use(comment.by.value), use(comment.at.us), use(comment.kind), use(comment.text),
        use(passages);
    return {};
  });
}

Status SqlChanges::redact_versions(ChangeId id) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "UPDATE change_versions SET content = '' WHERE change = :change", use(id.value);
    session_.soci << "UPDATE change_comments SET passages = '[]' WHERE change = :change AND passages <> '[]'",
        use(id.value);
    return {};
  });
}

}  // namespace koujing::sql
