#include "content/store/sql/sql_notices.h"

#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"

namespace koujing::sql {

using soci::into;
using soci::use;

// Every condition is bound; an empty one lets everything pass.
struct SqlNotices::Query {
  std::int64_t id = 0;
  std::int64_t before = 0;
  std::string state, department, pattern, repeals;
  std::int64_t editor = 0;
  std::int64_t limit = 1;
};

std::vector<Notice> SqlNotices::read(const Query& query) const {
  Notice row;
  int redacted = 0;
  std::string urgency, state, repeals;
  MaybeNumber from, to, editor, due, deadline;
  std::vector<Notice> notices;
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT id, document_number, department, subject, urgency, body, effective_from, effective_to, "
              "contact, "
              "state, raised_by, received_at, version, editor, due, issued_on, deadline, repeals, "
              "EXISTS (SELECT 1 FROM redactions r WHERE r.kind = 'notice' AND r.subject = CAST(notices.id AS "
              "TEXT)) FROM notices "
              "WHERE (:id1 = 0 OR id = :id2) AND (:before1 = 0 OR id < :before2) AND (:state1 = '' OR state "
              "= :state2) "
              "AND (:department1 = '' OR department = :department2) AND (:editor1 = 0 OR editor = :editor2) "
              "AND (:pattern1 = '' OR subject LIKE :pattern2 ESCAPE '\\' OR document_number LIKE :pattern3 "
              "ESCAPE '\\') AND (:repeals1 = '' OR repeals LIKE :repeals2 ESCAPE '\\') "
              "ORDER BY id DESC LIMIT :most",
       use(query.id, "id1"), use(query.id, "id2"), use(query.before, "before1"), use(query.before, "before2"),
       use(query.state, "state1"), use(query.state, "state2"), use(query.department, "department1"),
       use(query.department, "department2"), use(query.editor, "editor1"), use(query.editor, "editor2"),
       use(query.pattern, "pattern1"), use(query.pattern, "pattern2"), use(query.pattern, "pattern3"),
       use(query.repeals, "repeals1"), use(query.repeals, "repeals2"), use(query.limit, "most"),
       into(row.id.value), into(row.form.document_number), into(row.form.department.value),
       into(row.form.subject), into(urgency), into(row.form.text), into(from.value, from.indicator),
       into(to.value, to.indicator), into(row.form.contact), into(state), into(row.raised_by.value),
       into(row.received_at.us), into(row.version), into(editor.value, editor.indicator),
       into(due.value, due.indicator), into(row.form.issued_on), into(deadline.value, deadline.indicator),
       into(repeals), into(redacted));
  rows.execute();
  while (rows.fetch()) {
    row.redacted = redacted != 0;
    row.form.urgency = urgency_from_name(urgency).value_or(Urgency::kNormal);
    row.form.requested = {from.instant().value_or(Instant::always()), to.instant()};
    row.state = notice_state_from_name(state).value_or(NoticeState::kReceived);
    row.editor = editor.id<PersonId>();
    row.due = due.instant();
    row.form.deadline = deadline.instant();
    row.form.repeals = nlohmann::json::parse(repeals).get<std::vector<std::string>>();
    notices.push_back(row);
  }
  return notices;
}

std::vector<Original> SqlNotices::originals_of(NoticeId notice) const {
  Original row;
  int picture = 0;
  std::vector<Original> originals;
  soci::statement rows =
      (session_.soci.prepare
           << "SELECT o.sha256, n.file_name, o.media_type, o.size, n.received_at, n.received_by, "
              "o.text_status, n.picture "
              "FROM notice_originals n JOIN originals o ON o.sha256 = n.sha256 WHERE n.notice = :notice "
              "ORDER BY n.id",
       use(notice.value), into(row.sha256), into(row.file_name), into(row.media_type), into(row.size),
       into(row.received_at.us), into(row.received_by.value), into(row.text_status), into(picture));
  rows.execute();
  while (rows.fetch()) {
    row.picture = picture != 0;
    originals.push_back(row);
  }
  return originals;
}

