// /stage-rules: how long each stage of the flow may take.
#include "content/flow/stage_rules.h"

#include "content/model/text_rules.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

json shown(const StageHours& hours) {
  return {{"normal", hours.normal}, {"urgent", hours.urgent}, {"emergency", hours.emergency}};
}

Reply shown(const StageRulesNow& now) {
  Reply reply;
  reply.body = {{"review", shown(now.rules.review)},
                {"draft", shown(now.rules.draft)},
                {"confirm", shown(now.rules.confirm)},
                {"publish", shown(now.rules.publish)},
                {"version", now.version}};
  reply.headers.emplace_back("ETag", etag(now.version));
  return reply;
}

// What is not stated keeps its standard hours.
StageHours hours_in(FormReader& form, const std::string& stage, const StageHours& standard,
                    std::vector<Fault>& faults) {
  const json& from = form.raw(stage);
  if (from.is_null()) return standard;
  if (!from.is_object()) {
    form.fault(stage, "wrong_type", "应当是各紧急程度的小时数", "must be the hours by urgency");
    return standard;
  }
  FormReader row(from, faults, form.pointer_to(stage));
  const StageHours hours{row.number("normal").value_or(standard.normal),
                         row.number("urgent").value_or(standard.urgent),
                         row.number("emergency").value_or(standard.emergency)};
  row.finish();
  return hours;
}

Result<Reply> rules(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const StageRulesNow now, stage_rules_now(*reading));
  return shown(now);
}

Result<Reply> edit_rules(Call& call) {
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const StageRules standard;
  const StageRules wanted{hours_in(reader, "review", standard.review, faults),
                          hours_in(reader, "draft", standard.draft, faults),
                          hours_in(reader, "confirm", standard.confirm, faults),
                          hours_in(reader, "publish", standard.publish, faults)};
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const StageRulesNow now, edit_stage_rules(call.flow(), call.person, wanted, expected.version));
  return shown(now);
}

}  // namespace

std::vector<Route> stage_routes() {
  return {{"GET", "/stage-rules", Permission::kReadNotices, rules},
          {"PUT", "/stage-rules", Permission::kEditStageRules, edit_rules}};
}

}  // namespace koujing::door
