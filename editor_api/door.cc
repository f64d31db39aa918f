#include "editor_api/door.h"

#include <algorithm>

#include "content/crypto/digest.h"
#include "content/flow/delegates.h"
#include "editor_api/late_writes.h"
#include "editor_api/presenters/present.h"
#include "editor_api/presenters/problem.h"
#include "editor_api/sign_in/credentials.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

constexpr const char* kApi = "/api/v1";
constexpr std::int64_t kReceiptSeconds = 7 * 24 * 3600;  // stated in openapi.yaml
constexpr std::int64_t kReadyLag = 1000;                 // feed rows: about a second of indexing

std::vector<std::string> segments(const std::string& path) {
  std::vector<std::string> list;
  std::size_t begin = 1;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    list.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return list;
}

void secure(const Site& site, http::Response& response) {
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "same-origin");
  std::string ancestors = site.embed_origins.empty() ? "'none'" : "'self'";
  for (const std::string& origin : site.embed_origins) ancestors += " " + origin;
  if (site.embed_origins.empty()) response.set("X-Frame-Options", "DENY");  // it knows no list of origins
  response.set(
      "Content-Security-Policy",
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; "
      "base-uri 'none'; frame-ancestors " +
          ancestors + "; form-action 'self'");
}

void send_problem(const Error& error, Language language, const json& current, http::Response& response) {
  json body = problem(error, language);
  if (!current.is_null()) body["current"] = current;
  if (error.kind == ErrorKind::kThrottled || error.kind == ErrorKind::kUnavailable) {
    std::int64_t wait = 2;
    if (error.log_detail.starts_with("retry_after=")) wait = std::stoll(error.log_detail.substr(12));
    body["retry_after"] = wait;
    response.set("Retry-After", std::to_string(wait));
  }
  if (error.kind == ErrorKind::kUnauthenticated) response.set("WWW-Authenticate", "Bearer realm=\"koujing\"");
  response.status = status_of(error);
  response.content_type = "application/problem+json; charset=utf-8";
  response.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
  response.set("Content-Language", language == Language::kChinese ? "zh-CN" : "en");
}

bool changes_something(const std::string& method) { return method != "GET" && method != "HEAD"; }

// Where the things of a kind are found.
std::string folder_of(const std::string& kind) {
  if (kind == "use") return "journal";
  if (kind == "search_rule") return "search-rules";
  if (kind == "golden_query") return "golden-queries";
  return kind + "s";
}

std::string fingerprint_of(const http::Request& request) {
  Sha256 sum;
  sum.add(request.method + " " + request.path + "\n");
  for (const auto& [name, value] : request.query) {
    sum.add(name);
    sum.add("=");
    sum.add(value);
    sum.add("\n");
  }
  sum.add(request.body);
  for (const http::Upload& upload : request.uploads)
    sum.add(upload.field + "\n" + upload.file_name + "\n" + sha256_hex(upload.content) + "\n");
  return sum.finish();
}

}  // namespace

Door::Door(Site& site, Assets assets, Report report)
    : site_(site), assets_(std::move(assets)), report_(std::move(report)), routes_(all_routes()) {}

bool Door::is_upload(const std::string& method, const std::string& path) {
  if (method != "POST") return false;
  const std::string api = kApi;
  return path == api + "/documents/read" || path == api + "/imports" ||
         (path.starts_with(api + "/notices/") && path.ends_with("/originals"));
}

void Door::refuse(int status, const Message& detail, const http::Request& asked, http::Response& response) {
  response.content_type = "application/problem+json; charset=utf-8";
  response.body = problem(status, "http_" + std::to_string(status), detail, language_of(asked)).dump();
}

