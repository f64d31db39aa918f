// /session: signing in and out. /people and /departments: names for choosing.
#include "content/flow/delegates.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/part.h"
#include "editor_api/routes/route.h"
#include "editor_api/sign_in/credentials.h"
#include "editor_api/sign_in/throttle.h"

namespace koujing::door {
namespace {

Result<Reply> session_of(Call& call, const Person& person, const json& csrf,
                         std::optional<Instant> expires_at) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto absent, stands_in_for(*reading, person.id, call.site.clock.now()));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {
      {"person", present.person(person)},
      {"stands_in_for", present.person_ref(absent)},
      {"only_change", person.only && person.only->change ? json(person.only->change->value) : json(nullptr)},
      {"only_question",
       person.only && person.only->question ? json(person.only->question->value) : json(nullptr)},
      {"embed_origins", call.site.embed_origins},
      {"csrf_token", csrf},
      {"expires_at", present.time(expires_at)},
      {"server_time", present.time(call.site.clock.now())}};
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

// Secure as soon as the client came over TLS, which a proxy in front says. A page of another site that may
// frame the desk gets a cookie of its own (Partitioned, CHIPS), which browsers give over TLS only; what
// changes something needs the CSRF token besides.
std::string cookie_of(const Call& call, const std::string& value, std::int64_t seconds) {
  const bool tls = call.request.header("x-forwarded-proto") == "https";
  const bool framed = tls && !call.site.embed_origins.empty();
  return std::string(kSessionCookie) + "=" + value +
         "; Path=/; HttpOnly; SameSite=" + (framed ? "None; Partitioned" : "Strict") +
         "; Max-Age=" + std::to_string(seconds) + (tls ? "; Secure" : "");
}

// Who asks, for the throttle: the socket's address, or what a trusted proxy says that it got the request
// from.
std::string address_of(const Call& call) {
  const std::string forwarded = call.request.header("x-forwarded-for");
  if (call.site.trusted_proxy.empty() || call.request.remote_address != call.site.trusted_proxy ||
      forwarded.empty())
    return call.request.remote_address;
  std::string last =
      forwarded.substr(forwarded.rfind(',') == std::string::npos ? 0 : forwarded.rfind(',') + 1);
  std::erase(last, ' ');
  return last;
}

Result<Reply> begin(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string name = reader.text("name", true), password = reader.text("password", true);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  const Instant now = call.site.clock.now();
  const std::string address = address_of(call);
  const std::string login = name.substr(0, 64);
  if (const auto wait = call.site.throttle->wait_seconds(login, address, now); wait > 0)
    return Error{ErrorKind::kThrottled,
                 "too_many_tries",
                 {"登录失败次数过多，请在 " + std::to_string(wait) + " 秒后再试",
                  "too many failed tries; wait " + std::to_string(wait) + " seconds"},
                 {},
                 "retry_after=" + std::to_string(wait)};
  auto session = sign_in(*call.site.store, login, password.substr(0, 1024), now);
  if (!session) {
    if (session.error().code == "bad_password") call.site.throttle->failed(login, address, now);
    return session.error();
  }
  call.site.throttle->succeeded(login, address);
  Person person;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const auto found, reading->people().find(session->row.person));
    if (!found) return not_found("人员", "person", session->row.person.value);
    person = *found;
  }
  KJ_TRY(Reply reply, session_of(call, person, session->row.csrf_token, session->row.expires_at));
  reply.headers.emplace_back("Set-Cookie", cookie_of(call, session->secret, kSessionSeconds));
  return reply;
}

// The secret comes in the body, never in an address, which proxies write down.
Result<Reply> by_link(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string secret = reader.text("secret", true);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  const Instant now = call.site.clock.now();
  const std::string address = address_of(call);
  if (const auto wait = call.site.throttle->wait_seconds(std::string(kLinkLogin), address, now); wait > 0)
    return Error{ErrorKind::kThrottled,
                 "too_many_tries",
                 {"尝试次数过多，请在 " + std::to_string(wait) + " 秒后再试",
                  "too many tries; wait " + std::to_string(wait) + " seconds"},
                 {},
                 "retry_after=" + std::to_string(wait)};
  const auto session = enter_by_link(*call.site.store, secret.substr(0, 1024), now);
  if (!session) {
    if (session.error().code == "bad_link") call.site.throttle->failed(std::string(kLinkLogin), address, now);
    return session.error();
  }
  Person person;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const auto found, reading->people().find(session->row.person));
    if (!found) return not_found("人员", "person", session->row.person.value);
    person = *found;
    KJ_TRY(const auto link, reading->people().confirm_link_of(person.id));
    if (link) {
      KJ_TRY(person.only, scope_of(*reading, *link));
    }
  }
  KJ_TRY(Reply reply, session_of(call, person, session->row.csrf_token, session->row.expires_at));
  reply.headers.emplace_back("Set-Cookie", cookie_of(call, session->secret, kSessionSeconds));
  return reply;
}

