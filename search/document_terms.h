// What one document puts into the index: its terms, its values. Pure, so that it can be tested without one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/search_types.h"

namespace koujing::search {

// Xapian's limit is 245 bytes, in which a zero byte counts twice; ours leaves room.
inline constexpr std::size_t kMaxTermBytes = 240;

struct DocumentTerms {
  std::map<std::string, unsigned> terms;                      // with prefix, to wdf; 0: no weight
  std::vector<std::pair<std::uint32_t, std::string>> values;  // slot and value
};

// `index` is the place of the document among those of its entry. Total.
DocumentTerms terms_of(const IndexDocument& document, std::size_t index);

// The term of `name` under `prefix`. A name too long for a term, or with a zero byte in it, is replaced by
// its SHA-256: everybody who makes a term comes through here, so both sides agree.
std::string term(std::string_view prefix, std::string_view name);

std::string entry_term(EntryId entry);

}  // namespace koujing::search
