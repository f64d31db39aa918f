// What customers say put into what the entries say: a question asked again in other words.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/lexicon.h"

namespace koujing::search {

// Immutable after its making; any thread.
class SynonymTable {
 public:
  explicit SynonymTable(const std::vector<Synonym>& synonyms);

  // `text` (normalised) with one or more of its words exchanged, at most `most` texts: every word by itself,
  // and all of them together. The longest word that begins at a place wins.
  std::vector<std::u32string> rewrite(std::u32string_view text, std::size_t most) const;

 private:
  void add(const std::string& from, const std::string& to);

  std::unordered_map<std::u32string, std::vector<std::u32string>> words_;
  std::size_t longest_ = 0;
};

}  // namespace koujing::search
