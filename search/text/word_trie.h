// Words that share their beginnings, in one flat table: the memory of a Dictionary.
//
// A node stands for a beginning of words; node 0 is the empty one. An edge is one 64-bit slot of a hash table
// with open addressing: parent, character, child, 21 bits each. 490,000 nodes take 10 MB. Filling is for one
// thread; after that any number of threads may read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace koujing::search {

class WordTrie {
 public:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;
  static constexpr Node kNone = 0xFFFFFFFF;

  // Makes room for so many nodes at once.
  explicit WordTrie(std::size_t expected_nodes = 0);

  // The node of a beginning that is longer by one character, or kNone.
  Node next(Node node, char32_t character) const;

  // The same, made when it is not there. kNone for what is no character, and when 2^21 nodes are full.
  Node grow(Node node, char32_t character);

  // What a word costs that ends at the node: infinity when none does. A word is kept at the least cost it was
  // given.
  float cost(Node node) const { return costs_[node]; }
  void end_word(Node node, float cost);
  void raise_all_costs(float by);

  bool empty() const { return costs_.size() == 1; }

 private:
  std::size_t slot_of(std::uint64_t key) const;
  void rehash(std::size_t slots);

  std::vector<std::uint64_t> slots_;  // 0 = free: no edge leads to the root, so none is 0
  std::size_t used_ = 0;
  unsigned shift_ = 64;
  std::vector<float> costs_;          // by node
  std::array<Node, 0x5200> first_{};  // children of the root among the ideographs U+4E00 to U+9FFF; 0 = none
};

}  // namespace koujing::search
