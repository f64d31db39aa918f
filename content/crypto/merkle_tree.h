// The Merkle tree of RFC 6962 (section 2.1; proofs as RFC 9162 checks them) over SHA-256.
//
// Leaves are numbered from 0. A node (level, index) stands over the 2^level leaves from index * 2^level; it
// exists once all of them do, and never changes afterwards. All of it is pure and safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"

namespace koujing {

using TreeHash = std::array<unsigned char, 32>;

TreeHash hash_leaf(std::string_view data);                        // SHA-256(0x00 || data)
TreeHash hash_node(const TreeHash& left, const TreeHash& right);  // SHA-256(0x01 || left || right)
TreeHash hash_of_empty_tree();                                    // SHA-256("")

std::string tree_hash_text(const TreeHash& hash);                    // base64, 44 characters
std::optional<TreeHash> tree_hash_from_text(std::string_view text);  // nothing but exactly that spelling

// Gives a node that exists; its errors are passed on.
using ReadNode = std::function<Result<TreeHash>(int level, std::uint64_t index)>;
using WriteNode = std::function<Status(int level, std::uint64_t index, const TreeHash& hash)>;

// Writes the leaf with number `index`, which follows the last one, and every node that it completes.
Status add_leaf(std::uint64_t index, const TreeHash& leaf, const ReadNode& read, const WriteNode& write);

// Of the first `size` leaves.
Result<TreeHash> root_of(std::uint64_t size, const ReadNode& read);
// Precondition: index < size.
Result<std::vector<TreeHash>> inclusion_proof(std::uint64_t index, std::uint64_t size, const ReadNode& read);
// Precondition: 0 < first <= second.
Result<std::vector<TreeHash>> consistency_proof(std::uint64_t first, std::uint64_t second,
                                                const ReadNode& read);

// Whether `leaf` is number `index` of the tree of `size` leaves with this root.
bool inclusion_holds(const TreeHash& leaf, std::uint64_t index, std::uint64_t size,
                     const std::vector<TreeHash>& proof, const TreeHash& root);
// Whether the tree of `second` leaves begins with the `first` ones of the other. Nothing precedes no tree:
// first 0 holds with an empty proof only.
bool consistency_holds(std::uint64_t first, const TreeHash& first_root, std::uint64_t second,
                       const TreeHash& second_root, const std::vector<TreeHash>& proof);

// A tree that leaves are only added to, in memory: one hash for each one bit of its size.
class GrowingTree {
 public:
  // `completed` is told of every node that the leaf completes, from the leaf itself upwards.
  using Completed = std::function<void(int level, std::uint64_t index, const TreeHash& hash)>;
  void add(const TreeHash& leaf, const Completed& completed = {});
  std::uint64_t size() const { return size_; }
  TreeHash root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<TreeHash> peaks_;  // of the full subtrees from the left, the largest first
};

}  // namespace koujing
