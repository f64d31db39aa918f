// The text of one document as the second stage reads it: field by field, normalised, side by side in memory.
//
// Layout, in units of two bytes, native order: number of fields; for each its kind and its length; then their
// characters one after the other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/search_types.h"

namespace koujing::search {

enum class RankField : std::uint16_t {
  kTitle,
  kQuestion,
  kKeyword,
  kDocumentNumber,
  kBrief,
  kScript,
  kBody,
  kCaution,
};

// Written to be found by, and weighed apart from running text.
constexpr bool is_heading(RankField field) { return field <= RankField::kDocumentNumber; }

// A field is kept up to here: all that two bytes can say. What is beyond is found by its terms and not looked
// through for quotes and exclusions.
inline constexpr std::size_t kMaxRankCharacters = 65'535;
inline constexpr std::size_t kMaxRankFields = 256;

struct NormalField;

std::u16string rank_record(const std::vector<NormalField>& fields);

// Looks into a record; valid as long as its memory. The memory must hold what rank_record made.
class RankView {
 public:
  explicit RankView(const char16_t* record) : record_(record) {}

  std::size_t fields() const { return record_[0]; }
  RankField kind(std::size_t field) const { return static_cast<RankField>(record_[1 + 2 * field]); }

  // use(RankField, std::u16string_view) for each field in order.
  template <class Use>
  void each(Use use) const {
    const char16_t* text = record_ + 1 + 2 * fields();
    for (std::size_t i = 0; i < fields(); ++i) {
      const std::size_t length = record_[2 + 2 * i];
      use(kind(i), std::u16string_view(text, length));
      text += length;
    }
  }

 private:
  const char16_t* record_;
};

// Whether `units` of memory hold one whole record: for files that were not written by this process.
bool holds_record(const char16_t* record, std::size_t units);

}  // namespace koujing::search
