// The terms of the sealed base: a Xapian database whose metadata hold our posting lists.
//
// - key TERM: how many documents have it, 7 bits a byte; then, if they are few, one chunk (posting_list.h)
// - key TERM 00 hi lo: chunk number `hi lo` of a longer list, 4,096 postings each
//
// Xapian's own posting lists spend a byte a posting on a count that is 1 nearly always, and as much again on
// gaps that two thirds of a byte can tell: docs/decisions/0010-sealed-postings.md. No term holds a zero byte.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/posting_list.h"

namespace koujing::search {

// Writes terms in rising order; commits nothing.
void write_base_term(Xapian::WritableDatabase& base, std::string_view term,
                     const std::vector<Posting>& postings);

std::size_t base_frequency(const Xapian::Database& base, const std::string& term);

// use(number, counts) for every posting until it returns false; false then.
template <class Use>
bool each_base_posting(const Xapian::Database& base, const std::string& term, Use use);

// use(term) for terms that begin with `prefix`, in order, until it returns false.
template <class Use>
void each_base_term(const Xapian::Database& base, const std::string& prefix, Use use) {
  for (auto it = base.metadata_keys_begin(prefix); it != base.metadata_keys_end(prefix); ++it) {
    const std::string key = *it;
    if (key.find('\0') == std::string::npos && !use(key)) return;
  }
}

inline constexpr std::size_t kPostingsInline = 512, kPostingsOfChunk = 4096;
std::string base_chunk_key(std::string_view term, std::size_t chunk);

template <class Use>
bool each_base_posting(const Xapian::Database& base, const std::string& term, Use use) {
  // Nothing here is believed: a length that damage made ends with the first chunk that is not there.
  const std::string head = base.get_metadata(term);
  std::size_t at = 0;
  const std::uint64_t frequency = read_varint(head, at);
  if (frequency <= kPostingsInline) return decode_postings(std::string_view(head).substr(at), 0, use);
  std::uint32_t last = 0;
  for (std::size_t chunk = 0; chunk <= frequency / kPostingsOfChunk; ++chunk) {
    const std::string bytes = base.get_metadata(base_chunk_key(term, chunk));
    if (bytes.empty()) break;
    if (!decode_postings(bytes, last, [&](std::uint32_t number, Counts counts) {
          last = number;
          return use(number, counts);
        }))
      return false;
  }
  return true;
}

}  // namespace koujing::search
