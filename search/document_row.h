// What is known of a document of the index without reading its text: both clocks, its entry, where the rest
// is.
//
// Invariant 6: in force is decided here, from the two clocks, at the moment of asking, to the microsecond; no
// job has to run. Guarded by tests/unit/search/visibility_test.cc.
#pragma once

#include <cstdint>

#include "search/search_types.h"

namespace koujing::search {

// Written to rows.bin as it is in memory. Times in microseconds; an end that is not set is the greatest.
struct DocumentRow {
  std::int64_t valid_from = 0, valid_to = 0;  // [from, to)
  std::int64_t known_from = 0, known_to = 0;  // [from, to)
  std::int64_t published_at = 0;
  std::int64_t confirmed_at = 0;  // 0: not confirmed
  std::int64_t entry = 0;
  std::uint32_t span = 0;    // place among the documents of its entry
  std::uint32_t unused = 0;  // keeps the size a multiple of 8 without undefined bytes
  std::uint64_t record = 0;  // where its rank record begins, in units of two bytes
};
static_assert(sizeof(DocumentRow) == 72);

DocumentRow row_of(const IndexDocument& document, std::size_t span);

// Whether [from, to) holds `at`. At the last instant of all only what never ends is left.
constexpr bool holds(std::int64_t from, std::int64_t to, Instant at) {
  return from <= at.us && (at.us < to || to == Instant::never().us);
}

constexpr bool in_force(const DocumentRow& row, Instant at, Instant known) {
  return holds(row.valid_from, row.valid_to, at) && holds(row.known_from, row.known_to, known);
}

}  // namespace koujing::search
