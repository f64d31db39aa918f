// The catalogue (目录) is rearranged by change sets of its own: as a whole or not at all, and taken back as a
// whole. Nodes keep their numbers, entries their revisions: where an answer hangs is no part of what its
// department confirms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/flow/flow.h"
#include "content/model/catalogue.h"

namespace koujing {

constexpr std::size_t kMostCatalogueSteps = 500;

// What the steps would do, one after the other, without doing it: with the steps that a merge brings about
// (what hangs below moves along; what has its like at the other node is merged into that), and the entries
// that it touches. Faults stand at /steps/{i}/…. Errors: kNotFound; kStale "stale_version"; kConflict
// "would_loop", "name_taken", "merged".
Result<CatalogueChange> plan_catalogue(const Reading& reading, const std::string& summary,
                                       const std::vector<CatalogueStep>& steps);

Result<CatalogueChangeId> arrange_catalogue(const Flow& flow, const Person& actor, const std::string& summary,
                                            const std::vector<CatalogueStep>& steps);

// The same of one step, with its faults at /…
Result<CatalogueChangeId> move_catalogue_node(const Flow& flow, const Person& actor,
                                              const std::string& summary, const CatalogueStep& step);

// Everything back to where it was. kConflict "moved_since" when one of the nodes was moved, renamed or merged
// after it; "already_withdrawn".
Result<CatalogueChangeId> withdraw_arrangement(const Flow& flow, const Person& actor,
                                               CatalogueChangeId change, const std::string& reason);

// A node that has no entries yet. kConflict "name_taken".
Result<CatalogueId> add_catalogue_node(const Flow& flow, const Person& actor, const std::string& library,
                                       std::optional<CatalogueId> parent, const std::string& name);

}  // namespace koujing
