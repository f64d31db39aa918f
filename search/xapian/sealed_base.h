// The sealed part of a generation: written once, never changed, checked against its manifest.
//
// - base/: Xapian database, posting lists as metadata (base_terms.h); document numbers 1 to N without a gap
// - rows.bin: N SealedRow
// - clocks.bin: Clocks by number
// - facets.bin: N numbers of facet combinations, 32 bits each
// - records.bin: N packed rank records, where their rows say
// - alphabet.bin: what they are packed with, two bytes a character (record_alphabet.h)
// - entries.bin: document numbers by rising entry and span, 32 bits each
// - names.bin: NamedDocument by hash, what finds a document when the query is nothing else
// - display.bin: what results show (stored_document.h), blocks of kDisplayBlock documents compressed together
// - display_at.bin: where each block begins, and where the last one ends, 64 bits each
// - display.dict: what they are compressed with; may be empty
// - characters.bin: in how many documents each character of two bytes occurs, 65,536 times 32 bits
// - sounds.bin: SoundingPair by sound, the pairs of the texts (the rarest left out of large libraries)
// - words.bin: words in letters that a slip of the finger may have meant, sorted, a line end around each
// - MANIFEST: JSON; format, documents, the packed facet combinations, size and SHA-256 of every file
//
// A generation without MANIFEST has no sealed part.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/model/result.h"
#include "search/blocks/compressed_blocks.h"
#include "search/document_row.h"
#include "search/record_alphabet.h"
#include "search/xapian/mapped_file.h"

namespace koujing::search {

inline constexpr std::size_t kCharacters = 65536;

inline constexpr std::size_t kDisplayBlock = 16;
// Letters of a word that is respelled; what it is respelled to may have one more or less.
inline constexpr std::size_t kShortestSpelled = 4, kLongestSpelled = 24;

struct NamedDocument {
  std::uint32_t hash = 0;  // of its exact spelling
  std::uint32_t number = 0;
  auto operator<=>(const NamedDocument&) const = default;
};
static_assert(sizeof(NamedDocument) == 8);
// FNV-1a, 32 bits: what it finds is compared with the text itself.
std::uint32_t name_hash(std::string_view exact_spelling);

struct SealedBase {
  std::size_t documents = 0;  // 0: there is no sealed part
  MappedFile rows, clocks, facet_numbers, records, entries, names, display, display_at, character_counts,
      sounds, words;
  RecordAlphabet alphabet;
  BlockDictionary dictionary{""};
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
