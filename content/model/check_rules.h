// The rules that an answer is checked by while it is written. A site's editors change them; a number of 0
// turns its rule off.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace koujing {

struct JargonWord {
  std::string word;   // 1..40 characters, as a specialist says it
  std::string plain;  // 1..80 characters, as a customer understands it
  bool operator==(const JargonWord&) const = default;
};
struct BannedPhrase {
  std::string phrase;  // 1..40 characters that must not be read to a customer
  std::string reason;  // up to 200 characters
  bool operator==(const BannedPhrase&) const = default;
};

struct CheckRules {
  // Characters of one sentence that is read aloud: spoken Chinese runs at some 4.5 characters a second on the
  // telephone, and a sentence of more than eleven seconds is lost on the listener.
  std::int64_t sentence_longest = 50;
  std::int64_t characters_per_minute = 270;
  std::int64_t brief_seconds = 10;    // of the 10-second wording; the name says how long
  std::int64_t script_seconds = 60;   // of the whole wording
  std::int64_t questions_fewest = 1;  // other ways of asking
  // Percent of a question that another entry may share before it counts as the same (docs/checks.md).
  std::int64_t duplicate_percent = 75;
  bool conflicts = true;             // figures that another entry contradicts
  bool links = true;                 // links to entries that do not answer
  std::vector<JargonWord> jargon;    // at most 500
  std::vector<BannedPhrase> banned;  // at most 500
  bool operator==(const CheckRules&) const = default;
};

// The rules of a site that has not changed any.
const CheckRules& standard_check_rules();

}  // namespace koujing
