#include "search/language_data.h"

#include "search/text/segment.h"
#include "search/text/simplify.h"

namespace koujing::search {

std::vector<MissingData> missing_language_data() {
  std::vector<MissingData> missing;
  if (!Dictionary::standard().loaded())
    missing.push_back(
        {"words of Chinese (without them, questions come apart into characters)", "python3-jieba"});
  if (!can_simplify())
    missing.push_back(
        {"traditional characters (without them, they do not meet simplified ones)", "libopencc-data"});
  return missing;
}

}  // namespace koujing::search
