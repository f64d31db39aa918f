// Whether a document really holds what was asked for in quotes, side by side.
#pragma once

#include <xapian.h>

#include <vector>

#include "search/query/analysed_query.h"

namespace koujing::search {

// The query already demands every pair of the phrase; this looks at the text itself. After kBudget documents
// it believes the pairs: a phrase that common is found rightly by them, and the cost of a search stays
// bounded.
class PhraseCheck final : public Xapian::MatchDecider {
 public:
  static constexpr int kBudget = 500;

  explicit PhraseCheck(const std::vector<QueryPhrase>& phrases) : phrases_(phrases) {}
  bool operator()(const Xapian::Document& document) const override;
  bool ran_out() const { return checked_ >= kBudget; }

 private:
  const std::vector<QueryPhrase>& phrases_;
  mutable int checked_ = 0;  // used by one search in one thread
};

}  // namespace koujing::search
