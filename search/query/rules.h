// Which pins and bans hold for a question: by its text, its validity time and its record time.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/lexicon.h"

namespace koujing::search {

struct HeldRules {
  struct Pin {
    int position = 1;
    EntryId entry;
  };
  std::vector<Pin> pins;      // by position, then the older rule first; each entry once, none that is banned
  std::vector<EntryId> bans;  // each once
  bool empty() const { return pins.empty() && bans.empty(); }
};

// Immutable after its making; any thread.
class RuleTable {
 public:
  explicit RuleTable(const std::vector<Rule>& rules);

  // `text` as normalise() gives it. Blanks in it do not matter.
  HeldRules held(std::u32string_view text, Instant at, Instant known) const;

 private:
  std::vector<Rule> rules_;
  std::unordered_map<std::u32string, std::vector<std::size_t>> exact_;  // of rules_, by number
  std::vector<std::pair<std::u32string, std::size_t>> contained_;
};

}  // namespace koujing::search
