// The catalogue (目录): the tree that entries hang in, and the change sets that rearrange it.
//
// A node's number is permanent. One that was merged into another leaves the tree, and everything that was
// placed at it hangs at the other one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "content/model/instant.h"

namespace koujing {

struct CatalogueNode {
  CatalogueId id;
  std::string library;
  std::optional<CatalogueId> parent;
  std::string name;  // 1..50 characters without '/'
  std::string path;  // from the top of the library, with '/'; of a merged node that of the other one
  std::int64_t version = 1;
  std::optional<CatalogueId> merged_into = {};
};

// Paths that nodes had once, of those nodes whose path is another one now.
using PathsThen = std::map<CatalogueId, std::string>;

enum class CatalogueAction {
  kMove,   // a new name, another place, or both
  kMerge,  // its entries and what is below it go to another node
};
std::string_view catalogue_action_name(CatalogueAction action);  // "move", "merge"
std::optional<CatalogueAction> catalogue_action_from_name(std::string_view name);

struct CatalogueStep {
  CatalogueAction action = CatalogueAction::kMove;
  CatalogueId node;
  std::optional<std::int64_t> version = {};  // that the editor saw; in the record always there
  std::string name;                          // move
  std::optional<CatalogueId> parent = {};    // move: absent is the top of the library
  std::optional<CatalogueId> into = {};      // merge
  // What was before, for the record and for taking it back.
  std::string name_before = {};
  std::optional<CatalogueId> parent_before = {};
  std::string path_before = {}, path_after = {};
};

struct CatalogueChange {
  CatalogueChangeId id;
  std::string summary;
  std::vector<CatalogueStep> steps;  // in the order in which they were done
  std::string digest;                // SHA-256 of the canonical steps
  std::int64_t entries = 0;          // whose path they changed
  PersonId by;
  Instant at;
  std::optional<PersonId> withdrawn_by = {};
  std::optional<Instant> withdrawn_at = {};
  std::string withdraw_reason = {};
};

}  // namespace koujing
