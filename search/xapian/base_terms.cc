#include "search/xapian/base_terms.h"

#include <algorithm>
#include <span>

namespace koujing::search {

std::string base_chunk_key(std::string_view term, std::size_t chunk) {
  std::string key(term);
  key.push_back('\0');
  key.push_back(static_cast<char>(chunk >> 8));
  key.push_back(static_cast<char>(chunk & 0xFF));
  return key;
}

void write_base_term(Xapian::WritableDatabase& base, std::string_view term,
                     const std::vector<Posting>& postings) {
  std::string head;
  append_varint(head, postings.size());
  if (postings.size() <= kPostingsInline) {
    base.set_metadata(std::string(term), head + encode_postings(postings, 0));
    return;
  }
  base.set_metadata(std::string(term), head);
  std::uint32_t last = 0;
  for (std::size_t chunk = 0; chunk * kPostingsOfChunk < postings.size(); ++chunk) {
    const auto part = std::span(postings).subspan(chunk * kPostingsOfChunk);
    const auto few = part.first(std::min(part.size(), kPostingsOfChunk));
    base.set_metadata(base_chunk_key(term, chunk), encode_postings(few, last));
    last = few.back().number;
  }
}

std::size_t base_frequency(const Xapian::Database& base, const std::string& term) {
  const std::string head = base.get_metadata(term);
  std::size_t at = 0;
  return static_cast<std::size_t>(read_varint(head, at));
}

}  // namespace koujing::search
