// Facets: the values by which results can be narrowed, and how often each occurs among all matches.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/search_types.h"

namespace koujing::search {

inline constexpr std::size_t kMaxFacetValues = 50;  // of each facet, as search_types.h promises

// What a document counts for, in one string: the value of the facets slot.
std::string pack_facets(const IndexDocument& document);

// A path and each of its ancestors, the top one first: 宽带/故障 gives 宽带 and 宽带/故障. "" gives none.
std::vector<std::string> path_and_ancestors(std::string_view path);

// Documents of one catalogue node share their packed string, so a search counts strings and takes them apart
// once at the end. Not for sharing between threads.
class FacetCounter {
 public:
  void add(std::string_view packed) {
    if (const auto found = counts_.find(packed); found != counts_.end())
      ++found->second;
    else
      counts_.emplace(packed, 1);
  }
  std::size_t total() const;
  Facets facets() const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> counts_;
};

}  // namespace koujing::search
