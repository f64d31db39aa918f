#include "search/visibility.h"

#include "search/field_table.h"

namespace koujing::search {
namespace {

// The end is exclusive: to > at is to >= at + 1 microsecond. At the last instant of all only what never
// ends is left.
Instant just_after(Instant at) { return at == Instant::never() ? at : Instant{at.us + 1}; }

}  // namespace

std::string sortable(Instant at) {
  const std::uint64_t ordered = static_cast<std::uint64_t>(at.us) ^ (std::uint64_t{1} << 63);
  std::string bytes(8, '\0');
  for (int i = 0; i < 8; ++i) bytes[static_cast<std::size_t>(i)] = static_cast<char>(ordered >> (56 - 8 * i));
  return bytes;
}

std::array<SlotBound, 4> in_force(Instant at, Instant known) {
  return {SlotBound{slot("valid_from"), false, sortable(at)},
          SlotBound{slot("valid_to"), true, sortable(just_after(at))},
          SlotBound{slot("known_from"), false, sortable(known)},
          SlotBound{slot("known_to"), true, sortable(just_after(known))}};
}

}  // namespace koujing::search
