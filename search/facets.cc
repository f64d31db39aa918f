#include "search/facets.h"

#include <algorithm>
#include <array>

namespace koujing::search {
namespace {

// Group and unit separators of ASCII: no name holds them (they are taken out when packing).
constexpr char kBetweenLists = '\x1D';
constexpr char kBetweenValues = '\x1F';
constexpr std::size_t kLists = 5;  // library, catalogue, department, region, product

std::string clean(std::string_view name) {
  std::string cleaned(name);
  std::erase_if(cleaned, [](char c) { return c == kBetweenLists || c == kBetweenValues; });
  return cleaned;
}

std::string joined(const std::vector<std::string>& names) {
  std::string list;
  std::vector<std::string> once;
  for (const std::string& name : names) {
    std::string cleaned = clean(name);
    if (cleaned.empty() || std::find(once.begin(), once.end(), cleaned) != once.end()) continue;
    if (!list.empty()) list += kBetweenValues;
    list += cleaned;
    once.push_back(std::move(cleaned));
  }
  return list;
}

template <class Use>
void split(std::string_view text, char separator, Use use) {
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    use(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return;
    begin = end + 1;
  }
}

std::vector<FacetValue> most_frequent(const std::unordered_map<std::string, std::size_t>& counts) {
  std::vector<FacetValue> values;
  values.reserve(counts.size());
  for (const auto& [value, count] : counts) values.push_back({value, count});
  std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  if (values.size() > kMaxFacetValues) values.resize(kMaxFacetValues);
  return values;
}

}  // namespace

std::vector<std::string> path_and_ancestors(std::string_view path) {
  std::vector<std::string> paths;
  for (std::size_t at = 0; at < path.size(); ++at)
    if (path[at] == '/' && at > 0) paths.emplace_back(path.substr(0, at));
  if (!path.empty() && path.back() != '/') paths.emplace_back(path);
  return paths;
}

std::string pack_facets(const IndexDocument& document) {
  const std::string& department =
      document.department_name.empty() ? document.text.department.value : document.department_name;
  std::string packed = clean(document.text.library);
  for (const std::string& list : {clean(document.text.catalogue), clean(department),
                                  joined(document.text.scope.region), joined(document.text.scope.product)}) {
    packed += kBetweenLists;
    packed += list;
  }
  return packed;
}

std::size_t FacetCounter::total() const {
  std::size_t sum = 0;
  for (const auto& [packed, count] : counts_) sum += count;
  return sum;
}

Facets FacetCounter::facets() const {
  std::array<std::unordered_map<std::string, std::size_t>, kLists> lists;
  for (const auto& [packed, count] : counts_) {
    std::size_t list = 0;
    split(packed, kBetweenLists, [&, documents = count](std::string_view values) {
      if (list < kLists && !values.empty()) {
        auto& sums = lists[list];
        if (list == 1)
          for (const std::string& path : path_and_ancestors(values)) sums[path] += documents;
        else
          split(values, kBetweenValues,
                [&](std::string_view value) { sums[std::string(value)] += documents; });
      }
      ++list;
    });
  }
  return {most_frequent(lists[0]), most_frequent(lists[1]), most_frequent(lists[2]), most_frequent(lists[3]),
          most_frequent(lists[4])};
}

}  // namespace koujing::search
