#include "search/text/word_trie.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace koujing::search {
namespace {

constexpr std::size_t kMostNodes = std::size_t{1} << 21;
constexpr char32_t kIdeographs = 0x4E00;
constexpr std::uint64_t kChildBits = 0x1FFFFF;
constexpr float kNoWord = std::numeric_limits<float>::infinity();
constexpr std::size_t kLeastSlots = 1024;

std::uint64_t key_of(WordTrie::Node node, char32_t character) {
  return (static_cast<std::uint64_t>(node) << 42) | (static_cast<std::uint64_t>(character) << 21);
}

}  // namespace

WordTrie::WordTrie(std::size_t expected_nodes) {
  costs_.reserve(std::min(expected_nodes + 1, kMostNodes));
  costs_.push_back(kNoWord);
  rehash(std::bit_ceil(std::max(kLeastSlots, std::min(expected_nodes, kMostNodes) * 2)));
}

// Where the edge of this key is, or where it would go. A table that is never full has a free slot to end at.
std::size_t WordTrie::slot_of(std::uint64_t key) const {
  // Fibonacci hashing: 2^64 divided by the golden ratio spreads neighbouring keys (Knuth, vol. 3, 6.4).
  std::size_t at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> shift_);
  while (slots_[at] != 0 && (slots_[at] & ~kChildBits) != key) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void WordTrie::rehash(std::size_t slots) {
  std::vector<std::uint64_t> old = std::move(slots_);
  slots_.assign(slots, 0);
  shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots));
  for (const std::uint64_t edge : old)
    if (edge != 0) slots_[slot_of(edge & ~kChildBits)] = edge;
}

WordTrie::Node WordTrie::next(Node node, char32_t character) const {
  if (node == kRoot && character >= kIdeographs && character - kIdeographs < first_.size()) {
    const Node child = first_[character - kIdeographs];
    return child == 0 ? kNone : child;
  }
  if (character > 0x10FFFF) return kNone;
  const std::uint64_t edge = slots_[slot_of(key_of(node, character))];
  return edge == 0 ? kNone : static_cast<Node>(edge & kChildBits);
}

WordTrie::Node WordTrie::grow(Node node, char32_t character) {
  if (const Node there = next(node, character); there != kNone) return there;
  if (character > 0x10FFFF || costs_.size() >= kMostNodes) return kNone;
  const auto child = static_cast<Node>(costs_.size());
  costs_.push_back(kNoWord);
  if (node == kRoot && character >= kIdeographs && character - kIdeographs < first_.size()) {
    first_[character - kIdeographs] = child;
    return child;
  }
  if ((used_ + 1) * 10 > slots_.size() * 7) rehash(slots_.size() * 2);
  const std::uint64_t key = key_of(node, character);
  slots_[slot_of(key)] = key | child;
  ++used_;
  return child;
}

void WordTrie::end_word(Node node, float cost) { costs_[node] = std::min(costs_[node], cost); }

void WordTrie::raise_all_costs(float by) {
  for (float& cost : costs_) cost += by;
}

}  // namespace koujing::search
