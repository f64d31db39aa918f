// From the store to the index: the documents of one entry, one for each span of its timeline.
#pragma once

#include <vector>

#include "content/store/store.h"
#include "search/search_types.h"

namespace koujing::indexer {

// Pure in the snapshot: the same store content always gives the same documents (invariant 7). Empty for an
// entry that never answered anything. Blocking reads; use from one thread at a time, as the snapshot.
Result<std::vector<search::IndexDocument>> build_documents(const Reading& reading, EntryId entry);

}  // namespace koujing::indexer
