// Errors as RFC 9457 problem documents, in the caller's language.
#pragma once

#include <nlohmann/json.hpp>

#include "content/model/result.h"
#include "editor_api/http/http_server.h"
#include "editor_api/routes/route.h"

namespace koujing::door {

int status_of(const Error& error);
json problem(const Error& error, Language language);
json problem(int status, const std::string& code, const Message& detail, Language language);
// zh-CN unless the header prefers English.
Language language_of(const http::Request& request);

}  // namespace koujing::door
