// Questions that were asked before and served, offered while somebody types the next one.
//
// Only what was used more than once is offered, and nothing with a long number in it: what one customer said
// of himself is nobody else's business. Found by how it begins, in characters, in pinyin and by first
// letters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/lexicon.h"

namespace koujing::search {

struct PastQuery {
  std::string text;  // as it was asked most
  EntryId entry;     // what served it most
  double weight = 0;
};

// Immutable after its making; any thread.
class PastQueries {
 public:
  // About 4 microseconds for each use; at most 50,000 questions are kept, the heaviest.
  explicit PastQueries(const std::vector<PastUse>& uses);

  // Those that begin with `typed`, normalised; the heaviest of the first few thousand, at most `most`.
  std::vector<const PastQuery*> beginning_with(std::u32string_view typed, std::size_t most) const;

 private:
  struct Spelling {
    std::string key;  // UTF-8: characters, pinyin, or first letters
    std::uint32_t query;
  };
  std::vector<PastQuery> queries_;
  std::vector<Spelling> spellings_;  // by key
};

}  // namespace koujing::search
