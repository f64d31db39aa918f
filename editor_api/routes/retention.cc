// /retention-rules, and what is deleted on request: one search, or an original, a revision or a notice where
// the law demands it.
#include "content/flow/retention.h"

#include <algorithm>

#include "content/flow/redact_original.h"
#include "content/flow/redact_text.h"
#include "content/model/text_rules.h"
#include "editor_api/late_writes.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

Reply shown(const RetentionRulesNow& now) {
  Reply reply;
  reply.body = {{"search_days", now.rules.search_days},
                {"callback_days", now.rules.callback_days},
                {"version", now.version}};
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
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const RetentionRulesNow before, retention_rules_now(*reading));
  RetentionRules wanted = before.rules;  // what is left out stays as it is
  wanted.search_days = reader.number("search_days").value_or(wanted.search_days);
  wanted.callback_days = reader.number("callback_days").value_or(wanted.callback_days);
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

Result<RedactionForm> redaction_form(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  RedactionForm wanted{reader.text("reason", true), reader.text("law", true)};
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  return wanted;
}

Result<Reply> redact(Call& call) {
  KJ_TRY(const RedactionForm form, redaction_form(call));
  KJ_TRY(const SigningKey key, call.site.signing_key());
  KJ_TRY(const Redaction made, redact_original(call.flow(), call.person, call.parts.at(0), form, key));
  Reply reply;
  reply.body = {{"sha256", made.digest}, {"stub", made.stub}, {"signature", made.signature}};
  return reply;
}

Reply stubs(const std::vector<Redaction>& made) {
  Reply reply;
  reply.body = {{"items", json::array()}};
  for (const Redaction& one : made)
    reply.body["items"].push_back({{"kind", redacted_kind_name(one.kind)},
                                   {"subject", one.subject},
                                   {"digest", one.digest},
                                   {"stub", one.stub},
                                   {"signature", one.signature}});
  return reply;
}

Result<Reply> redact_text(Call& call) {
  KJ_TRY(const std::int64_t entry, call.number(0));
  KJ_TRY(const std::int64_t number, call.number(1));
  KJ_TRY(const RedactionForm form, redaction_form(call));
  KJ_TRY(const SigningKey key, call.site.signing_key());
  KJ_TRY(const auto made,
         redact_revision(call.flow(), call.person, EntryId{entry},
                         static_cast<int>(std::min<std::int64_t>(number, 1'000'000)), form, key));
  if (call.site.follower) call.site.follower->nudge();
  return stubs(made);
}

Result<Reply> redact_paper(Call& call) {
  KJ_TRY(const std::int64_t notice, call.number(0));
  KJ_TRY(const RedactionForm form, redaction_form(call));
  KJ_TRY(const SigningKey key, call.site.signing_key());
  KJ_TRY(const auto made, redact_notice(call.flow(), call.person, NoticeId{notice}, form, key));
  return stubs(made);
}

}  // namespace

std::vector<Route> retention_routes() {
  return {{"GET", "/retention-rules", Permission::kReadJournal, rules},
          {"PUT", "/retention-rules", Permission::kEditRetention, edit_rules},
          {"POST", "/search/{s}/forget", Permission::kEditRetention, forget},
          {"POST", "/originals/{sha256}/redact", Permission::kEditRetention, redact},
          {"POST", "/entries/{e}/revisions/{r}/redact", Permission::kEditRetention, redact_text},
          {"POST", "/notices/{n}/redact", Permission::kEditRetention, redact_paper}};
}

}  // namespace koujing::door
