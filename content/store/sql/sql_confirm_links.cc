// The links of PeopleTable by which somebody without an account confirms or answers.
#include "content/store/sql/sql_people.h"

namespace koujing::sql {

using soci::into;
using soci::use;

std::optional<ConfirmLink> SqlPeople::link_where(const std::string& token_hash, std::int64_t person) const {
  ConfirmLink link;
  MaybeNumber change, question, used;
  session_.soci << "SELECT id, token_hash, change, question, person, issued_by, issued_at, expires_at, "
                   "used_at FROM links WHERE token_hash = :hash OR person = :person",
      use(token_hash, "hash"), use(person, "person"), into(link.id), into(link.token_hash),
      into(change.value, change.indicator), into(question.value, question.indicator), into(link.person.value),
      into(link.issued_by.value), into(link.issued_at.us), into(link.expires_at.us),
      into(used.value, used.indicator);
  if (!session_.soci.got_data()) return std::nullopt;
  link.change = change.id<ChangeId>();
  link.question = question.id<QuestionId>();
  link.used_at = used.instant();
  return link;
}

Result<std::optional<ConfirmLink>> SqlPeople::confirm_link(const std::string& token_hash) const {
  return guarded(session_, [&]() -> Result<std::optional<ConfirmLink>> { return link_where(token_hash, 0); });
}

Result<std::optional<ConfirmLink>> SqlPeople::confirm_link_of(PersonId person) const {
  return guarded(session_,
                 [&]() -> Result<std::optional<ConfirmLink>> { return link_where("", person.value); });
}

Result<std::int64_t> SqlPeople::add_confirm_link(const ConfirmLink& link) {
  return guarded(session_, [&]() -> Result<std::int64_t> {
    std::int64_t id = 0;
    MaybeNumber change(link.change), question(link.question);
    session_.soci
        << "INSERT INTO links (token_hash, change, question, person, issued_by, issued_at, expires_at) "
           "VALUES (:hash, :change, :question, :person, :issued_by, :issued_at, :expires_at) RETURNING id",
        use(link.token_hash), use(change.value, change.indicator), use(question.value, question.indicator),
        use(link.person.value), use(link.issued_by.value), use(link.issued_at.us), use(link.expires_at.us),
        into(id);
    return id;
  });
}

Status SqlPeople::use_confirm_link(std::int64_t id, Instant at) {
  return guarded(session_, [&]() -> Status {
    std::int64_t changed = 0;
    session_.soci << "UPDATE links SET used_at = :at WHERE id = :id AND used_at IS NULL RETURNING id",
        use(at.us), use(id), into(changed);
    if (session_.soci.got_data()) return {};
    return Error{
        ErrorKind::kConflict,
        "link_used",
        {"这个链接已经用过，请向呼叫中心索取新的链接", "this link was used; ask the centre for a new one"}};
  });
}

}  // namespace koujing::sql
