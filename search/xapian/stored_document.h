// The bytes that are kept with each document: everything that a result shows.
//
// Fields one after the other, without names: numbers as variable-length integers (7 bits a byte, low bits
// first, signed ones zigzagged), strings and lists with their length before them. The title and the questions
// come first, so that suggestions read no further. kIndexFormat counts changes of this order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"
#include "search/search_types.h"

namespace koujing::search {

// Text that is not UTF-8 is repaired on the way in: what comes out of the index can always be sent on.
std::string encode_document(const IndexDocument& document);

// Error kUnavailable "index_damaged" when the bytes are not what encode_document gives.
Result<IndexDocument> decode_document(std::string_view bytes);

// The title and the questions alone.
Result<std::vector<std::string>> decode_headings(std::string_view bytes);

}  // namespace koujing::search
