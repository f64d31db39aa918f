// One request through cpp-httplib: the library runs the handler behind its exception barrier and writes the
// status line and header fields.
//
// cpp-httplib sees a request line made here, never the client's bytes: its own reading of heads and bodies
// (no limits, percent-decoded header values, ranges, inflation, REMOTE_ADDR ...) has nothing to work on.
#pragma once

#include <functional>
#include <string>

#include "editor_api/http/http_server.h"

namespace koujing::http {

struct Answer {
  std::string head;  // status line and fields with the blank line
  std::string body;  // what follows on the wire; empty for HEAD, 204 and 304
  bool close = false;
};

struct Manner {  // how the connection stands
  bool close = false;
  bool http_1_0 = false;
};

// Fields that the handler sets are passed on (Content-Encoding, ETag, several Set-Cookie) except those whose
// name is no token or whose value holds CR, LF or NUL, and except the ones that belong to the connection:
// Connection, Keep-Alive, Content-Length, Transfer-Encoding, Date, Trailer, Upgrade. When `handler` throws,
// `after_exception` makes the answer and the connection closes. Any thread; throws std::bad_alloc alone.
Answer exchange(const Request& request, const Handler& handler,
                const std::function<Response()>& after_exception, const Manner& manner);

}  // namespace koujing::http
