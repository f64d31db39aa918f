// /catalogue and /libraries.
#include "content/flow/move_catalogue.h"
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
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto nodes, reading->catalogue().all());
  KJ_TRY(const auto part,
         part_of(nodes, page, [](const CatalogueNode& node, std::size_t) { return node.id.value; }));
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = {{"items", json::array()}, {"next_cursor", part.next_cursor}};
  for (const CatalogueNode& node : part.rows) reply.body["items"].push_back(present.catalogue_node(node));
  return reply;
}

Result<Reply> one(Call& call) {
  KJ_TRY(const std::int64_t number, call.number(0));
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto node, reading->catalogue().find(CatalogueId{number}));
  if (!node) return not_found("目录节点", "catalogue node", number);
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = present.catalogue_node(*node);
  reply.headers.emplace_back("ETag", etag(node->version));
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
  if (stays) {
    KJ_TRY(const auto reading, call.site.store->read());
    KJ_TRY(const auto node, reading->catalogue().find(CatalogueId{number}));
    if (node && node->parent) parent = node->parent->value;
  }
  KJ_TRY(const CatalogueId id,
         move_catalogue(call.flow(), call.person, CatalogueId{number}, name,
                        parent ? std::optional(CatalogueId{*parent}) : std::nullopt, expected.version));
  if (call.site.follower) call.site.follower->nudge();
  KJ_TRY(const auto reading, call.site.store->read());
  KJ_TRY(const auto node, reading->catalogue().find(id));
  if (!node) return not_found("目录节点", "catalogue node", id.value);
  Presenter present(*reading, call.site.utc_offset_minutes);
  Reply reply;
  reply.body = present.catalogue_node(*node);
  reply.headers.emplace_back("ETag", etag(node->version));
  return reply;
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
          {"GET", "/catalogue/{node}", Permission::kSignedIn, one},
          {"PUT", "/catalogue/{node}", Permission::kMoveCatalogue, move},
          {"GET", "/libraries", Permission::kSignedIn, libraries}};
}

}  // namespace koujing::door
