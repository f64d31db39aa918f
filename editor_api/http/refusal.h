// A request that the server itself turns away, before or instead of the handler.
//
// After a refusal the connection is always closed: what the client sends next cannot be trusted to begin a
// request. Texts never repeat the client's bytes. Values only; safe on any thread.
#pragma once

#include <string>

#include "content/model/result.h"
#include "editor_api/http/http_server.h"

namespace koujing::http {

struct Refusal {
  int status = 400;
  Message message;
  int retry_after_seconds = 0;  // 0: no Retry-After header
};

// The answer of a refusal: Options::refusal when set, else a problem document in both languages. Does not
// throw: if Options::refusal does, the problem document is sent.
Response refusal_response(const Refusal& refusal, const Request& asked, const Options& options);

}  // namespace koujing::http
