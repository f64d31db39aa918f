// /templates: what an answer of a kind begins with, and what it may not lack.
#include "content/flow/templates.h"

#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

Reply shown(Call& call, const Reading& reading, const TemplatesNow& now) {
  Presenter present(reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = present.templates(now);
  reply.headers.emplace_back("ETag", etag(now.version));
  return reply;
}

Result<Reply> templates(Call& call) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const TemplatesNow now, templates_now(*reading));
  return shown(call, *reading, now);
}

Result<Reply> set_templates(Call& call) {
  KJ_TRY(const Expected expected, if_match(call, true));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  std::vector<EntryTemplate> wanted;
  const json& items = reader.raw("items");
  if (!items.is_array()) reader.fault("items", "wrong_type", "应当是列表", "must be a list");
  for (std::size_t i = 0; items.is_array() && i < items.size() && i <= 100; ++i) {
    FormReader row(items[i], faults, "/items/" + std::to_string(i));
    EntryTemplate one;
    one.name = row.text("name");
    one.library = row.text("library");
    one.catalogue = row.text("catalogue");
    one.brief = row.text("brief");
    one.script = row.text("script");
    one.body = row.text("body");
    one.cautions = row.texts("cautions");
    one.keywords = row.texts("keywords");
    one.required = row.texts("required");
    row.finish();
    wanted.push_back(std::move(one));
  }
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const TemplatesNow now, edit_templates(call.flow(), call.person, wanted, expected.version));
  KJ_TRY(const auto reading, call.site.store->read());
  return shown(call, *reading, now);
}

}  // namespace

std::vector<Route> template_routes() {
  return {{"GET", "/templates", Permission::kReadEntries, templates},
          {"PUT", "/templates", Permission::kEditCheckRules, set_templates}};
}

}  // namespace koujing::door
