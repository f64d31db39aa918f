// What stays of an original whose deletion the law demands.
#pragma once

#include <cstddef>
#include <string>

#include "content/model/ids.h"
#include "content/model/instant.h"

namespace koujing {

inline constexpr std::size_t kLongestRedactionReason = 500;  // characters, of the law as well

struct Redaction {
  std::string sha256;  // of the original
  Instant at;
  PersonId by;
  // Canonical JSON: "at", "by" (a login), "digest", "format" "koujing-redaction-1", "kind" "original", "law",
  // "reason".
  std::string stub;
  std::string signature;  // 128 hex digits, Ed25519 of the site's key over the stub
};

}  // namespace koujing
