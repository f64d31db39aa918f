// The numbers of the ranking formula, one setting for every library.
//
// Chosen on the dev sets of docs/decisions/0004-search-analysis.md (run of 2026-11-22); each was better than
// or within noise (3 points) of every other on all six sets. A second stage over the first few hundred comes
// after this one.
#pragma once

namespace koujing::search {

// BM25, Robertson's form as Xapian has it. k1: how fast repetition stops counting; b: how much a long entry
// is held back; min_length: entries shorter than this part of the mean count as that long.
inline constexpr double kK1 = 1.2;
inline constexpr double kB = 0.75;
inline constexpr double kMinLength = 0.5;

// Single characters rank beside pairs and words; what they find alone is only shown when nothing else is
// found.
inline constexpr double kCharacterScale = 1.2;
// Added for a word of the query inside a longer word of the text (phone in iphone15). A whole rare word
// weighs about 10, a common one about 1: pieces find, and hardly rank.
inline constexpr double kPieceWeight = 0.5;
// The query is a whole title, question, document number or id: before everything else.
inline constexpr double kExactScale = 20;

}  // namespace koujing::search
