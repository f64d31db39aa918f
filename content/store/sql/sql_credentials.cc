// The part of PeopleTable that keeps sessions and API tokens.
#include "content/store/sql/sql_people.h"

namespace koujing::sql {

using soci::into;
using soci::use;

Result<std::optional<SessionRow>> SqlPeople::session(const std::string& token_hash) const {
  return guarded(session_, [&]() -> Result<std::optional<SessionRow>> {
    SessionRow row;
    session_.soci << "SELECT token_hash, person, csrf_token, created_at, seen_at, expires_at FROM sessions "
                     "WHERE token_hash = :hash",
        use(token_hash), into(row.token_hash), into(row.person.value), into(row.csrf_token),
        into(row.created_at.us), into(row.seen_at.us), into(row.expires_at.us);
    if (!session_.soci.got_data()) return std::optional<SessionRow>();
    return std::optional<SessionRow>(std::move(row));
  });
}

Status SqlPeople::add_session(const SessionRow& row) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "INSERT INTO sessions (token_hash, person, csrf_token, created_at, seen_at, expires_at) "
                     "VALUES (:hash, :person, :csrf, :created, :seen, :expires)",
        use(row.token_hash), use(row.person.value), use(row.csrf_token), use(row.created_at.us),
        use(row.seen_at.us), use(row.expires_at.us);
    return {};
  });
}

Status SqlPeople::touch_session(const std::string& token_hash, Instant seen_at) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "UPDATE sessions SET seen_at = :seen WHERE token_hash = :hash", use(seen_at.us),
        use(token_hash);
    return {};
  });
}

Status SqlPeople::remove_session(const std::string& token_hash) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "DELETE FROM sessions WHERE token_hash = :hash", use(token_hash);
    return {};
  });
}

Status SqlPeople::remove_sessions_of(PersonId person) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "DELETE FROM sessions WHERE person = :person", use(person.value);
    return {};
  });
}

Status SqlPeople::remove_sessions_expired_by(Instant at) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "DELETE FROM sessions WHERE expires_at <= :at", use(at.us);
    return {};
  });
}

// All tokens when `token_hash` is empty.
std::vector<TokenRow> SqlPeople::tokens_where(const std::string& token_hash) const {
  TokenRow row;
  MaybeNumber revoked;
  std::vector<TokenRow> tokens;
  soci::statement rows =
      (session_.soci.prepare << "SELECT id, token_hash, person, label, created_at, revoked_at FROM tokens "
                                "WHERE :none = '' OR token_hash = :hash ORDER BY id",
       use(token_hash, "none"), use(token_hash, "hash"), into(row.id), into(row.token_hash),
       into(row.person.value), into(row.label), into(row.created_at.us),
       into(revoked.value, revoked.indicator));
  rows.execute();
  while (rows.fetch()) {
    row.revoked_at = revoked.instant();
    tokens.push_back(row);
  }
  return tokens;
}

Result<std::optional<TokenRow>> SqlPeople::token(const std::string& token_hash) const {
  return guarded(session_, [&]() -> Result<std::optional<TokenRow>> {
    if (token_hash.empty()) return std::optional<TokenRow>();
    auto tokens = tokens_where(token_hash);
    if (tokens.empty()) return std::optional<TokenRow>();
    return std::optional<TokenRow>(std::move(tokens.front()));
  });
}

Result<std::vector<TokenRow>> SqlPeople::tokens() const {
  return guarded(session_, [&]() -> Result<std::vector<TokenRow>> { return tokens_where(""); });
}

Result<std::int64_t> SqlPeople::add_token(const TokenRow& row) {
  return guarded(session_, [&]() -> Result<std::int64_t> {
    std::int64_t id = 0;
    session_.soci
        << "INSERT INTO tokens (token_hash, person, label, created_at) VALUES (:hash, :person, :label, :at) "
           "RETURNING id",
        use(row.token_hash), use(row.person.value), use(row.label), use(row.created_at.us), into(id);
    return id;
  });
}

Status SqlPeople::revoke_token(std::int64_t id, Instant at) {
  return guarded(session_, [&]() -> Status {
    session_.soci << "UPDATE tokens SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL", use(at.us),
        use(id);
    return {};
  });
}

}  // namespace koujing::sql
