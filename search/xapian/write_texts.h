// The texts of a sealed base: what results show, and rank records.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <vector>

#include "content/model/result.h"
#include "search/document_row.h"
#include "search/xapian/index_errors.h"
#include "search/xapian/shard.h"

namespace koujing::search {

// An array as it is in memory. "index_write_failed".
template <class T>
Status write_array(const std::filesystem::path& file, const T& values) {
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(values.data()),
            static_cast<std::streamsize>(values.size() * sizeof(values[0])));
  out.close();
  if (!out) return index_write_failed(file.string());
  return {};
}

// display.bin, display_at.bin, display.dict of finished shards. "index_write_failed", "index_damaged".
Status write_displays(const std::filesystem::path& into, const Shards& shards, std::size_t documents);

// records.bin, alphabet.bin; says in the rows where each record is. `counts`: how often each character
// occurs.
Status write_records(const std::filesystem::path& into, const Shards& shards,
                     const std::vector<std::uint32_t>& counts, std::vector<SealedRow>& rows);

}  // namespace koujing::search
