// What is answered with most often, whatever was asked: by what a first letter is put in order, which says
// little by itself.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "search/lexicon.h"

namespace koujing::search {

// Immutable after its making; any thread.
class MostUsed {
 public:
  explicit MostUsed(const std::vector<PastUse>& uses);

  // 0 to 1, by the logarithm of its uses; 1 for the most used entry of all.
  double share(EntryId entry) const;
  // At most kMostUsed, the most used first.
  const std::vector<EntryId>& first() const { return first_; }

 private:
  std::unordered_map<std::int64_t, double> shares_;
  std::vector<EntryId> first_;
};

inline constexpr std::size_t kMostUsed = 200;

}  // namespace koujing::search
