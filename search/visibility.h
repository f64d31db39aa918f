// What in force means to the index: four bounds on values of the document, checked within the query.
//
// Invariant 6: [from, to) on both clocks, to the microsecond, with no job that has to run at that moment.
// Guarded by tests/unit/search/visibility_test.cc.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "content/model/instant.h"

namespace koujing::search {

// 8 bytes that compare as the instants do.
std::string sortable(Instant at);

struct SlotBound {
  std::uint32_t slot = 0;
  bool at_least = false;  // else: at most
  std::string value;
};

// A document is in force at `at` as known at `known` when all of these hold.
std::array<SlotBound, 4> in_force(Instant at, Instant known);

}  // namespace koujing::search
