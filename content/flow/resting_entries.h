// What rests on a notice: the entries whose newest published text came from it.
#pragma once

#include <vector>

#include "content/store/store.h"

namespace koujing {

// Newest revisions that rest on `notice` and answer at `now` or later, by entry, at most 500.
Result<std::vector<Revision>> revisions_resting_on(const Reading& reading, NoticeId notice, Instant now);

}  // namespace koujing
