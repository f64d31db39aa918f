// One search on one open database.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "content/model/result.h"
#include "search/search_types.h"

namespace koujing::search {

// Both throw Xapian::Error; the session pool catches it.
Result<Answer> run_search(const Xapian::Database& database, const Request& request);
Result<std::vector<std::string>> run_suggest(const Xapian::Database& database, const std::string& text,
                                             Instant at, std::size_t limit);

}  // namespace koujing::search
