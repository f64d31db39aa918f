// The XML parts of a ZIP package (docx, xlsx), inflated under the limits of extract_text.h.
//
// Limits are checked while inflating, never after: declared sizes are not believed. Names serve as keys only,
// never as paths. Nested archives, pictures and fonts are not inflated at all.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"

namespace koujing {

inline constexpr std::size_t kMaxPackageMembers = 2000;
inline constexpr std::size_t kMaxInflatedBytes = 64 * 1024 * 1024;  // all parts together
inline constexpr std::size_t kMaxInflationRatio = 100;              // of a part over kRatioCountsFrom
inline constexpr std::size_t kRatioCountsFrom = 1024 * 1024;

struct ZipPackage {
  std::map<std::string, std::string, std::less<>> parts;  // by member name: those ending in .xml or .rels

  const std::string* find(std::string_view name) const;
};

// Errors: original_damaged (no ZIP, cut off, encrypted, a name twice), original_expands_too_far.
Result<ZipPackage> open_zip_package(std::string_view bytes);

// The member names alone, in order, at most kMaxPackageMembers; empty when the bytes are no ZIP.
std::vector<std::string> list_zip_members(std::string_view bytes);

}  // namespace koujing
