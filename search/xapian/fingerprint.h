// What an index holds, in one number that does not depend on how it came about.
#pragma once

#include <string>

#include "search/xapian/session_pool.h"

namespace koujing::search {

// Over the feed position and, of every document that is alive: its entry, span, row, facets, rank record,
// what it shows, and each of its terms with its count. Document numbers and what was superseded take no part.
// Throws Xapian::Error.
Result<std::string> fingerprint(IndexSession& session);

}  // namespace koujing::search
