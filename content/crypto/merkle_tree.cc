#include "content/crypto/merkle_tree.h"

#include <algorithm>
#include <bit>

#include "content/crypto/base64.h"
#include "content/crypto/sha256.h"

namespace koujing {
namespace {

static_assert(std::is_same_v<TreeHash, Sha256Bytes>);

std::string_view bytes_of(const TreeHash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

// The largest power of two below n; n > 1.
std::uint64_t split_of(std::uint64_t n) { return std::bit_floor(n - 1); }

// MTH of RFC 6962 over leaves [begin, begin + n). `begin` is a multiple of the power of two not below n.
Result<TreeHash> hash_of_range(std::uint64_t begin, std::uint64_t n, const ReadNode& read) {
  if (std::has_single_bit(n)) {
    const int level = std::countr_zero(n);
    return read(level, begin >> level);
  }
  const std::uint64_t k = split_of(n);
  KJ_TRY(const TreeHash left, hash_of_range(begin, k, read));
  KJ_TRY(const TreeHash right, hash_of_range(begin + k, n - k, read));
  return hash_node(left, right);
}

// SUBPROOF of RFC 6962 over leaves [begin, begin + n), of which `m` were there before.
Status add_subproof(std::uint64_t m, std::uint64_t begin, std::uint64_t n, bool whole, const ReadNode& read,
                    std::vector<TreeHash>& proof) {
  if (m == n) {
    if (whole) return {};
    KJ_TRY(const TreeHash hash, hash_of_range(begin, n, read));
    proof.push_back(hash);
    return {};
  }
  const std::uint64_t k = split_of(n);
  if (m <= k) {
    KJ_DO(add_subproof(m, begin, k, whole, read, proof));
    KJ_TRY(const TreeHash right, hash_of_range(begin + k, n - k, read));
    proof.push_back(right);
    return {};
  }
  KJ_DO(add_subproof(m - k, begin + k, n - k, false, read, proof));
  KJ_TRY(const TreeHash left, hash_of_range(begin, k, read));
  proof.push_back(left);
  return {};
}

}  // namespace

TreeHash hash_leaf(std::string_view data) { return sha256_bytes({std::string_view("\0", 1), data}); }

TreeHash hash_node(const TreeHash& left, const TreeHash& right) {
  return sha256_bytes({"\1", bytes_of(left), bytes_of(right)});
}

TreeHash hash_of_empty_tree() { return sha256_bytes({}); }

std::string tree_hash_text(const TreeHash& hash) { return base64(bytes_of(hash)); }

std::optional<TreeHash> tree_hash_from_text(std::string_view text) {
  const std::optional<std::string> bytes = base64_bytes(text);
  TreeHash hash;
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

Status add_leaf(std::uint64_t index, const TreeHash& leaf, const ReadNode& read, const WriteNode& write) {
  TreeHash hash = leaf;
  KJ_DO(write(0, index, hash));
  for (int level = 0; (index & 1) != 0; ++level, index >>= 1) {
    KJ_TRY(const TreeHash left, read(level, index - 1));
    hash = hash_node(left, hash);
    KJ_DO(write(level + 1, index >> 1, hash));
  }
  return {};
}

Result<TreeHash> root_of(std::uint64_t size, const ReadNode& read) {
  if (size == 0) return hash_of_empty_tree();
  return hash_of_range(0, size, read);
}

Result<std::vector<TreeHash>> inclusion_proof(std::uint64_t index, std::uint64_t size, const ReadNode& read) {
  // PATH of RFC 6962, from the root down; the proof goes from the leaf up.
  std::vector<TreeHash> proof;
  std::uint64_t begin = 0;
  while (size > 1) {
    const std::uint64_t k = split_of(size);
    const bool left = index - begin < k;
    KJ_TRY(const TreeHash beside,
           left ? hash_of_range(begin + k, size - k, read) : hash_of_range(begin, k, read));
    proof.push_back(beside);
    if (!left) begin += k;
    size = left ? k : size - k;
  }
  return std::vector<TreeHash>(proof.rbegin(), proof.rend());
}

Result<std::vector<TreeHash>> consistency_proof(std::uint64_t first, std::uint64_t second,
                                                const ReadNode& read) {
  std::vector<TreeHash> proof;
  KJ_DO(add_subproof(first, 0, second, true, read, proof));
  return proof;
}

// RFC 9162, 2.1.3.2.
bool inclusion_holds(const TreeHash& leaf, std::uint64_t index, std::uint64_t size,
                     const std::vector<TreeHash>& proof, const TreeHash& root) {
  if (index >= size) return false;
  std::uint64_t fn = index, sn = size - 1;
  TreeHash hash = leaf;
  for (const TreeHash& beside : proof) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      hash = hash_node(beside, hash);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      hash = hash_node(hash, beside);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && hash == root;
}

// RFC 9162, 2.1.4.2.
bool consistency_holds(std::uint64_t first, const TreeHash& first_root, std::uint64_t second,
                       const TreeHash& second_root, const std::vector<TreeHash>& proof) {
  if (first > second) return false;
  if (first == second) return proof.empty() && first_root == second_root;
  if (first == 0) return proof.empty() && first_root == hash_of_empty_tree();
  auto at = proof.begin();
  if (at == proof.end()) return false;
  std::uint64_t fn = first - 1, sn = second - 1;
  while ((fn & 1) != 0) {
    fn >>= 1;
    sn >>= 1;
  }
  // A first tree that is full is a node of the second one and is not repeated in the proof.
  TreeHash fr = std::has_single_bit(first) ? first_root : *at++;
  TreeHash sr = fr;
  for (; at != proof.end(); ++at) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      fr = hash_node(*at, fr);
      sr = hash_node(*at, sr);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      sr = hash_node(sr, *at);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && fr == first_root && sr == second_root;
}

void GrowingTree::add(const TreeHash& leaf, const Completed& completed) {
  TreeHash hash = leaf;
  int level = 0;
  if (completed) completed(level, size_, hash);
  for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
    hash = hash_node(peaks_.back(), hash);
    peaks_.pop_back();
    if (completed) completed(++level, rest >> 1, hash);
  }
  peaks_.push_back(hash);
  ++size_;
}

TreeHash GrowingTree::root() const {
  if (peaks_.empty()) return hash_of_empty_tree();
  TreeHash hash = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) hash = hash_node(*peak, hash);
  return hash;
}

}  // namespace koujing
