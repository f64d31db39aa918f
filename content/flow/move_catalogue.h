// The catalogue (目录): nodes are renamed and moved, ids stay, every move is recorded.
#pragma once

#include "content/flow/flow.h"

namespace koujing {

// `parent` absent hangs the node at the top of its library. Refused: kConflict "would_loop" below itself,
// "already_exists" beside a node of the same name; kInvalid for another library's parent or a name with '/'.
Result<CatalogueId> move_catalogue(const Flow& flow, const Person& actor, CatalogueId node,
                                   const std::string& name, std::optional<CatalogueId> parent,
                                   std::optional<std::int64_t> expected_version);

}  // namespace koujing
