// Filters as terms: a document passes when, for every group, it has one of the group's terms.
#pragma once

#include <string>
#include <vector>

#include "search/search_types.h"

namespace koujing::search {

// One group for each filter that is set. An answer that names no region holds everywhere, so it passes every
// filter by region.
std::vector<std::vector<std::string>> filter_groups(const Filters& filters);

}  // namespace koujing::search
