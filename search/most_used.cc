#include "search/most_used.h"

#include <algorithm>
#include <cmath>

namespace koujing::search {

MostUsed::MostUsed(const std::vector<PastUse>& uses) {
  for (const PastUse& use : uses) shares_[use.entry.value] += use.weight;
  for (const auto& [entry, weight] : shares_) first_.push_back(EntryId{entry});
  const auto more = [&](EntryId a, EntryId b) {
    const double of_a = shares_[a.value], of_b = shares_[b.value];
    return of_a != of_b ? of_a > of_b : a.value < b.value;
  };
  const std::size_t kept = std::min(first_.size(), kMostUsed);
  std::partial_sort(first_.begin(), first_.begin() + static_cast<std::ptrdiff_t>(kept), first_.end(), more);
  first_.resize(kept);
  const double most = first_.empty() ? 0 : std::log1p(shares_[first_.front().value]);
  for (auto& [entry, weight] : shares_) weight = most > 0 ? std::log1p(weight) / most : 0;
}

double MostUsed::share(EntryId entry) const {
  const auto found = shares_.find(entry.value);
  return found == shares_.end() ? 0 : found->second;
}

}  // namespace koujing::search
