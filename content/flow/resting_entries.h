// What rests on a notice: the entries that answer, or will, with a text that came from it.
#pragma once

#include <vector>

#include "content/store/store.h"

namespace koujing {

// Of each entry the newest revision that rests on `notice` and answers at `now` or later; one that was taken
// back does not. By entry, at most 500.
Result<std::vector<Revision>> revisions_resting_on(const Reading& reading, NoticeId notice, Instant now);

}  // namespace koujing
