#include "content/flow/move_catalogue.h"

#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/model/text_rules.h"

namespace koujing {

Result<CatalogueId> move_catalogue(const Flow& flow, const Person& actor, CatalogueId id,
                                   const std::string& name, std::optional<CatalogueId> parent,
                                   std::optional<std::int64_t> expected_version) {
  if (!is_clean_text(name) || name.find_first_not_of(" \t") == std::string::npos ||
      characters_in(name) > 50 || name.find('/') != std::string::npos)
    return invalid_input(
        {{"/name",
          "bad_name",
          {"名称为 1 到 50 个字符，不能含有“/”", "a name has 1 to 50 characters and no '/'"}}});
  KJ_TRY(const Subject moved, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(auto node, writing.catalogue().find(id));
           if (!node) return not_found("目录节点", "catalogue node", id.value);
           KJ_DO(expect_version(expected_version, node->version));
           for (auto above = parent; above;) {
             KJ_TRY(const auto ancestor, writing.catalogue().find(*above));
             if (!ancestor || ancestor->library != node->library)
               return invalid_input(
                   {{"/parent",
                     "unknown",
                     {"上级节点不存在或属于另一个信息库", "there is no such node in this library"}}});
             if (ancestor->id == id)
               return Error{ErrorKind::kConflict,
                            "would_loop",
                            {"不能移到自己的下级", "a node cannot be moved below itself"}};
             above = ancestor->parent;
           }
           const std::string before = node->path;
           node->name = name;
           node->parent = parent;
           node->version += 1;
           KJ_DO(writing.catalogue().move(*node, actor.id, writing.recorded_at()));
           KJ_TRY(const auto entries, writing.catalogue().entries_below(id));
           for (const EntryId entry : entries)
             KJ_DO(writing.record().add_feed({0, "entry", entry, {}, writing.recorded_at()}));
           KJ_TRY(const auto after, writing.catalogue().find(id));
           const nlohmann::json detail = {
               {"library", node->library}, {"from", before}, {"to", after ? after->path : ""}};
           KJ_DO(append(writing, &actor,
                        {"move_catalogue", {"catalogue", id_text(id.value)}, "", "", canonical(detail), {}}));
           return Subject{"catalogue", id.value};
         }));
  return CatalogueId{moved.id};
}

}  // namespace koujing
