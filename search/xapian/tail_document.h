// What the tail of a generation keeps with each document: everything that the sealed part keeps in its files.
#pragma once

#include <string>
#include <string_view>

#include "content/model/result.h"
#include "search/document_row.h"

namespace koujing::search {

struct TailDocument {
  DocumentRow row;
  bool grave = false;     // the entry has no documents any more; only row.entry counts
  std::string facets;     // packed
  std::u16string record;  // rank record
};

// Followed by the bytes of stored_document.h, which begin at display_of(bytes).
std::string encode_tail(const TailDocument& document, std::string_view display);
// Error kUnavailable "index_damaged".
Result<TailDocument> decode_tail(std::string_view bytes);
Result<std::string_view> display_of(std::string_view bytes);

}  // namespace koujing::search
