// A bundle: a part of the record, signed, that a machine without the server and without the store can check.
//
// Where a report (report.h) is the whole journal, a bundle has the records of one entry, one call or one
// period, each with the proof that it stands in the journal at the place that it says, and the texts, papers
// and searches that they are about. Lines of canonical JSON, each with a "seal", the SHA-256 of the line
// without it, so that what was touched is named; format in docs/journal.md.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "content/crypto/secret.h"
#include "content/journal/record.h"
#include "content/store/store.h"

namespace koujing {

extern const char* const kBundleFormat;

// What a bundle is about: exactly one of the three.
struct BundleScope {
  std::optional<EntryId> entry;  // its records, and those of the change sets and notices that it rests on
  std::string call;  // what was searched and used in it, and what the answers that were used rest on
  std::optional<Instant> from,
      to;  // [from, to), with the records on either side that show that none is left out
};

struct BundleCounts {
  std::int64_t records = 0, texts = 0, originals = 0, searches = 0;
};

// The bytes of an original by their SHA-256.
using ReadOriginal = std::function<Result<std::string>(const std::string& sha256)>;

struct BundleOptions {
  ReadOriginal originals;           // left out: the bundle has their digests alone
  std::vector<std::uint64_t> held;  // sizes of checkpoints that the bundle is to be compared with
  std::size_t most_records = 0;     // 0: any number
  bool without_uses = false;        // of an entry: no records that are is_of_a_desk()
};

// Errors: kNotFound "nothing_to_bundle"; kTooLarge "bundle_too_large" over most_records; those of
// ReadOriginal; kInvalid "beyond_the_tree" for a size of `held` that the journal does not have.
Result<BundleCounts> write_bundle(const Reading& reading, const SigningKey& key, const BundleScope& scope,
                                  const BundleOptions& options, Instant now, std::ostream& out);

}  // namespace koujing