Door::Match Door::match(const std::string& method, const std::string& path) const {
  const auto asked = segments(path);
  // A fixed address wins over one with a number in it: /synonyms/mine is no synonym.
  const bool is_fixed =
      std::any_of(routes_.begin(), routes_.end(), [&](const Route& route) { return route.pattern == path; });
  Match found;
  for (const Route& route : routes_) {
    if (is_fixed && route.pattern != path) continue;
    const auto pattern = segments(route.pattern);
    if (pattern.size() != asked.size()) continue;
    std::vector<std::string> parts;
    bool fits = true;
    for (std::size_t i = 0; i < pattern.size() && fits; ++i) {
      if (pattern[i].starts_with("{"))
        parts.push_back(asked[i]);
      else
        fits = pattern[i] == asked[i];
    }
    if (!fits) continue;
    if (route.method == method || (method == "HEAD" && route.method == "GET"))
      return {&route, std::move(parts), ""};
    found.allowed +=
        (found.allowed.empty() ? "" : ", ") + route.method + (route.method == "GET" ? ", HEAD" : "");
  }
  return found;
}

// Whoever came by a link reads what they are to confirm, and decides once.
Status Door::admit_by_link(Call& call, const Route& route) {
  static constexpr std::string_view kReads[] = {"/session",
                                                "/questions/{q}",
                                                "/entries/{e}",
                                                "/changes/{c}",
                                                "/changes/{c}/diff",
                                                "/notices/{n}",
                                                "/notices/{n}/versions",
                                                "/notices/{n}/diff",
                                                "/notices/{n}/originals/{sha256}/text",
                                                "/departments",
                                                "/preview",
                                                "/originals/{sha256}"};
  static constexpr std::string_view kDecides[] = {"/changes/{c}/confirm", "/changes/{c}/return",
                                                  "/questions/{q}/answer", "/questions/{q}/give-back"};
  const auto is_in = [&](const auto& list) {
    return std::find(std::begin(list), std::end(list), route.pattern) != std::end(list);
  };
  if (is_in(kDecides)) {
    call.before_commit = [link = call.person.only->link](Writing& writing, const Subject&) {
      return writing.people().use_confirm_link(link, writing.recorded_at());
    };
    return {};
  }
  if (is_in(kReads)) return {};
  return Error{
      ErrorKind::kForbidden,
      "link_only",
      {"这个链接只能查看和处理它的那一份单子", "this link opens what it was issued for and nothing else"}};
}

Status Door::admit(Call& call, const Route& route) const {
  std::optional<Credential> credential;
  {
    KJ_TRY(const auto reading, site_.store->read());
    auto found = credential_of(call.request, *reading, site_.clock.now());
    if (!found && route.permission != Permission::kPublic) return found.error();
    if (found) credential = *std::move(found);
    if (credential && route.permission == Permission::kReviewNotice) {
      KJ_TRY(credential->person.stands_in_for,
             stands_in_for(*reading, credential->person.id, site_.clock.now()));
    }
  }
  if (route.permission == Permission::kPublic) return {};
  if (!credential) return Error{ErrorKind::kUnauthenticated, "not_signed_in", {"请先登录", "sign in first"}};
  call.person = credential->person;
  call.session_hash = credential->session_hash;
  call.csrf_token = credential->csrf_token;
  call.session_expires_at = credential->expires_at;
  if (credential->touch && site_.late_writes)
    site_.late_writes->touch_session(call.session_hash, site_.clock.now());
  if (changes_something(call.request.method) && !call.session_hash.empty() &&
      call.request.header("x-csrf-token") != call.csrf_token)
    return Error{ErrorKind::kForbidden,
                 "bad_csrf_token",
                 {"缺少或错误的 X-CSRF-Token，请刷新页面后重试",
                  "X-CSRF-Token is missing or wrong; reload the page and try again"}};
  if (call.person.only) KJ_DO(admit_by_link(call, route));
  return check(route.permission, call.person);
}

