#include "search/rank_record.h"

#include <algorithm>

#include "search/normal_document.h"
#include "search/rank_text.h"

namespace koujing::search {

std::u16string rank_record(const std::vector<NormalField>& fields) {
  const std::size_t count = std::min(fields.size(), kMaxRankFields);
  std::u16string record(1, static_cast<char16_t>(count));
  for (std::size_t i = 0; i < count; ++i) {
    record.push_back(static_cast<char16_t>(fields[i].field));
    record.push_back(static_cast<char16_t>(std::min(fields[i].text.size(), kMaxRankCharacters)));
  }
  for (std::size_t i = 0; i < count; ++i)
    record += rank_text(std::u32string_view(fields[i].text).substr(0, kMaxRankCharacters));
  return record;
}

bool holds_record(const char16_t* record, std::size_t units) {
  if (units == 0 || record[0] > kMaxRankFields) return false;
  std::size_t needed = 1 + 2 * std::size_t{record[0]};
  if (needed > units) return false;
  for (std::size_t i = 0; i < record[0]; ++i) needed += record[2 + 2 * i];
  return needed <= units;
}

}  // namespace koujing::search