Result<Reply> get(Call& call) {
  return session_of(call, call.person, call.csrf_token.empty() ? json(nullptr) : json(call.csrf_token),
                    call.session_expires_at);
}

Result<Reply> end(Call& call) {
  if (!call.session_hash.empty()) {
    KJ_TRY(const auto writing, call.site.store->write());
    KJ_DO(writing->people().remove_session(call.session_hash));
    KJ_DO(append(*writing, &call.person,
                 {"sign_out", {"person", id_text(call.person.id.value)}, "", "", "{}", {}}));
    KJ_DO(writing->commit());
  }
  Reply reply;
  reply.status = 204;
  reply.headers.emplace_back("Set-Cookie", cookie_of(call, "", 0));
  return reply;
}

Result<Reply> people(Call& call) {
  const std::string role_text = call.request.query_value("role").value_or("");
  const auto role = role_from_name(role_text);
  if (!role && !role_text.empty())
    return invalid_input({{"role", "unknown", {"没有这个角色", "there is no such role"}}});
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(auto wanted, reading->people().all());
  std::erase_if(wanted,
                [&](const Person& person) { return person.disabled || (role && !person.has(*role)); });
  KJ_TRY(const auto part,
         part_of(wanted, page, [](const Person& person, std::size_t) { return person.id.value; }));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", part.next_cursor}};
  for (const Person& person : part.rows) reply.body["items"].push_back(present.person(person));
  return reply;
}

Result<Reply> departments(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto all, reading->people().departments());
  KJ_TRY(const auto part, part_of(all, page, by_position));
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", part.next_cursor}};
  for (const Department& department : part.rows)
    reply.body["items"].push_back({{"code", department.code.value}, {"name", department.name}});
  return reply;
}

Result<Reply> delegation(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto given, delegation_by(*reading, call.person.id, call.site.now()));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"to", given ? present.person_ref(given->to) : json(nullptr)},
                {"begins", given ? present.time(given->begins) : json(nullptr)},
                {"ends", given ? present.time(given->ends) : json(nullptr)}};
  return reply;
}

Result<Reply> change_delegation(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const DelegationForm wanted{reader.text("to"), reader.time("begins"), reader.time("ends")};
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(delegate(call.flow(), call.person, wanted));
  return delegation(call);
}

}  // namespace

std::vector<Route> session_routes() {
  return {{"POST", "/session", Permission::kPublic, begin},
          {"GET", "/session", Permission::kSignedIn, get},
          {"DELETE", "/session", Permission::kSignedIn, end},
          {"GET", "/delegation", Permission::kDelegate, delegation},
          {"PUT", "/delegation", Permission::kDelegate, change_delegation},
          {"POST", "/session/link", Permission::kPublic, by_link}};
}

std::vector<Route> people_routes() {
  return {{"GET", "/people", Permission::kSignedIn, people},
          {"GET", "/departments", Permission::kSignedIn, departments}};
}

std::vector<Route> all_routes() {
  std::vector<Route> routes;
  for (auto group :
       {session_routes,   people_routes,     notice_routes,       document_routes,     change_routes,
        check_routes,     entry_routes,      export_routes,       import_routes,       care_routes,
        catalogue_routes, block_routes,      template_routes,     stage_routes,        search_routes,
        synonym_routes,   dictionary_routes, search_rule_routes,  golden_query_routes, learning_routes,
        bulletin_routes,  question_routes,   desk_routes,         skill_group_routes,  exposure_routes,
        offline_routes,   record_routes,     transparency_routes, trace_routes,        report_routes,
        retention_routes})
    for (Route& route : group()) routes.push_back(std::move(route));
  return routes;
}

}  // namespace koujing::door
