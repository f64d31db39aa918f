// /care, /care-rules and what is done to one entry there: owners and checks.
#include "content/flow/care.h"

#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

Result<Reply> shown(Call& call, EntryId entry) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto care, reading->care().find(entry));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = care ? present.care(*care, call.site.now()) : json(nullptr);
  return reply;
}

// Entries whose check is due, with their titles; `state` overdue, or soon: within 30 days.
Result<Reply> list(Call& call) {
  constexpr std::int64_t kSoon = 30LL * 24 * 3600;
  KJ_TRY(const Page page, call.page());
  const std::string state = call.request.query_value("state").value_or("overdue");
  if (state != "overdue" && state != "soon")
    return invalid_input({{"state", "unknown", {"只能是 overdue 或 soon", "must be overdue or soon"}}});
  KJ_TRY(const auto reading, call.site.store->read());
  const Instant now = call.site.now();
  CareFilter filter;
  filter.due_by = state == "soon" ? now.plus_seconds(kSoon) : now;
  if (const auto login = call.request.query_value("owner"); login && !login->empty()) {
    KJ_TRY(const auto owner, reading->people().by_login(*login));
    if (!owner) return invalid_input({{"owner", "unknown", {"没有这个人", "there is no such person"}}});
    filter.owner = owner->id;
  }
  KJ_TRY(const auto due, reading->care().list(filter, page));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()},
                {"next_cursor", due.next ? json(std::to_string(*due.next)) : json(nullptr)}};
  for (const EntryCare& care : due.items) {
    KJ_TRY(const auto head, reading->entries().find(care.entry));
    if (!head) continue;
    KJ_TRY(const auto newest, reading->entries().revision(care.entry, head->newest_number));
    if (!newest) continue;
    reply.body["items"].push_back({{"entry", care.entry.value},
                                   {"title", newest->text.title},
                                   {"revision", newest->number},
                                   {"department", present.department(newest->text.department)},
                                   {"care", present.care(care, now)}});
  }
  return reply;
}

Result<Reply> look_after(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const CareForm care{reader.text("owner"), reader.time("next_check")};
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(set_care(call.flow(), call.person, EntryId{number}, care));
  return shown(call, EntryId{number});
}

Result<Reply> verify(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const auto revision = reader.number("revision");
  const auto next_check = reader.time("next_check");
  if (!revision) reader.fault("revision", "required", "必须填写", "must be filled in");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_DO(verify_entry(call.flow(), call.person, EntryId{number}, static_cast<int>(*revision), next_check));
  return shown(call, EntryId{number});
}

Reply shown(const CareRulesNow& now) {
  Reply reply;
  reply.body = {{"interval_days", now.rules.interval_days},
                {"withdraw_after_days", now.rules.withdraw_after_days},
                {"version", now.version}};
  reply.headers.emplace_back("ETag", etag(now.version));
  return reply;
}

Result<Reply> rules(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const CareRulesNow now, care_rules_now(*reading));
  return shown(now);
}

Result<Reply> edit_rules(Call& call) {
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  CareRules wanted;
  wanted.interval_days = reader.number("interval_days").value_or(wanted.interval_days);
  wanted.withdraw_after_days = reader.number("withdraw_after_days").value_or(wanted.withdraw_after_days);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const CareRulesNow now, edit_care_rules(call.flow(), call.person, wanted, expected.version));
  return shown(now);
}

}  // namespace

std::vector<Route> care_routes() {
  return {{"GET", "/care", Permission::kReadEntries, list},
          {"PUT", "/entries/{e}/care", Permission::kLookAfter, look_after},
          {"POST", "/entries/{e}/verify", Permission::kVerifyEntry, verify},
          {"GET", "/care-rules", Permission::kReadEntries, rules},
          {"PUT", "/care-rules", Permission::kEditCareRules, edit_rules}};
}

}  // namespace koujing::door
