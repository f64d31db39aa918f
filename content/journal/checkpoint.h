// A checkpoint: what the journal was at some size, signed, in the text of C2SP tlog-checkpoint
// (https://c2sp.org/tlog-checkpoint) inside a signed note. Whoever holds one outside of the site can tell
// later whether the journal still begins with the same records.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/crypto/merkle_tree.h"
#include "content/crypto/secret.h"

namespace koujing {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;  // records; the tree has as many leaves
  TreeHash root{};
  bool operator==(const Checkpoint&) const = default;
};

// Of a site: "koujing-" and the first 16 digits of its public key. The name of its signatures, too.
std::string origin_of(const std::string& public_key_hex);

std::string sign_checkpoint(std::uint64_t size, const TreeHash& root, const SigningKey& key);
// Errors: those of open_note(); kMalformed "not_a_checkpoint".
Result<Checkpoint> open_checkpoint(std::string_view note, const std::string& public_key_hex);

// A file may hold several, one behind the other. Errors as above, with the number of the one at fault.
Result<std::vector<Checkpoint>> open_checkpoints(std::string_view notes, const std::string& public_key_hex);

}  // namespace koujing