// A request with an Idempotency-Key: what was made the first time, or once more with the receipt in the same
// transaction.
Result<Reply> Door::run_once(Call& call, const Match& found) const {
  const std::string key = call.request.header("idempotency-key");
  if (key.empty() || !found.route->makes_something) return found.route->handle(call);
  if (key.size() > 200)
    return Error{ErrorKind::kMalformed,
                 "bad_idempotency_key",
                 {"Idempotency-Key 最多 200 个字符", "an Idempotency-Key has at most 200 characters"}};
  const std::string fingerprint = fingerprint_of(call.request);
  std::optional<Receipt> receipt;
  {
    KJ_TRY(const auto reading, site_.store->read());
    KJ_TRY(receipt, reading->record().receipt(call.person.id, key));
  }
  if (receipt) {
    if (receipt->fingerprint != fingerprint)
      return Error{ErrorKind::kConflict,
                   "idempotency_key_reused",
                   {"这个 Idempotency-Key 已用于另一个请求，请换一个",
                    "this Idempotency-Key was used for another request; choose a new one"}};
    Reply reply;
    if (receipt->location.starts_with("/journal/")) {
      // What served a search has no address of its own: its journal record tells.
      const std::int64_t seq = std::stoll(receipt->location.substr(9));
      KJ_TRY(const auto reading, site_.store->read());
      KJ_TRY(const auto records, reading->record().journal_after(seq - 1, 1));
      if (records.empty()) return not_found("记录", "record", seq);
      const json detail = json::parse(records.front().detail, nullptr, false);
      reply.body = {{"search_id", detail.value("search", "")},
                    {"entry", std::stoll(records.front().subject.id)},
                    {"revision", detail.value("revision", 0)},
                    {"digest", records.front().new_digest},
                    {"how", detail.value("how", "")},
                    {"at", format_instant(records.front().at, site_.utc_offset_minutes)},
                    {"journal_seq", seq}};
    } else {
      const Match made = match("GET", receipt->location);
      Call again = call;
      again.parts = made.parts;
      KJ_TRY(reply, made.route->handle(again));
    }
    reply.status = receipt->status;
    reply.location = receipt->location;
    reply.headers.emplace_back("Idempotency-Replayed", "true");
    return reply;
  }
  call.before_commit = [&](Writing& writing, const Subject& subject) -> Status {
    KJ_DO(writing.record().remove_receipts_before(writing.recorded_at().plus_seconds(-kReceiptSeconds)));
    return writing.record().add_receipt({call.person.id, key, fingerprint,
                                         "/" + folder_of(subject.kind) + "/" + std::to_string(subject.id),
                                         201, writing.recorded_at()});
  };
  auto reply = found.route->handle(call);
  if (reply || reply.error().code != "already_exists") return reply;
  // The same request may have come twice at once and the other one was first.
  {
    KJ_TRY(const auto reading, site_.store->read());
    KJ_TRY(const auto other, reading->record().receipt(call.person.id, key));
    if (!other || other->fingerprint != fingerprint) return reply;
  }
  call.before_commit = {};
  return run_once(call, found);
}

Result<Reply> Door::run(Call& call, const Match& found) const {
  KJ_DO(admit(call, *found.route));
  call.parts = found.parts;
  return run_once(call, found);
}

void Door::answer_api(const http::Request& request, const std::string& path, http::Response& response) const {
  const Language language = language_of(request);
  response.set("Cache-Control", "no-store");
  response.set("Vary", "Accept-Language");
  const Match found = match(request.method, path);
  if (found.route == nullptr) {
    const Error error = !found.allowed.empty()
                            ? Error{ErrorKind::kMalformed,
                                    "method_not_allowed",
                                    {"此地址不支持这个方法", "this address does not take that method"}}
                            : Error{ErrorKind::kNotFound,
                                    "no_such_address",
                                    {"没有这个地址，接口说明见 /api/v1/openapi.yaml",
                                     "there is no such address; see /api/v1/openapi.yaml"}};
    if (!found.allowed.empty()) response.set("Allow", found.allowed);
    return send_problem(error, language, nullptr, response);
  }
  Call call{request, site_, {}, "", "", std::nullopt, language};
  auto reply = run(call, found);
  if (!reply) {
    if (reply.error().kind == ErrorKind::kInternal || reply.error().kind == ErrorKind::kUnavailable)
      report_(request, reply.error());
    json current;
    if (reply.error().kind == ErrorKind::kStale && !found.parts.empty()) {
      // The state that is there now, by the GET of the same thing.
      const auto parts = segments(path);
      const Match thing = match("GET", "/" + parts[0] + "/" + parts[1]);
      Call look = call;
      look.parts = thing.parts;
      if (thing.route != nullptr)
        if (auto now = thing.route->handle(look)) {
          current = std::move(now->body);
          for (const auto& [name, value] : now->headers) response.set(name, value);
        }
    }
    return send_problem(reply.error(), language, current, response);
  }
  response.status = reply->status;
  for (auto& [name, value] : reply->headers) response.set(name, value);
  if (reply->status == 201 && !reply->location.empty()) response.set("Location", kApi + reply->location);
  if (reply->status == 204) return;
  response.content_type = reply->media_type;
  response.body = reply->bytes ? std::move(*reply->bytes)
                               : reply->body.dump(-1, ' ', false, json::error_handler_t::replace);
}