std::vector<Review> SqlNotices::reviews_of(NoticeId notice) const {
  Review row;
  MaybeNumber editor, due, absent;
  std::vector<Review> reviews;
  soci::statement rows = (session_.soci.prepare << "SELECT by, at, decision, instruction, editor, due, "
                                                   "on_behalf_of FROM reviews WHERE notice = :notice "
                                                   "ORDER BY id",
                          use(notice.value), into(row.by.value), into(row.at.us), into(row.decision),
                          into(row.instruction), into(editor.value, editor.indicator),
                          into(due.value, due.indicator), into(absent.value, absent.indicator));
  rows.execute();
  while (rows.fetch()) {
    row.on_behalf_of = absent.id<PersonId>();
    row.editor = editor.id<PersonId>();
    row.due = due.instant();
    reviews.push_back(row);
  }
  return reviews;
}

Result<std::optional<Notice>> SqlNotices::find(NoticeId id) const {
  return guarded(session_, [&]() -> Result<std::optional<Notice>> {
    Query query;
    query.id = id.value;
    if (!id) return std::optional<Notice>();
    auto found = read(query);
    if (found.empty()) return std::optional<Notice>();
    found.front().originals = originals_of(id);
    found.front().reviews = reviews_of(id);
    return std::optional<Notice>(std::move(found.front()));
  });
}

Result<Listing<Notice>> SqlNotices::list(const NoticeFilter& filter, const Page& page) const {
  return guarded(session_, [&]() -> Result<Listing<Notice>> {
    Query query;
    query.before = page.after.value_or(0);
    if (filter.state) query.state = notice_state_name(*filter.state);
    if (filter.department) query.department = filter.department->value;
    if (filter.editor) query.editor = filter.editor->value;
    if (!filter.text.empty()) query.pattern = like_pattern(filter.text);
    if (!filter.repeals.empty()) query.repeals = like_pattern(filter.repeals);
    query.limit = static_cast<std::int64_t>(page.limit) + 1;
    Listing<Notice> listing{read(query), std::nullopt};
    if (listing.items.size() > page.limit) {
      listing.items.pop_back();
      listing.next = listing.items.back().id.value;
    }
    for (Notice& notice : listing.items) {
      notice.originals = originals_of(notice.id);
      notice.reviews = reviews_of(notice.id);
    }
    return listing;
  });
}

Result<std::optional<Original>> SqlNotices::original(const std::string& sha256) const {
  return guarded(session_, [&]() -> Result<std::optional<Original>> {
    Original row;
    session_.soci << "SELECT o.sha256, n.file_name, o.media_type, o.size, n.received_at, n.received_by, "
                     "o.text_status FROM originals o JOIN notice_originals n ON n.sha256 = o.sha256 "
                     "WHERE o.sha256 = :sha256 ORDER BY n.id LIMIT 1",
        use(sha256), into(row.sha256), into(row.file_name), into(row.media_type), into(row.size),
        into(row.received_at.us), into(row.received_by.value), into(row.text_status);
    if (!session_.soci.got_data()) return std::optional<Original>();
    return std::optional<Original>(std::move(row));
  });
}

Result<std::optional<std::string>> SqlNotices::original_text(const std::string& sha256) const {
  return guarded(session_, [&]() -> Result<std::optional<std::string>> {
    std::string text;
    session_.soci << "SELECT body FROM originals WHERE sha256 = :sha256", use(sha256), into(text);
    if (!session_.soci.got_data()) return std::optional<std::string>();
    return std::optional<std::string>(std::move(text));
  });
}

