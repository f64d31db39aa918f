// The transparency log over the journal: a Merkle tree whose leaf n - 1 is body_of() record n, kept node by
// node, and what can be proved by it. Checkpoints say what it was (content/journal/checkpoint.h).
#pragma once

#include "content/crypto/secret.h"
#include "content/journal/record.h"
#include "content/store/store.h"

namespace koujing {

// Adds the leaf of the record that was just appended, and those of records that were there before the tree.
Status grow_tree(Writing& writing, const JournalRecord& newest);

// Over the first `size` records. Errors of these: kInvalid "beyond_the_tree".
Result<TreeHash> tree_root(const Reading& reading, std::uint64_t size);
// That record `seq` is one of the first `size`; the path from its leaf up.
Result<std::vector<TreeHash>> prove_record(const Reading& reading, std::uint64_t seq, std::uint64_t size);
// That the first `second` records begin with the first `first`; 0 < first <= second.
Result<std::vector<TreeHash>> prove_growth(const Reading& reading, std::uint64_t first, std::uint64_t second);

// What the checkpoints of the store say, those signed by an earlier key of the site left out. Errors:
// kInternal "checkpoint_damaged".
Result<std::vector<KnownRoot>> kept_roots(const Reading& reading, const std::string& public_key_hex);

// Signs what the tree is now and keeps it, unless the newest checkpoint says so already. Nothing in an empty
// journal.
Result<std::optional<CheckpointRow>> make_checkpoint(Writing& writing, const SigningKey& key);

}  // namespace koujing
