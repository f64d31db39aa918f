// One route of the API: what it answers to, who may use it, what it does. One resource a file beside this
// one.
//
// A route reads its form, asks the policy about the thing itself, calls a verb of the flow or a reading, and
// gives the result to a presenter. It holds no SQL and no Xapian.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "content/flow/flow.h"
#include "editor_api/compose.h"
#include "editor_api/http/http_server.h"
#include "editor_api/policies/policy.h"

namespace koujing::door {

using nlohmann::json;

enum class Language { kChinese, kEnglish };

// kUnavailable: no Place among Site::exporters came free in time.
Error export_busy();

struct Reply {
  int status = 200;
  json body;  // null with `bytes` set, or with 204
  std::optional<std::string> bytes = std::nullopt;
  std::string media_type = "application/json; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string location = {};  // of what was made: kept for the Idempotency-Key
};

// One request in the hands of a route.
struct Call {
  const http::Request& request;
  Site& site;
  Person person;             // who asks; empty on a public route
  std::string session_hash;  // "" for a bearer token
  std::string csrf_token;    // of the session
  std::optional<Instant> session_expires_at;
  Language language = Language::kChinese;
  std::vector<std::string> parts = {};  // what stood for {n}, {c} … in order
  std::function<Status(Writing&, const Subject&)> before_commit = {};

  Flow flow() const {
    return {*site.store, site.files, before_commit,
            [this](std::string_view bytes, std::string_view name) { return site.extract(bytes, name); }};
  }
  Result<std::int64_t> number(std::size_t part) const;  // kNotFound when it is not one
  Result<json> form() const;                            // the body as a JSON object; kMalformed otherwise
  Result<std::size_t> limit(std::size_t standard) const;
  Result<Page> page() const;  // limit and cursor of the query
  Result<std::optional<std::int64_t>> query_number(const std::string& name) const;
  Result<std::optional<Instant>> query_time(const std::string& name) const;
};

using Handle = std::function<Result<Reply>(Call&)>;

struct Route {
  std::string method;
  std::string pattern;  // below /api/v1, such as /notices/{n}/review
  Permission permission;
  Handle handle;
  bool makes_something = false;  // takes an Idempotency-Key
};

std::vector<Route> session_routes();
std::vector<Route> people_routes();
std::vector<Route> notice_routes();
std::vector<Route> document_routes();
std::vector<Route> change_routes();
std::vector<Route> check_routes();
std::vector<Route> entry_routes();
std::vector<Route> export_routes();
std::vector<Route> import_routes();
std::vector<Route> care_routes();
std::vector<Route> block_routes();
std::vector<Route> template_routes();
std::vector<Route> stage_routes();
std::vector<Route> catalogue_routes();
std::vector<Route> search_routes();
std::vector<Route> synonym_routes();
std::vector<Route> dictionary_routes();
std::vector<Route> learning_routes();
std::vector<Route> bulletin_routes();
std::vector<Route> question_routes();
std::vector<Route> desk_routes();
std::vector<Route> skill_group_routes();
std::vector<Route> exposure_routes();
std::vector<Route> offline_routes();
std::vector<Route> search_rule_routes();
std::vector<Route> golden_query_routes();
std::vector<Route> record_routes();
std::vector<Route> transparency_routes();
std::vector<Route> trace_routes();
std::vector<Route> report_routes();
std::vector<Route> retention_routes();

std::vector<Route> all_routes();

// "3.submitted" of a quoted If-Match; absent without the header or for '*'. kMalformed for anything else.
struct Expected {
  std::optional<std::int64_t> version;
  std::string state;  // "" when the tag has none
};
Result<Expected> if_match(const Call& call, bool required);
std::string etag(std::int64_t version, std::string_view state = {});

}  // namespace koujing::door
