// What one document puts into the index: its terms. Pure, so that it can be tested without one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/normal_document.h"
#include "search/posting_list.h"
#include "search/search_types.h"

namespace koujing::search {

// Xapian's limit is 245 bytes, in which a zero byte counts twice; ours leaves room.
inline constexpr std::size_t kMaxTermBytes = 240;

struct DocumentTerm {
  std::string term;   // with prefix
  Counts counts = 0;  // how often it occurs; 0: it finds and does not weigh
  bool operator==(const DocumentTerm&) const = default;
};

// Each term once, sorted, but for what names the document (below). `fields` are those of the document
// (normal_document.h). Total.
std::vector<DocumentTerm> terms_of(const std::vector<NormalField>& fields);

// What the document is found by when the query is nothing else: title, questions, document number and
// external id, as exact_spelling() of query/analysed_query.h spells them; each once.
std::vector<std::string> names_of(const IndexDocument& document, const std::vector<NormalField>& fields);
std::string name_term(std::string_view exact_spelling);

// The term of `name` under `prefix`. A name too long for a term, or with a zero byte in it, is replaced by
// its SHA-256: everybody who makes a term comes through here, so both sides agree.
std::string term(std::string_view prefix, std::string_view name);

std::string entry_term(EntryId entry);

}  // namespace koujing::search
