#include "search/filter_terms.h"

#include "search/document_terms.h"
#include "search/field_table.h"

namespace koujing::search {

std::vector<std::vector<std::string>> filter_groups(const Filters& filters) {
  std::vector<std::vector<std::string>> groups;
  const auto add = [&](const Field& of, const std::vector<std::string>& names) -> std::vector<std::string>* {
    if (names.empty()) return nullptr;
    std::vector<std::string>& group = groups.emplace_back();
    for (const std::string& name : names) group.push_back(term(of.prefix, name));
    return &group;
  };
  add(field("library"), filters.library);
  add(field("catalogue"), filters.catalogue);
  add(field("department"), filters.department);
  if (auto* regions = add(field("region"), filters.region))
    regions->push_back(term(field("region").prefix, ""));
  add(field("product"), filters.product);
  return groups;
}

}  // namespace koujing::search
