// Candidates of one query, and their scores while its terms come in.
//
// Postings are not added up one by one at their documents: a million scores do not fit where memory is quick.
// They are noted down, parted into windows of neighbouring documents, and added up window by window (settle).
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "search/posting_list.h"
#include "search/xapian/find_candidates.h"

namespace koujing::search {

// One term to look up, as it is in the index.
struct Lookup {
  std::string term;
  double weight = 0;  // of one occurrence, saturating
  std::size_t frequency = 0;
  bool by_field = false;  // headings and text weigh apart
};

class Gathering {
 public:
  explicit Gathering(const Finding& finding);
  ~Gathering();
  Gathering(const Gathering&) = delete;
  Gathering& operator=(const Gathering&) = delete;

  // Adds a term to the documents that have it and pass the gate; with `only_known`, to those that another
  // term found before. All that follow throw Xapian::Error.
  void add(const Lookup& lookup, bool only_known);
  // The query names these documents.
  void add_named(const std::vector<DocumentNumber>& numbers, double weight, bool only_known);
  // Documents that have every one of `terms`.
  void add_all_of(const std::vector<std::string>& terms, double weight, bool only_known);

  // Keeps the documents that pass `has(number)`, which is asked in order of number.
  template <class Has>
  void keep(Has has) {
    settle();
    std::erase_if(known_, [&](const Scored& one) { return finding_.time.over() || !has(one.number); });
  }

  // Documents that were found until now.
  std::size_t size() {
    settle();
    return known_.size();
  }

  // The best of them. `all`: no term was left out.
  Found found(bool all);

 private:
  void note(DocumentNumber number, float score) { noted_.push_back({number, score}); }
  void settle();

  const Finding& finding_;
  std::vector<Scored>& noted_;   // not added up yet, in any order
  std::vector<Scored>& known_;   // each document once, by number
  std::vector<Scored>& parted_;  // scratch
  std::unordered_set<DocumentNumber> named_;
};

}  // namespace koujing::search