Result<std::vector<NoticeId>> SqlNotices::notices_with(const std::string& sha256) const {
  return guarded(session_,
                 [&]() -> Result<std::vector<NoticeId>> {
                   std::int64_t id = 0;
                   std::vector<NoticeId> notices;
                   soci::statement rows =
                       (session_.soci.prepare
                            << "SELECT notice FROM notice_originals WHERE sha256 = :sha256 ORDER BY notice",
                        use(sha256), into(id));
                   rows.execute();
                   while (rows.fetch()) notices.push_back(NoticeId{id});
                   return notices;
                 });
}

Result<std::vector<std::string>> SqlNotices::original_digests() const {
  return guarded(session_, [&]() -> Result<std::vector<std::string>> {
    std::string digest;
    std::vector<std::string> digests;
    soci::statement rows =
        (session_.soci.prepare << "SELECT sha256 FROM originals WHERE sha256 NOT IN (SELECT subject FROM "
                                  "redactions WHERE kind = 'original') ORDER BY sha256",
         into(digest));
    rows.execute();
    while (rows.fetch()) digests.push_back(digest);
    return digests;
  });
}

Result<std::vector<FormVersion>> SqlNotices::forms(NoticeId id) const {
  return guarded(session_, [&]() -> Result<std::vector<FormVersion>> {
    FormVersion row;
    std::vector<FormVersion> found;
    soci::statement rows =
        (session_.soci.prepare << "SELECT version, form, digest, by, at FROM notice_versions "
                                  "WHERE notice = :notice ORDER BY version",
         use(id.value), into(row.version), into(row.text), into(row.digest), into(row.by.value),
         into(row.at.us));
    rows.execute();
    while (rows.fetch()) {
      if (row.digest.empty()) row.digest = sha256_hex(row.text);
      found.push_back(row);
    }
    return found;
  });
}

Result<NoticeId> SqlNotices::add(const Notice& notice) {
  return guarded(session_, [&]() -> Result<NoticeId> {
    std::int64_t id = 0;
    const std::string urgency(urgency_name(notice.form.urgency)), state(notice_state_name(notice.state));
    const Validity& requested = notice.form.requested;
    MaybeNumber from(requested.from == Instant::always() ? std::nullopt : std::optional(requested.from)),
        to(requested.to), editor(notice.editor), due(notice.due), deadline(notice.form.deadline);
    const std::string repeals = nlohmann::json(notice.form.repeals).dump();
    session_.soci
        << "INSERT INTO notices (document_number, department, subject, urgency, body, effective_from, "
           "effective_to, contact, state, raised_by, received_at, version, editor, due, issued_on, deadline, "
           "repeals) VALUES "
           "(:number, :department, :subject, :urgency, :body, :from, :to, :contact, :state, :raised_by, "
           ":received_at, :version, :editor, :due, :issued_on, :deadline, :repeals) RETURNING id",
        use(notice.form.document_number), use(notice.form.department.value), use(notice.form.subject),
        use(urgency), use(notice.form.text), use(from.value, from.indicator), use(to.value, to.indicator),
        use(notice.form.contact), use(state), use(notice.raised_by.value), use(notice.received_at.us),
        use(notice.version), use(editor.value, editor.indicator), use(due.value, due.indicator),
        use(notice.form.issued_on), use(deadline.value, deadline.indicator), use(repeals), into(id);
    Notice added = notice;
    added.id = NoticeId{id};
    add_form(added, notice.raised_by, notice.received_at);
    return added.id;
  });
}

void SqlNotices::add_form(const Notice& notice, PersonId by, Instant at) {
  if (notice.redacted) {
    session_.soci << "INSERT INTO notice_versions (notice, version, by, at, form, digest) "
                     "SELECT :notice, :version, :by, :at, '', digest FROM notice_versions "
                     "WHERE notice = :same ORDER BY version DESC LIMIT 1",
        use(notice.id.value, "notice"), use(notice.version, "version"), use(by.value, "by"), use(at.us, "at"),
        use(notice.id.value, "same");
    return;
  }
  const std::string form = canonical(notice.form);
  session_.soci << "INSERT INTO notice_versions (notice, version, by, at, form) VALUES (:notice, :version, "
                   ":by, :at, :form)",
      use(notice.id.value), use(notice.version), use(by.value), use(at.us), use(form);
}

