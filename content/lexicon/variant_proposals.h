// Questions that keep being served by an entry and are no wording of it yet: an editor may take them into a
// draft.
#pragma once

#include <vector>

#include "content/store/store.h"

namespace koujing {

// Asked by at least 3 people or on at least 3 days, in the last 365 days and since the last reset; most often
// asked first, at most 500. Left out: title and variants of the newest revision, and what is too long for a
// variant (500 characters). kNotFound for an entry that is not there. Days are those of the offset.
Result<std::vector<ServedQuestion>> variant_proposals(const Reading& reading, EntryId entry, Instant now,
                                                      int utc_offset_minutes);

}  // namespace koujing
