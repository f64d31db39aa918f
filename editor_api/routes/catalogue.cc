// /catalogue, /catalogue-changes and /libraries.
#include "content/flow/arrange_catalogue.h"
#include "content/model/text_rules.h"
#include "editor_api/presenters/present.h"
#include "editor_api/routes/form_reader.h"
#include "editor_api/routes/part.h"
#include "editor_api/routes/route.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

Result<Reply> all(Call& call) {
  KJ_TRY(const Page page, call.page());
  const bool counts = call.request.query_value("counts") == "true";
  KJ_TRY(const auto asked, call.query_time("recorded_at"));
  const Instant known = asked.value_or(Instant::never());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto nodes, reading->catalogue().all_at(known));
  KJ_TRY(const auto part,
         part_of(nodes, page, [](const CatalogueNode& node, std::size_t) { return node.id.value; }));
  std::map<CatalogueId, std::int64_t> entries;
  if (counts) {
    KJ_TRY(entries, reading->catalogue().entry_counts_at(known));
  }
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", part.next_cursor}};
  for (const CatalogueNode& node : part.rows) {
    json row = present.catalogue_node(node);
    if (counts) row["entries"] = entries[node.id];
    reply.body["items"].push_back(std::move(row));
  }
  return reply;
}

Result<Reply> shown(Call& call, CatalogueId id, int status) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto node, reading->catalogue().find(id));
  if (!node) return not_found("目录节点", "catalogue node", id.value);
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  reply.body = present.catalogue_node(*node);
  reply.headers.emplace_back("ETag", etag(node->version));
  return reply;
}

Result<Reply> one(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  return shown(call, CatalogueId{number}, 200);
}

Result<Reply> add(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string library = reader.text("library", true), name = reader.text("name", true);
  const auto parent = reader.number("parent");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const CatalogueId id,
         add_catalogue_node(call.flow(), call.person, library,
                            parent ? std::optional(CatalogueId{*parent}) : std::nullopt, name));
  KJ_TRY(Reply reply, shown(call, id, 201));
  reply.location = "/catalogue/" + std::to_string(id.value);
  return reply;
}

Result<Reply> move(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const Expected expected, if_match(call, false));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string name = reader.text("name", true);
  const bool stays = !form.contains("parent");
  auto parent = reader.number("parent");
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  CatalogueStep step;
  step.node = CatalogueId{number};
  step.version = expected.version;
  step.name = name;
  if (parent) step.parent = CatalogueId{*parent};
  std::string before;
  {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const auto node, reading->catalogue().find(step.node));
    if (!node) return not_found("目录节点", "catalogue node", number);
    before = node->name;
    if (stays) step.parent = node->parent;
  }
  KJ_DO(move_catalogue_node(call.flow(), call.person, "改名或移动：" + before, step));
  if (call.site.follower) call.site.follower->nudge();
  return shown(call, step.node, 200);
}

std::vector<CatalogueStep> read_steps(FormReader& reader) {
  std::vector<CatalogueStep> steps;
  const json& rows = reader.raw("steps");
  if (rows.is_null() || !rows.is_array() || rows.size() > kMostCatalogueSteps) {
    reader.fault("steps", "bad_count", "一次调整 1 到 500 步", "an arrangement has 1 to 500 steps");
    return steps;
  }
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    FormReader row(rows[i], faults, "/steps/" + std::to_string(i));
    CatalogueStep step;
    const auto id = [&](const char* field) {
      const auto number = row.number(field);
      return number ? std::optional(CatalogueId{*number}) : std::nullopt;
    };
    const auto action = catalogue_action_from_name(row.text("action", true));
    if (!action) row.fault("action", "unknown", "只能是 move 或 merge", "is move or merge");
    step.action = action.value_or(CatalogueAction::kMove);
    step.node = id("node").value_or(CatalogueId{});
    step.version = row.number("version");
    step.name = row.text("name", step.action == CatalogueAction::kMove && action);
    step.parent = id("parent");
    step.into = id("into");
    row.finish();
    steps.push_back(std::move(step));
  }
  for (Fault& fault : faults)
    reader.fault(fault.pointer.substr(1), fault.code, fault.message.zh, fault.message.en);
  return steps;
}

Result<Reply> shown_change(Call& call, CatalogueChangeId id, int status) {
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto change, reading->catalogue().change(id));
  if (!change) return not_found("目录调整", "catalogue change", id.value);
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.status = status;
  reply.body = present.catalogue_change(*change);
  return reply;
}

Result<Reply> arrange(Call& call) {
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string summary = reader.text("summary", true);
  const bool dry_run = reader.flag("dry_run");
  const auto steps = read_steps(reader);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  if (dry_run) {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(CatalogueChange planned, plan_catalogue(*reading, summary, steps));
    planned.by = call.person.id;
    planned.at = call.site.now();
    Presenter present(*reading, call.site.utc_offset_minutes);
    Reply reply;
    reply.body = present.catalogue_change(planned);
    return reply;
  }
  KJ_TRY(const CatalogueChangeId id, arrange_catalogue(call.flow(), call.person, summary, steps));
  if (call.site.follower) call.site.follower->nudge();
  KJ_TRY(Reply reply, shown_change(call, id, 201));
  reply.location = "/catalogue-changes/" + std::to_string(id.value);
  return reply;
}

Result<Reply> change(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  return shown_change(call, CatalogueChangeId{number}, 200);
}

Result<Reply> changes(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto listing, reading->catalogue().changes(page));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()},
                {"next_cursor", listing.next ? json(std::to_string(*listing.next)) : json(nullptr)}};
  for (const CatalogueChange& one : listing.items)
    reply.body["items"].push_back(present.catalogue_change(one));
  return reply;
}

Result<Reply> withdraw(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const json form, call.form());
  std::vector<Fault> faults;
  FormReader reader(form, faults);
  const std::string reason = reader.text("reason", true);
  reader.finish();
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const CatalogueChangeId id,
         withdraw_arrangement(call.flow(), call.person, CatalogueChangeId{number}, reason));
  if (call.site.follower) call.site.follower->nudge();
  return shown_change(call, id, 200);
}

Result<Reply> libraries(Call& call) {
  KJ_TRY(const Page page, call.page());
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto names, reading->people().libraries());
  KJ_TRY(const auto part, part_of(names, page, by_position));
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", part.next_cursor}};
  for (const std::string& name : part.rows) reply.body["items"].push_back({{"name", name}});
  return reply;
}

}  // namespace

std::vector<Route> catalogue_routes() {
  return {{"GET", "/catalogue", Permission::kSignedIn, all},
          {"POST", "/catalogue", Permission::kMoveCatalogue, add, true},
          {"GET", "/catalogue/{node}", Permission::kSignedIn, one},
          {"PUT", "/catalogue/{node}", Permission::kMoveCatalogue, move},
          {"GET", "/catalogue-changes", Permission::kReadEntries, changes},
          {"POST", "/catalogue-changes", Permission::kMoveCatalogue, arrange, true},
          {"GET", "/catalogue-changes/{k}", Permission::kReadEntries, change},
          {"POST", "/catalogue-changes/{k}/withdraw", Permission::kMoveCatalogue, withdraw},
          {"GET", "/libraries", Permission::kSignedIn, libraries}};
}

}  // namespace koujing::door
