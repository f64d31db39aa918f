// The request target: its path and its query, decoded and checked.
#pragma once

#include <optional>
#include <string_view>

#include "editor_api/http/http_server.h"
#include "editor_api/http/refusal.h"

namespace koujing::http {

// Fills `path` and `query` of the request from the target as it came on the wire: "/a%20b?q=1", or the
// absolute form "http://host/a%20b?q=1" that RFC 9112 section 3.2.2 asks every server to take.
// A parameter is split at its first '=', so "q=a=b" is q -> "a=b"; '+' is a space in the query alone; empty
// parameters are left out. Refused with 400: broken percent encoding, bytes that are not UTF-8, NUL
// anywhere, control characters in the path, a "." or ".." segment (also when it was percent-encoded), '#'.
std::optional<Refusal> decode_target(std::string_view target, Request& request);

}  // namespace koujing::http
