// Originals as content-addressed files: originals/ab/cdef… , written once, read-only, never altered, and
// deleted only where the law demands it.
//
// keep() returns after the bytes, their name and their folder are on disk, so a notice that names a digest
// always finds its file. Keeping the same bytes twice keeps them once. Safe from any thread and process.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace koujing {

class OriginalFiles {
 public:
  explicit OriginalFiles(std::filesystem::path directory) : directory_(std::move(directory)) {}

  // The SHA-256 under which the bytes are kept. Errors: kUnavailable "store_full", "original_unwritable".
  Result<std::string> keep(std::string_view bytes) const;

  // Errors: kNotFound "original_missing"; kInternal "original_damaged" when the bytes are not those of the
  // digest.
  Result<std::string> read(const std::string& sha256) const;

  // Only for what the law demands (content/flow/redact_original.h). Whether there was a file. Errors:
  // kUnavailable "original_unwritable".
  Result<bool> remove(const std::string& sha256) const;

 private:
  std::filesystem::path path_of(const std::string& sha256) const;
  std::filesystem::path directory_;
};

}  // namespace koujing
