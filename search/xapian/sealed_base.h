// The sealed part of a generation: written once, never changed, checked against its manifest.
//
//   base/          Xapian database: terms and what results show; document numbers 1 to N without a gap
//   rows.bin       N DocumentRow
//   facets.bin     N numbers of facet combinations, 32 bits each
//   records.bin    N rank records, where their rows say
//   characters.bin in how many documents each character of two bytes occurs, 65,536 times 32 bits
//   sounds.bin     SoundingPair by sound: the pairs of the library's texts (the rarest left out of large
//   libraries) MANIFEST       JSON: format, number of documents, the packed facet combinations, size and
//   SHA-256 of every file
//
// A generation without MANIFEST has no sealed part.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/model/result.h"
#include "search/document_row.h"
#include "search/xapian/mapped_file.h"

namespace koujing::search {

inline constexpr std::size_t kCharacters = 65536;

struct SealedBase {
  std::size_t documents = 0;  // 0: there is no sealed part
  MappedFile rows, facet_numbers, records, character_counts, sounds;
  std::vector<std::string> facets;  // packed, by number
};

// Opens what the manifest names, sizes checked. Error "index_damaged".
Result<SealedBase> open_sealed_base(const std::filesystem::path& generation);

// Reads every byte and compares with the manifest: 0.4 s for each 100 MB. Error "index_damaged" names the
// file.
Status verify_sealed_base(const std::filesystem::path& generation);

// Written last of all, synced. `facets` as above. Error "index_write_failed".
Status write_manifest(const std::filesystem::path& generation, std::size_t documents,
                      const std::vector<std::string>& facets);

}  // namespace koujing::search
