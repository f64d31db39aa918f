// The head of a request: request line, header fields, blank line.
//
// Read more strictly than RFC 9112 demands, because every tolerance here is a way to make two programs see
// two different requests in the same bytes (request smuggling). Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "editor_api/http/http_server.h"
#include "editor_api/http/refusal.h"

namespace koujing::http {

// Looks for the end of the head in bytes that arrive piece by piece; each byte is looked at once.
class HeadScan {
 public:
  enum class Found { kNotYet, kEnd, kRefused };

  // `bytes` are all those received since the head began. kEnd: length() bytes are the head with its blank
  // line. kRefused: refusal() says why: 414 first line too long, 431 head too long, 400 a line that does not
  // end in CR LF, or more than two empty lines before the request line.
  Found look(std::string_view bytes, const Options& options);
  std::size_t length() const { return at_; }
  const Refusal& refusal() const { return refusal_; }

 private:
  Found refuse(Refusal refusal);

  std::size_t at_ = 0;           // bytes looked at
  std::size_t line_begin_ = 0;   // of the line being looked at
  std::size_t empty_lines_ = 0;  // before the request line; browsers of old sent one after a body
  bool in_request_line_ = true;
  Refusal refusal_;
};

// How the message is framed and what happens after it.
struct Framing {
  std::size_t content_length = 0;  // bytes of body that follow the head
  bool keep_alive = true;
  bool http_1_0 = false;
  bool expects_continue = false;
};

// Reads a whole head (with its blank line) into method, path, query and headers of the request, and into the
// framing. Refused: 400 bad syntax, NUL, invalid UTF-8, no or two Hosts, two or bad Content-Length,
// Transfer-Encoding beside Content-Length; 411 chunked; 415 Content-Encoding; 416 more than 16 ranges;
// 417 an unknown Expect; 431 more than 128 fields; 501 an unknown method or Transfer-Encoding;
// 505 not HTTP/1.0 or 1.1.
// On refusal `request.method` is set if it could be read.
std::optional<Refusal> read_head(std::string_view head, Request& request, Framing& framing);

}  // namespace koujing::http
