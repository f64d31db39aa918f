// Facets: the values by which results can be narrowed, how often each occurs among what was found, and which
// documents pass a filter.
//
// Documents of one catalogue node mostly share all their values, so each combination is kept once and has a
// number; a search counts and tests numbers and takes them apart at the end.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/search_types.h"

namespace koujing::search {

inline constexpr std::size_t kMaxFacetValues = 50;  // of each facet, as search_types.h promises

// The combination that a document belongs to, in one string.
std::string pack_facets(const IndexDocument& document);

// A path and each of its ancestors, the top one first: 宽带/故障 gives 宽带 and 宽带/故障. "" gives none.
std::vector<std::string> path_and_ancestors(std::string_view path);

// All combinations of an index. Grows and never forgets. One writer, or any number of readers, at a time.
class FacetTable {
 public:
  // The number of a combination: the same for the same string, counted from 0.
  std::uint32_t number(std::string_view packed);
  std::size_t size() const { return values_.size(); }
  const std::string& packed(std::uint32_t number) const { return packed_[number]; }
  // The path of its catalogue as ranking reads it (rank_text.h).
  std::u16string catalogue_text(std::uint32_t number, const PathsThen& then) const;
  // The path that it had then, where that is another one; else null.
  const std::string* path_then(std::uint32_t number, const PathsThen& then) const;

  bool knows(std::string_view name) const { return name_numbers_.find(name) != name_numbers_.end(); }
  // The path whose last name shares the greatest part of its characters with a question (rank_text.h); "" for
  // none.
  std::string nearest_catalogue(std::u16string_view question, const PathsThen& then) const;

  // For each combination, whether it passes: 1 or 0. Empty when no filter is set: all pass. An answer that
  // names no region holds everywhere, so it passes every filter by region.
  std::vector<char> passing(const Filters& filters, const PathsThen& then) const;

  // `counts` by number of the combination; those beyond its end count nothing.
  Facets facets(const std::vector<std::uint32_t>& counts, const PathsThen& then) const;

 private:
  // kNode has no names: its number is in nodes_.
  enum List : std::size_t { kLibrary, kCatalogue, kDepartment, kRegion, kProduct, kCode, kNode, kLists };
  using Values = std::array<std::vector<std::uint32_t>, kLists>;  // numbers into names_
  using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

  std::uint32_t name(std::string_view text);
  std::vector<FacetValue> most_frequent(List list, const std::vector<std::uint32_t>& counts) const;
  std::vector<FacetValue> most_frequent_paths(const std::vector<std::uint32_t>& counts,
                                              const PathsThen& then) const;
  std::vector<char> named(const std::vector<std::string>& asked) const;

  std::deque<std::u16string> catalogue_texts_;
  std::deque<std::string> packed_, names_;  // never move: the maps look into them
  Numbers numbers_, name_numbers_;
  std::vector<Values> values_;      // by number of the combination
  std::vector<CatalogueId> nodes_;  // 0: in none
};

}  // namespace koujing::search
