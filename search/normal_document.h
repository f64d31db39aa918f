// The text of a document, normalised once, for everything that reads it: terms, rank record, pairs.
#pragma once

#include <string>
#include <vector>

#include "search/rank_record.h"

namespace koujing::search {

struct NormalField {
  RankField field;
  std::u32string text;  // normalised
};

// Headings first, text after them; empty ones are left out, except the title.
std::vector<NormalField> normal_fields(const IndexDocument& document);

}  // namespace koujing::search
