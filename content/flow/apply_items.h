// Turning the items of a change set into revisions, events and feed rows, inside the transaction that
// publishes.
#pragma once

#include "content/flow/flow.h"

namespace koujing {

struct Publication {
  std::optional<Instant> at;  // chosen moment; absent: record time
  Standing standing = Standing::kConfirmed;
  std::optional<ConfirmationId> confirmation;
};

// Gives the entries touched, in the order of the items. Errors: kConflict "stale_base", "already_exists";
// kInvalid "invalid_input" with "already_ended" or "unknown_library".
Result<std::vector<EntryId>> apply_items(Writing& writing, const Person& actor, const ChangeSet& change,
                                         const Publication& publication);

}  // namespace koujing
