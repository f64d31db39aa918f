// Which words are said to mean which already, to find what is there twice.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "content/model/lexicon.h"

namespace koujing {

class KnownPairs {
 public:
  explicit KnownPairs(const std::vector<Synonym>& synonyms);

  // Active and proposed ones.
  std::size_t listed() const { return listed_; }
  // Faults "duplicate" at the words of `form` that a listed synonym other than `self` gives already.
  std::vector<Fault> duplicates(const SynonymForm& form, SynonymId self = {}) const;
  // Whether any synonym, a declined one included, joins these two words, in whichever direction.
  bool joins(const std::string& one, const std::string& other) const;
  void add(const Synonym& synonym);

 private:
  struct Pair {
    std::string from, to;
    SynonymId id;
    auto operator<=>(const Pair&) const = default;
  };
  std::set<Pair> pairs_;                                  // listed, both directions of two-way ones
  std::set<std::pair<std::string, std::string>> joined_;  // all, in byte order
  std::size_t listed_ = 0;
};

}  // namespace koujing
