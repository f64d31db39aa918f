// The tree against the vectors that implementations of RFC 6962 share (those of Certificate Transparency's
// own log, as transparency-dev/merkle publishes them), against the definition itself for other sizes, and
// signed notes against the example of Go's sumdb.
#include "content/crypto/merkle_tree.h"

#include <map>

#include "content/crypto/digest.h"
#include "content/crypto/signed_note.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

std::string hex(const TreeHash& hash) {
  return hex_of({reinterpret_cast<const char*>(hash.data()), hash.size()});
}
std::vector<std::string> hex(const std::vector<TreeHash>& path) {
  std::vector<std::string> list;
  for (const TreeHash& hash : path) list.push_back(hex(hash));
  return list;
}

const std::vector<std::string> kLeaves = {"",
                                          std::string("\x00", 1),
                                          "\x10",
                                          "\x20\x21",
                                          "\x30\x31",
                                          "\x40\x41\x42\x43",
                                          "\x50\x51\x52\x53\x54\x55\x56\x57",
                                          "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
const std::vector<std::string> kRoots = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                         "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

class Tree {
 public:
  void add(const TreeHash& leaf) {
    ASSERT_TRUE(add_leaf(size_++, leaf, read(), [this](int level, std::uint64_t index, const TreeHash& hash) {
                  EXPECT_TRUE(nodes_.emplace(std::pair(level, index), hash).second) << "written twice";
                  return Status();
                }).ok());
    grown_.add(leaf);
  }
  ReadNode read() const {
    return [this](int level, std::uint64_t index) -> Result<TreeHash> {
      const auto found = nodes_.find({level, index});
      if (found == nodes_.end()) return Error{ErrorKind::kInternal, "no_node", {}};
      return found->second;
    };
  }
  TreeHash root(std::uint64_t size) const { return must(root_of(size, read())); }
  TreeHash grown() const { return grown_.root(); }

 private:
  std::uint64_t size_ = 0;
  std::map<std::pair<int, std::uint64_t>, TreeHash> nodes_;
  GrowingTree grown_;
};

Tree vectors_tree() {
  Tree tree;
  for (const std::string& leaf : kLeaves) tree.add(hash_leaf(leaf));
  return tree;
}

TEST(MerkleTree, HasTheRootsOfThePublicVectors) {
  Tree tree;
  EXPECT_EQ(hex(tree.grown()), kRoots[0]);
  for (std::size_t n = 1; n <= kLeaves.size(); ++n) {
    tree.add(hash_leaf(kLeaves[n - 1]));
    EXPECT_EQ(hex(tree.grown()), kRoots[n]) << n;
    for (std::size_t size = 0; size <= n; ++size) EXPECT_EQ(hex(tree.root(size)), kRoots[size]) << n;
  }
}

TEST(MerkleTree, GivesTheProofsOfThePublicVectors) {
  const Tree tree = vectors_tree();
  using Path = std::vector<std::string>;
  const auto inclusion = [&](std::uint64_t leaf, std::uint64_t size) {
    return hex(must(inclusion_proof(leaf - 1, size, tree.read())));
  };
  const auto consistency = [&](std::uint64_t first, std::uint64_t second) {
    return hex(must(consistency_proof(first, second, tree.read())));
  };
  const std::string a = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  const std::string b = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  const std::string c = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  const std::string d = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  const std::string e = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  const std::string f = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
  EXPECT_EQ(inclusion(1, 1), Path{});
  EXPECT_EQ(inclusion(1, 8), (Path{a, b, c}));
  EXPECT_EQ(inclusion(6, 8), (Path{d, e, kRoots[4]}));
  EXPECT_EQ(inclusion(3, 3), Path{kRoots[2]});
  EXPECT_EQ(inclusion(2, 5), (Path{kRoots[1], b, d}));
  EXPECT_EQ(consistency(1, 1), Path{});
  EXPECT_EQ(consistency(1, 8), (Path{a, b, c}));
  EXPECT_EQ(consistency(6, 8), (Path{f, e, kRoots[4]}));
  EXPECT_EQ(consistency(2, 5), (Path{b, d}));
}

// MTH of RFC 6962, 2.1, written down as it stands there.
TreeHash defined(const std::vector<TreeHash>& leaves, std::size_t begin, std::size_t n) {
  if (n == 0) return hash_of_empty_tree();
  if (n == 1) return leaves[begin];
  std::size_t k = 1;
  while (k * 2 < n) k *= 2;
  return hash_node(defined(leaves, begin, k), defined(leaves, begin + k, n - k));
}

TEST(MerkleTree, ProvesEveryLeafAndEveryGrowthAndNothingElse) {
  constexpr std::size_t kMost = 70;
  Tree tree;
  std::vector<TreeHash> leaves;
  for (std::size_t i = 0; i < kMost; ++i) {
    leaves.push_back(hash_leaf("leaf " + std::to_string(i)));
    tree.add(leaves.back());
  }
  for (std::size_t size = 1; size <= kMost; ++size) {
    const TreeHash root = tree.root(size);
    ASSERT_EQ(root, defined(leaves, 0, size)) << size;
    for (std::size_t i = 0; i < size; ++i) {
      const auto proof = must(inclusion_proof(i, size, tree.read()));
      ASSERT_TRUE(inclusion_holds(leaves[i], i, size, proof, root)) << i << " of " << size;
      EXPECT_FALSE(inclusion_holds(leaves[(i + 1) % kMost], i, size, proof, root));
      if (size > 1) {
        EXPECT_FALSE(inclusion_holds(leaves[i], (i + 1) % size, size, proof, root));
      }
      auto longer = proof;
      longer.push_back(root);
      EXPECT_FALSE(inclusion_holds(leaves[i], i, size, longer, root));
      if (!proof.empty()) {
        auto shorter = proof;
        shorter.pop_back();
        EXPECT_FALSE(inclusion_holds(leaves[i], i, size, shorter, root));
        auto flipped = proof;
        flipped[proof.size() / 2][5] ^= 1;
        EXPECT_FALSE(inclusion_holds(leaves[i], i, size, flipped, root));
      }
    }
    for (std::size_t first = 1; first <= size; ++first) {
      const auto proof = must(consistency_proof(first, size, tree.read()));
      const TreeHash before = tree.root(first);
      ASSERT_TRUE(consistency_holds(first, before, size, root, proof)) << first << " in " << size;
      TreeHash other = before;
      other[0] ^= 1;
      EXPECT_FALSE(consistency_holds(first, other, size, root, proof));
      other = root;
      other[31] ^= 128;
      EXPECT_FALSE(consistency_holds(first, before, size, other, proof));
      if (first < size) {
        EXPECT_FALSE(consistency_holds(first, before, size, root, {}));
        EXPECT_FALSE(consistency_holds(size, root, first, before, proof)) << "a tree does not shrink";
      }
    }
  }
  EXPECT_TRUE(consistency_holds(0, hash_of_empty_tree(), 5, tree.root(5), {}));
  EXPECT_FALSE(inclusion_holds(leaves[0], 5, 5, {}, tree.root(5))) << "there is no leaf 5";
}

TEST(MerkleTree, ReadsItsOwnSpellingOfAHashAlone) {
  const TreeHash hash = hash_leaf("x");
  const std::string text = tree_hash_text(hash);
  EXPECT_EQ(text.size(), 44U);
  EXPECT_EQ(tree_hash_from_text(text), hash);
  EXPECT_FALSE(tree_hash_from_text(text.substr(0, 43)));
  EXPECT_FALSE(tree_hash_from_text(text + "\n"));
  EXPECT_FALSE(tree_hash_from_text(text.substr(0, 42) + "x=")) << "bits behind the last byte";
  EXPECT_FALSE(tree_hash_from_text(""));
}

// The example of golang.org/x/mod/sumdb/note.
constexpr const char* kName = "PeterNeumann";
constexpr const char* kKey = "1a5cd907143c384c41e830c5bce12aa8817ec5649aaabf2c31388b35b2d744d6";
constexpr const char* kText =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
constexpr const char* kSignature =
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

TEST(SignedNote, OpensTheExampleOfAnotherProgram) {
  const std::string note = std::string(kText) + "\n" + kSignature;
  EXPECT_EQ(must(open_note(note, kName, kKey)), kText);
  EXPECT_EQ(verifier_key(kName, kKey), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  // A witness beside it is passed over.
  EXPECT_EQ(must(open_note(note + "\u2014 witness AAAAAAEC\n", kName, kKey)), kText);
  EXPECT_EQ(code_of(open_note(note, "somebody", kKey)), "unsigned_note");
  EXPECT_EQ(code_of(open_note(note, kName, std::string(64, '1'))), "unsigned_note");
  EXPECT_EQ(code_of(open_note(kText, kName, kKey)), "not_a_note");
  EXPECT_EQ(code_of(open_note("", kName, kKey)), "not_a_note");
}

TEST(SignedNote, NoByteOfItCanBeAnother) {
  const TemporaryDirectory directory;
  const SigningKey key = must(SigningKey::open_or_make(directory.path()));
  const std::string note = sign_note("one\ntwo\n", "koujing-test", key);
  ASSERT_EQ(must(open_note(note, "koujing-test", key.public_key())), "one\ntwo\n");
  for (std::size_t i = 0; i < note.size(); ++i)
    for (const int bit : {1, 2, 32, 128}) {
      std::string other = note;
      other[i] = static_cast<char>(other[i] ^ bit);
      EXPECT_FALSE(open_note(other, "koujing-test", key.public_key()).ok()) << i << " ^ " << bit;
    }
  for (std::size_t n = 0; n < note.size(); ++n)
    EXPECT_FALSE(open_note(note.substr(0, n), "koujing-test", key.public_key()).ok()) << n;
}

}  // namespace
}  // namespace koujing::testing
