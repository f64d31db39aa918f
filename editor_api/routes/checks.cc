// /checks and /check-rules: what is noticed while an answer is written, and by which rules.
#include "editor_api/checks.h"
#include "content/flow/check_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/forms.h"

namespace koujing::door {
namespace {

Result<Reply> checks(Call& call) {
  KJ_TRY(const json form, call.form());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const CheckForm asked, read_check_form(form, *reading));
  KJ_TRY(const CheckRulesNow now, check_rules_now(*reading));
  const Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"findings", json::array()}, {"similar", json::array()}, {"partial", false}};
  for (std::size_t i = 0; i < asked.items.size(); ++i) {
    KJ_TRY(const ItemChecks found,
           check_item(call.site, *reading, asked.items[i], now.rules, asked.leave_out));
    json shown = present.checks(found, i, call.language == Language::kChinese);
    for (const char* list : {"findings", "similar"})
      for (json& row : shown[list]) reply.body[list].push_back(std::move(row));
    if (shown["partial"].get<bool>()) reply.body["partial"] = true;
  }
  return reply;
}

Reply shown(Call& call, const Reading& reading, const CheckRulesNow& now) {
  Presenter present(reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = present.check_rules(now);
  reply.headers.emplace_back("ETag", etag(now.version));
  return reply;
}

Result<Reply> rules(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const CheckRulesNow now, check_rules_now(*reading));
  return shown(call, *reading, now);
}

Result<Reply> edit_rules(Call& call) {
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const json form, call.form());
  KJ_TRY(const CheckRules rules, read_check_rules(form));
  KJ_TRY(const CheckRulesNow now, edit_check_rules(call.flow(), call.person, rules, expected.version));
  KJ_TRY(const auto reading, call.site.store->read());
  return shown(call, *reading, now);
}

}  // namespace

std::vector<Route> check_routes() {
  return {{"POST", "/checks", Permission::kDraftChanges, checks},
          {"GET", "/check-rules", Permission::kReadChanges, rules},
          {"PUT", "/check-rules", Permission::kEditCheckRules, edit_rules}};
}

}  // namespace koujing::door
