// The numbers of the first stage: which terms find candidates, and how they are weighed.
#pragma once

#include <chrono>
#include <cstddef>

namespace koujing::search {

// The rarest terms of a query are taken until their postings are this many; frequent ones would find little
// and cost most. 120,000, 60,000, 30,000 and 20,000 with the best 400, 400, 300 and 200 read rank three sets
// among 300,000 others equally well (docs/search-quality.md); the last takes 0.4 times as long as the second.
inline constexpr std::size_t kPostings = 20'000;
// When filters and clocks leave fewer than this, more terms are taken, up to kMostPostings.
inline constexpr std::size_t kEnough = 20;
inline constexpr std::size_t kMostPostings = 120'000;
// How many candidates the second stage scores.
inline constexpr std::size_t kSecondStage = 200;

// BM25's k1, with b = 0: no length is looked up. Headings and text are weighed apart.
inline constexpr double kFirstK1 = 1.2;
inline constexpr double kHeadingWeight = 1.0;
inline constexpr double kTextWeight = 0.7;
inline constexpr double kCharacterWeight = 0.35;  // of a single character, of its idf
// A word of the query inside a longer word (phone in iphone15).
inline constexpr double kPieceWeight = 0.5;
// The query is a whole title, question, document number or id.
inline constexpr double kExactWeight = 300;
inline constexpr double kEntryWeight = 400;  // it names this entry

// The design limit is 100 ms for one query; what is left of it is for showing.
inline constexpr std::chrono::milliseconds kTimeForOneSearch{60};

}  // namespace koujing::search
