// Differences between two texts by character, and between two entry texts field by field.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "content/model/revision.h"

namespace koujing::door {

struct DiffSegment {
  enum class Op { kEqual, kInsert, kDelete } op = Op::kEqual;
  std::string text;
};

// Whole characters and whole figures (3.05), never broken inside one; joined segments give back both texts.
// Over 20,000 changed characters the middle that differs is one deletion and one insertion, which bounds the
// time.
std::vector<DiffSegment> differences(const std::string& before, const std::string& after);

// One row: the schema FieldDiff.
nlohmann::json field_difference(const char* field, const std::string& before, const std::string& after);

// One row a field, in the order of the form; `before` null for a new entry, `after` null for a retired one.
nlohmann::json field_differences(const EntryText* before, const EntryText* after, int utc_offset_minutes);

}  // namespace koujing::door