void Door::answer_health(const http::Request& request, http::Response& response) const {
  response.content_type = "text/plain; charset=utf-8";
  response.set("Cache-Control", "no-store");
  if (request.path == "/healthz") {
    response.body = "ok\n";
    return;
  }
  std::int64_t head = -1;
  if (const auto reading = site_.store->read())
    if (const auto seq = (*reading)->record().feed_head()) head = *seq;
  const std::int64_t position = site_.follower ? site_.follower->position() : 0;
  if (request.path == "/readyz") {
    const bool ready = head >= 0 && head - position <= kReadyLag && site_.reader->documents().ok();
    response.status = ready ? 200 : 503;
    response.body = ready      ? "ready\n"
                    : head < 0 ? "store not reachable\n"
                               : "index is behind: " + std::to_string(head - position) + " rows\n";
    return;
  }
  const http::Counters now = counters ? counters() : http::Counters{};
  const auto line = [&](const char* name, const char* type, const char* help, auto value) {
    response.body += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + type + "\n" +
                     name + " " + std::to_string(value) + "\n";
  };
  line("koujing_http_connections_open", "gauge", "Connections that are open.", now.connections_open);
  line("koujing_http_connections_total", "counter", "Connections accepted since the start.",
       now.connections_total);
  line("koujing_http_requests_total", "counter", "Requests answered since the start.", now.requests_total);
  line("koujing_http_refused_total", "counter", "Requests refused by the server itself.", now.refused_total);
  line("koujing_feed_head", "gauge", "Newest row of the feed.", head);
  line("koujing_index_position", "gauge", "Last feed row that is in the index.", position);
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
}

void Door::answer(const http::Request& request, http::Response& response) const {
  secure(site_, response);
  const std::string& path = request.path;
  if (path == "/healthz" || path == "/readyz" || path == "/metrics") return answer_health(request, response);
  if (path.starts_with("/api/")) {
    const std::string api = std::string(kApi) + "/";
    return answer_api(request, path.starts_with(api) ? path.substr(api.size() - 1) : path, response);
  }
  if (request.method != "GET" && request.method != "HEAD") {
    response.set("Allow", "GET, HEAD");
    return send_problem({ErrorKind::kMalformed,
                         "method_not_allowed",
                         {"此地址不支持这个方法", "this address does not take that method"}},
                        language_of(request), nullptr, response);
  }
  if (assets_.serve(request, path, response)) return;
  // A page of the desks: the address bar is the state, one document serves all of them.
  const bool is_file = path.find('.', path.find_last_of('/')) != std::string::npos;
  if (!is_file && assets_.serve(request, "/", response)) return;
  if (assets_.empty() && path == "/") {
    response.status = 503;
    response.content_type = "text/plain; charset=utf-8";
    response.body =
        "页面尚未构建，请运行 scripts/run 或 cmake --build --preset release\nThe pages are not built: run "
        "scripts/run\n";
    return;
  }
  response.status = 404;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "没有这个页面 / no such page\n";
}

}  // namespace koujing::door
