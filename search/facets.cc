#include "search/facets.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "search/rank_text.h"

namespace koujing::search {
namespace {

// Group and unit separators of ASCII: no name holds them (they are taken out when packing).
constexpr char kBetweenLists = '\x1D';
constexpr char kBetweenValues = '\x1F';

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

bool any_of(const std::vector<std::uint32_t>& values, const std::vector<char>& asked) {
  return std::any_of(values.begin(), values.end(), [&](std::uint32_t value) { return asked[value] != 0; });
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
  const std::string& code = document.text.department.value;
  const std::string& department = document.department_name.empty() ? code : document.department_name;
  std::string packed = clean(document.text.library);
  for (const std::string& list :
       {clean(document.text.catalogue), clean(department), joined(document.text.scope.region),
        joined(document.text.scope.product), clean(code),
        document.node ? std::to_string(document.node->value) : std::string()}) {
    packed += kBetweenLists;
    packed += list;
  }
  return packed;
}

std::uint32_t FacetTable::name(std::string_view text) {
  if (const auto found = name_numbers_.find(text); found != name_numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(names_.size());
  name_numbers_.emplace(names_.emplace_back(text), number);
  return number;
}

std::uint32_t FacetTable::number(std::string_view packed) {
  if (const auto found = numbers_.find(packed); found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(packed_.size());
  numbers_.emplace(packed_.emplace_back(packed), number);
  catalogue_texts_.emplace_back();
  nodes_.emplace_back();
  Values lists;
  std::size_t list = 0;
  split(packed, kBetweenLists, [&](std::string_view values) {
    if (list < kLists && !values.empty()) {
      std::vector<std::uint32_t>& into = lists[list];
      if (list == kCatalogue) catalogue_texts_.back() = rank_text(values);
      if (list == kCatalogue)
        for (const std::string& path : path_and_ancestors(values)) into.push_back(name(path));
      else if (list == kNode)
        std::from_chars(values.data(), values.data() + values.size(), nodes_.back().value);
      else
        split(values, kBetweenValues, [&](std::string_view value) { into.push_back(name(value)); });
    }
    ++list;
  });
  values_.push_back(std::move(lists));
  return number;
}

const std::string* FacetTable::path_then(std::uint32_t number, const PathsThen& then) const {
  if (then.empty() || !nodes_[number]) return nullptr;
  const auto found = then.find(nodes_[number]);
  return found == then.end() ? nullptr : &found->second;
}

std::u16string FacetTable::catalogue_text(std::uint32_t number, const PathsThen& then) const {
  const std::string* path = path_then(number, then);
  return path == nullptr ? catalogue_texts_[number] : rank_text(*path);
}

std::string FacetTable::nearest_catalogue(std::u16string_view question, const PathsThen& then) const {
  double best = 0;
  std::uint32_t nearest = 0;
  for (std::uint32_t i = 0; i < values_.size(); ++i) {
    const std::u16string text = catalogue_text(i, then);
    const std::u16string_view path = text;
    const std::u16string_view name = path.substr(path.rfind(u'/') + 1);
    if (name.empty() || values_[i][kCatalogue].empty()) continue;
    double shared = 0;
    for (const char16_t character : name) shared += question.find(character) != std::u16string_view::npos;
    if (shared / static_cast<double>(name.size()) <= best) continue;
    best = shared / static_cast<double>(name.size());
    nearest = i;
  }
  if (best <= 0) return {};
  const std::string* path = path_then(nearest, then);
  return path == nullptr ? names_[values_[nearest][kCatalogue].back()] : *path;  // ancestors come before it
}

// For each name, whether it was asked for.
std::vector<char> FacetTable::named(const std::vector<std::string>& asked) const {
  std::vector<char> is_asked(names_.size(), 0);
  for (const std::string& one : asked)
    if (const auto found = name_numbers_.find(clean(one)); found != name_numbers_.end())
      is_asked[found->second] = 1;
  return is_asked;
}

std::vector<char> FacetTable::passing(const Filters& filters, const PathsThen& then) const {
  if (filters.library.empty() && filters.catalogue.empty() && filters.department.empty() &&
      filters.region.empty() && filters.product.empty())
    return {};
  const auto library = named(filters.library), catalogue = named(filters.catalogue),
             department = named(filters.department), region = named(filters.region),
             product = named(filters.product);
  const auto hangs_there = [&](std::uint32_t number) {
    const std::string* path = path_then(number, then);
    if (path == nullptr) return any_of(values_[number][kCatalogue], catalogue);
    const std::vector<std::string> upwards = path_and_ancestors(*path);
    return std::any_of(upwards.begin(), upwards.end(), [&](const std::string& one) {
      return std::find(filters.catalogue.begin(), filters.catalogue.end(), one) != filters.catalogue.end();
    });
  };
  std::vector<char> passes;
  passes.reserve(values_.size());
  for (std::uint32_t i = 0; i < values_.size(); ++i) {
    const Values& values = values_[i];
    passes.push_back((filters.library.empty() || any_of(values[kLibrary], library)) &&
                     (filters.catalogue.empty() || hangs_there(i)) &&
                     (filters.department.empty() || any_of(values[kDepartment], department) ||
                      any_of(values[kCode], department)) &&
                     (filters.region.empty() || values[kRegion].empty() || any_of(values[kRegion], region)) &&
                     (filters.product.empty() || any_of(values[kProduct], product)));
  }
  return passes;
}

std::vector<FacetValue> FacetTable::most_frequent(List list, const std::vector<std::uint32_t>& counts) const {
  std::vector<std::uint32_t> sums(names_.size(), 0);
  std::vector<std::uint32_t> counted;
  for (std::size_t i = 0; i < counts.size() && i < values_.size(); ++i) {
    if (counts[i] == 0) continue;
    for (const std::uint32_t value : values_[i][list]) {
      if (sums[value] == 0) counted.push_back(value);
      sums[value] += counts[i];
    }
  }
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return sums[a] != sums[b] ? sums[a] > sums[b] : names_[a] < names_[b];
  };
  const std::size_t kept = std::min(counted.size(), kMaxFacetValues);
  std::partial_sort(counted.begin(), counted.begin() + static_cast<std::ptrdiff_t>(kept), counted.end(),
                    before);
  std::vector<FacetValue> values;
  for (std::size_t i = 0; i < kept; ++i) values.push_back({names_[counted[i]], sums[counted[i]]});
  return values;
}

std::vector<FacetValue> FacetTable::most_frequent_paths(const std::vector<std::uint32_t>& counts,
                                                        const PathsThen& then) const {
  std::map<std::string_view, std::size_t> sums;
  std::deque<std::string> held;
  for (std::uint32_t i = 0; i < counts.size() && i < values_.size(); ++i) {
    if (counts[i] == 0) continue;
    if (const std::string* path = path_then(i, then); path != nullptr)
      for (std::string& one : path_and_ancestors(*path)) sums[held.emplace_back(std::move(one))] += counts[i];
    else
      for (const std::uint32_t value : values_[i][kCatalogue]) sums[names_[value]] += counts[i];
  }
  std::vector<FacetValue> values;
  values.reserve(sums.size());
  for (const auto& [path, count] : sums) values.push_back({std::string(path), count});
  std::stable_sort(values.begin(), values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  if (values.size() > kMaxFacetValues) values.resize(kMaxFacetValues);
  return values;
}

Facets FacetTable::facets(const std::vector<std::uint32_t>& counts, const PathsThen& then) const {
  return {most_frequent(kLibrary, counts),
          then.empty() ? most_frequent(kCatalogue, counts) : most_frequent_paths(counts, then),
          most_frequent(kDepartment, counts), most_frequent(kRegion, counts),
          most_frequent(kProduct, counts)};
}

}  // namespace koujing::search