Status SqlNotices::save(const Notice& notice, PersonId by, Instant at) {
  return guarded(session_, [&]() -> Status {
    const std::string urgency(urgency_name(notice.form.urgency)), state(notice_state_name(notice.state));
    const Validity& requested = notice.form.requested;
    MaybeNumber from(requested.from == Instant::always() ? std::nullopt : std::optional(requested.from)),
        to(requested.to), editor(notice.editor), due(notice.due), deadline(notice.form.deadline);
    const std::string repeals = nlohmann::json(notice.form.repeals).dump();
    session_.soci
        << "UPDATE notices SET document_number = :number, department = :department, subject = :subject, "
           "urgency = :urgency, body = :body, effective_from = :from, effective_to = :to, contact = "
           ":contact, "
           "state = :state, version = :version, editor = :editor, due = :due, issued_on = :issued_on, "
           "deadline = :deadline, repeals = :repeals WHERE id = :id",
        use(notice.form.document_number), use(notice.form.department.value), use(notice.form.subject),
        use(urgency), use(notice.form.text), use(from.value, from.indicator), use(to.value, to.indicator),
        use(notice.form.contact), use(state), use(notice.version), use(editor.value, editor.indicator),
        use(due.value, due.indicator), use(notice.form.issued_on), use(deadline.value, deadline.indicator),
        use(repeals), use(notice.id.value);
    add_form(notice, by, at);
    return {};
  });
}

Status SqlNotices::add_original(NoticeId notice, const Original& original) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO originals (sha256, media_type, size, body, text_status) "
                     "SELECT :sha256, :type, :size, :body, :status WHERE NOT EXISTS (SELECT 1 FROM originals "
                     "WHERE sha256 = :known)",
        use(original.sha256, "sha256"), use(original.media_type, "type"), use(original.size, "size"),
        use(original.text, "body"), use(original.text_status, "status"), use(original.sha256, "known");
    const int picture = original.picture ? 1 : 0;
    session_.soci << "INSERT INTO notice_originals (notice, sha256, file_name, received_at, received_by, "
                     "picture) VALUES (:notice, :sha256, :name, :at, :by, :picture)",
        use(notice.value), use(original.sha256), use(original.file_name), use(original.received_at.us),
        use(original.received_by.value), use(picture);
    return {};
  });
}

Status SqlNotices::redact_original(const std::string& sha256) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "UPDATE originals SET body = '', text_status = 'redacted' WHERE sha256 = :sha256",
        use(sha256);
    return {};
  });
}

Status SqlNotices::redact_forms(NoticeId id) {
  KJ_TRY(const auto all, forms(id));
  return guarded(session_, [&]() -> Status {
    for (const FormVersion& one : all)
      session_.soci << "UPDATE notice_versions SET form = '', digest = :digest "
                       "WHERE notice = :notice AND version = :version",
          use(one.digest), use(id.value), use(one.version);
    const std::string title = kRedactedTitle;
    session_.soci << "UPDATE notices SET subject = :subject, body = '', contact = '' WHERE id = :id",
        use(title), use(id.value);
    return {};
  });
}

Status SqlNotices::add_review(NoticeId notice, const Review& review) {
  return guarded(session_, [&]() -> Status {
    MaybeNumber editor(review.editor), due(review.due), absent(review.on_behalf_of);
    session_.soci << "INSERT INTO reviews (notice, by, at, decision, instruction, editor, due, on_behalf_of) "
                     "VALUES (:notice, :by, :at, :decision, :instruction, :editor, :due, :absent)",
        use(notice.value), use(review.by.value), use(review.at.us), use(review.decision),
        use(review.instruction), use(editor.value, editor.indicator), use(due.value, due.indicator),
        use(absent.value, absent.indicator);
    return {};
  });
}

}  // namespace koujing::sql
