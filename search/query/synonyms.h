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
  // and all of them together. The longest word that begins at a place wins. By the synonyms that were known
  // at the record time `known`.
  std::vector<std::u32string> rewrite(std::u32string_view text, std::size_t most, Instant known) const;

 private:
  struct Other {
    std::u32string text;
    Instant from, to;  // record times: [from, to)
    bool operator==(const Other&) const = default;
  };
  struct Words {
    std::unordered_map<std::u32string, std::vector<Other>> others;
    std::size_t longest = 0;
    void add(const std::u32string& word, Other other);
  };
  struct Place {
    std::size_t begin, length;
    std::vector<const std::u32string*> others;
  };

  void add(const std::string& from, const std::string& to, const Synonym& synonym);
  std::vector<Place> places_in(std::u32string_view text, Instant known) const;

  Words live_, all_;
  Instant changed_ = Instant::always();  // from then on live_ has what all_ has
};

}  // namespace koujing::search
