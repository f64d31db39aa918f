// The first stage: a few hundred documents that may answer, found by the rarest terms of the query.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "search/most_used.h"
#include "search/query/analysed_query.h"
#include "search/query/rules.h"
#include "search/search_types.h"
#include "search/time_box.h"
#include "search/xapian/session_pool.h"

namespace koujing::search {

struct Candidate {
  DocumentNumber number = 0;
  float score = 0;
  bool named = false;  // the query is its whole title or question, its document number or its id
};

// What a document must have beside the words: clocks and filters.
class Gate {
 public:
  // `banned` never passes.
  Gate(const IndexTable& table, const Request& request, const std::vector<DocumentNumber>& banned = {})
      : bits_(table.passing_bits(request.at, request.known, request.filters, request.paths_then)) {
    if (!banned.empty()) {
      auto fewer = std::make_shared<std::vector<std::uint64_t>>(*bits_);
      for (const DocumentNumber number : banned)
        (*fewer)[number >> 6] &= ~(std::uint64_t{1} << (number & 63));
      bits_ = std::move(fewer);
    }
    words_ = bits_->data();
  }

  bool lets(DocumentNumber number) const { return (words_[number >> 6] >> (number & 63) & 1) != 0; }

 private:
  std::shared_ptr<const std::vector<std::uint64_t>> bits_;
  const std::uint64_t* words_ = nullptr;
};

struct Found {
  std::vector<Candidate> best;              // in falling order of score, then of number
  std::size_t total = 0;                    // that passed
  bool all = true;                          // every document that has one of the terms was looked at
  std::vector<std::uint32_t> facet_counts;  // by combination; when asked for
};

struct Finding {
  IndexSession& session;
  const Request& request;
  const Gate& gate;
  TimeBox& time;
  std::size_t wanted;  // candidates to give
};

// Documents that share a pair, a word or a number with the query; of phrases, those that have them. Single
// characters only add to the score. Throws Xapian::Error.
Found find_strict(const Finding& finding, const AnalysedQuery& query, bool with_phrases);
// Documents that share a character, a letter or a piece of a word.
Found find_relaxed(const Finding& finding, const AnalysedQuery& query);
// Documents with a heading that begins with what `letters` (small, or digits) sound like, or, from three on,
// that has them side by side as first letters. Scores are in (0, 1]: the part of the heading that the letters
// stand for, and how much the entry is used.
Found find_sounding(const Finding& finding, const MostUsed& used, const std::string& letters);
// The newest.
Found find_newest(const Finding& finding);

// The documents of an entry, in force or not.
std::vector<DocumentNumber> documents_of(const IndexSession& session, EntryId entry);
// Of all that `rules` ban.
std::vector<DocumentNumber> banned_documents(const IndexSession& session, const HeldRules& rules);

// About the logarithm of how many times fewer documents have a term than there are.
double idf(double documents, double frequency);

}  // namespace koujing::search
