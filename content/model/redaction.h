// What stays of something whose deletion the law demands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "content/model/ids.h"
#include "content/model/instant.h"

namespace koujing {

inline constexpr std::size_t kLongestRedactionReason = 500;  // characters, of the law as well

// Stands where a title was.
inline constexpr const char* kRedactedTitle = "（已依法删除）";

enum class RedactedKind { kOriginal, kRevision, kChange, kNotice, kBulletin };
std::string_view redacted_kind_name(RedactedKind kind);  // "original", "revision" ...

// One for each digest: a change set has as many as it had different versions, a notice as forms.
struct Redaction {
  RedactedKind kind = RedactedKind::kOriginal;
  std::string subject;  // an original: its SHA-256; a revision: "46/2"; the others: their number
  std::string digest;   // of what was deleted, as the journal has it
  Instant at;
  PersonId by;
  // Canonical JSON: "at", "by" (a login), "digest", "format" "koujing-redaction-1", "kind", "law", "reason";
  // with every kind but "original" "subject"; with "change" "revisions", the digests of those that it
  // published.
  std::string stub;
  std::string signature;  // 128 hex digits, Ed25519 of the site's key over the stub
};

}  // namespace koujing
