#include "editor_api/sign_in/credentials.h"

#include <algorithm>

#include "content/crypto/digest.h"
#include "content/crypto/secret.h"
#include "content/journal/append.h"

namespace koujing::door {
namespace {

Error bad_credential() {
  return {ErrorKind::kUnauthenticated,
          "bad_credential",
          {"登录已失效，请重新登录；您填写的内容没有丢失",
           "your sign-in has ended; sign in again, nothing that you typed is lost"}};
}

Result<std::optional<Credential>> by_token(const std::string& secret, const Reading& reading) {
  KJ_TRY(const auto token, reading.people().token(sha256_hex(secret)));
  if (!token || token->revoked_at) return bad_credential();
  KJ_TRY(const auto person, reading.people().find(token->person));
  if (!person || person->disabled) return bad_credential();
  return std::optional<Credential>(Credential{*person, "", "", std::nullopt, false});
}

}  // namespace

Result<LinkScope> scope_of(const Reading& reading, const ConfirmLink& link) {
  LinkScope scope{link.id, link.change, {}, link.question, {}};
  if (link.change) {
    KJ_TRY(const auto change, reading.changes().find(*link.change));
    if (!change) return bad_credential();
    scope.notice = change->notice;
  }
  if (link.question) {
    KJ_TRY(const auto question, reading.questions().find(*link.question));
    if (!question) return bad_credential();
    scope.entry = question->form.entry;
  }
  return scope;
}

namespace {

// Somebody who came by a link sees what the link opens, and nothing once it is over.
Status narrow_to_link(Person& person, const Reading& reading, Instant now) {
  if (!person.login.starts_with(kLinkLogin)) return {};
  KJ_TRY(const auto link, reading.people().confirm_link_of(person.id));
  if (!link || now >= link->expires_at) return bad_credential();
  KJ_TRY(person.only, scope_of(reading, *link));
  return {};
}

}  // namespace

Result<std::optional<Credential>> credential_of(const http::Request& request, const Reading& reading,
                                                Instant now) {
  const std::string authorization = request.header("authorization");
  constexpr std::string_view kBearer = "bearer ";  // the scheme's case does not matter (RFC 9110)
  std::string scheme = authorization.substr(0, kBearer.size());
  for (char& c : scheme)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (scheme == kBearer) return by_token(authorization.substr(kBearer.size()), reading);
  const auto cookie = request.cookie(kSessionCookie);
  if (!cookie || cookie->empty()) return std::optional<Credential>();
  KJ_TRY(const auto session, reading.people().session(sha256_hex(*cookie)));
  if (!session || now >= session->expires_at || now >= session->seen_at.plus_seconds(kSessionIdleSeconds))
    return bad_credential();
  KJ_TRY(const auto person, reading.people().find(session->person));
  if (!person || person->disabled) return bad_credential();
  Person who = *person;
  KJ_DO(narrow_to_link(who, reading, now));
  return std::optional<Credential>(Credential{std::move(who), session->token_hash, session->csrf_token,
                                              session->expires_at,
                                              now >= session->seen_at.plus_seconds(kTouchSeconds)});
}

Result<NewSession> sign_in(Store& store, const std::string& login, const std::string& password, Instant now) {
  std::optional<Person> person;
  // A hash of no password, so that an unknown name takes as long as a known one.
  static const std::string decoy = [] {
    auto hash = hash_password("no such person");
    return hash ? *hash : std::string();
  }();
  std::string hash = decoy;
  {
    KJ_TRY(const auto reading, store.read());
    KJ_TRY(person, reading->people().by_login(login));
    if (person) {
      KJ_TRY(hash, reading->people().password_hash(person->id));
      if (hash.empty()) hash = decoy;
    }
  }
  KJ_TRY(const bool matches, password_matches(password, hash));
  if (!person || !matches || person->disabled)
    return Error{ErrorKind::kUnauthenticated,
                 "bad_password",
                 {"登录名或密码不正确", "the name or the password is wrong"}};
  NewSession session;
  session.secret = random_token();
  session.row = {sha256_hex(session.secret),       person->id, random_token(), now, now,
                 now.plus_seconds(kSessionSeconds)};
  KJ_TRY(const auto writing, store.write());
  KJ_DO(writing->people().remove_sessions_expired_by(now));
  KJ_DO(writing->people().add_session(session.row));
  KJ_DO(append(*writing, &*person,
               {"sign_in", {"person", std::to_string(person->id.value)}, "", "", "{}", {}}));
  KJ_DO(writing->commit());
  return session;
}

Result<NewSession> enter_by_link(Store& store, const std::string& secret, Instant now) {
  const Error refused{ErrorKind::kUnauthenticated,
                      "bad_link",
                      {"链接无效、已用过或已过期，请向呼叫中心索取新的链接",
                       "the link is wrong, used or over; ask the centre for a new one"}};
  KJ_TRY(const auto writing, store.write());
  KJ_TRY(const auto link, writing->people().confirm_link(sha256_hex(secret)));
  if (!link || link->used_at || now >= link->expires_at) return refused;
  KJ_TRY(const auto person, writing->people().find(link->person));
  if (!person || person->disabled) return refused;
  NewSession session;
  session.secret = random_token();
  session.row = {sha256_hex(session.secret),
                 person->id,
                 random_token(),
                 now,
                 now,
                 std::min(now.plus_seconds(kSessionSeconds), link->expires_at)};
  KJ_DO(writing->people().add_session(session.row));
  KJ_DO(append(*writing, &*person,
               {"enter_by_link",
                {"person", std::to_string(person->id.value)},
                "",
                "",
                "{}",
                {link->change ? JournalRef{"change", std::to_string(link->change->value)}
                              : JournalRef{"question", std::to_string(link->question->value)}}}));
  KJ_DO(writing->commit());
  return session;
}

}  // namespace koujing::door
