// From a request to the person behind it: session cookie or bearer token.
#pragma once

#include <optional>
#include <string>

#include "content/store/store.h"
#include "editor_api/http/http_server.h"

namespace koujing::door {

inline constexpr const char* kSessionCookie = "koujing_session";
inline constexpr std::int64_t kSessionIdleSeconds = 3600;   // an agent between two calls stays signed in
inline constexpr std::int64_t kSessionSeconds = 12 * 3600;  // one long shift
inline constexpr std::int64_t kTouchSeconds = 60;           // last use is noted at most once a minute

struct Credential {
  Person person;
  std::string session_hash;  // "" for a bearer token
  std::string csrf_token;
  std::optional<Instant> expires_at;
  bool touch = false;  // the session's last use should be noted
};

// What the link opens; kUnauthenticated "bad_credential" when that is gone.
Result<LinkScope> scope_of(const Reading& reading, const ConfirmLink& link);

// Absent when the request carries none. kUnauthenticated "bad_credential" for one that is unknown, expired or
// revoked, or whose person was disabled.
Result<std::optional<Credential>> credential_of(const http::Request& request, const Reading& reading,
                                                Instant now);

struct NewSession {
  SessionRow row;
  std::string secret;  // for the cookie
};
// Checks name and password in constant order (an unknown name costs the same hashing). kUnauthenticated
// "bad_password".
Result<NewSession> sign_in(Store& store, const std::string& login, const std::string& password, Instant now);

// A session for whoever holds a confirmation link (content/flow/confirm_links.h), until the link is over. It
// can be entered again until it was used. kUnauthenticated "bad_link".
Result<NewSession> enter_by_link(Store& store, const std::string& secret, Instant now);

}  // namespace koujing::door
