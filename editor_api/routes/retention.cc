// /retention-rules, and what is deleted on request: one search, or an original where the law demands it.
#include "content/flow/retention.h"

#include "content/flow/redact_original.h"
#include "content/model/text_rules.h"
#include "editor_api/late_writes.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

Reply shown(const RetentionRulesNow& now) {
  Reply reply;
  reply.body = {{"search_days", now.rules.search_days}, {"version", now.version}};
  reply.headers.emplace_back("ETag", etag(now.version));
  return reply;
}

Result<Reply> rules(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const RetentionRulesNow now, retention_rules_now(*reading));
  return shown(now);
}

Result<Reply> edit_rules(Call& call) {
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  RetentionRules wanted;
  wanted.search_days = reader.number("search_days").value_or(0);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const RetentionRulesNow now,
         edit_retention_rules(call.flow(), call.person, wanted, expected.version));
  return shown(now);
}

Result<Reply> forget(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string reason = reader.text("reason", true);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(call.site.late_writes->flush());
  KJ_DO(forget_search(call.flow(), call.person, call.parts.at(0), reason));
  Reply reply;
  reply.status = 204;
  return reply;
}

Result<Reply> redact(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const RedactionForm wanted{reader.text("reason", true), reader.text("law", true)};
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const SigningKey key, call.site.signing_key());
  KJ_TRY(const Redaction made, redact_original(call.flow(), call.person, call.parts.at(0), wanted, key));
  Reply reply;
  reply.body = {{"sha256", made.sha256}, {"stub", made.stub}, {"signature", made.signature}};
  return reply;
}

}  // namespace

std::vector<Route> retention_routes() {
  return {{"GET", "/retention-rules", Permission::kReadJournal, rules},
          {"PUT", "/retention-rules", Permission::kEditRetention, edit_rules},
          {"POST", "/search/{s}/forget", Permission::kEditRetention, forget},
          {"POST", "/originals/{sha256}/redact", Permission::kEditRetention, redact}};
}

}  // namespace koujing::door
