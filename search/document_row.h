// What is known of a document of the index without reading its text: both clocks, its entry, where the rest
// is.
//
// Invariant 6: in force is decided here, from the two clocks, at the moment of asking, to the microsecond; no
// job has to run. Guarded by tests/unit/search/visibility_test.cc.
#pragma once

#include <cstdint>

#include "search/search_types.h"

namespace koujing::search {

// Times in microseconds; an end that is not set is the greatest. What is published together shares them: each
// combination is kept once in clocks.bin, as it is in memory.
struct Clocks {
  std::int64_t valid_from = 0, valid_to = 0;  // [from, to)
  std::int64_t known_from = 0, known_to = 0;  // [from, to)
  std::int64_t published_at = 0;
  std::int64_t confirmed_at = 0;  // 0: not confirmed
  auto operator<=>(const Clocks&) const = default;
};
static_assert(sizeof(Clocks) == 48);

struct DocumentRow : Clocks {
  std::int64_t entry = 0;
  std::uint32_t span = 0;    // place among the documents of its entry
  std::uint32_t unused = 0;  // keeps the size a multiple of 8 without undefined bytes
};
static_assert(sizeof(DocumentRow) == 64);

// A row of the sealed base, written to rows.bin as it is in memory.
struct SealedRow {
  std::uint32_t entry_low = 0, entry_high = 0;
  std::uint32_t span = 0;
  std::uint32_t clocks = 0;  // number of the combination
  std::uint32_t record = 0;  // where its packed rank record begins in records.bin, in units of 4 bytes
  std::int64_t entry() const {
    return static_cast<std::int64_t>(std::uint64_t{entry_high} << 32 | entry_low);
  }
};
static_assert(sizeof(SealedRow) == 20);
inline constexpr std::uint64_t kRecordUnit = 4;  // bytes

DocumentRow row_of(const IndexDocument& document, std::size_t span);

// Whether [from, to) holds `at`. At the last instant of all only what never ends is left.
constexpr bool holds(std::int64_t from, std::int64_t to, Instant at) {
  return from <= at.us && (at.us < to || to == Instant::never().us);
}

constexpr bool in_force(const Clocks& row, Instant at, Instant known) {
  return holds(row.valid_from, row.valid_to, at) && holds(row.known_from, row.known_to, known);
}

}  // namespace koujing::search
