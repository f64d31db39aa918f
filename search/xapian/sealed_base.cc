#include "search/xapian/sealed_base.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "search/search_index.h"
#include "search/xapian/index_errors.h"

namespace koujing::search {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// The sealed files below `generation`, relative, in order; what is not among them is not sealed.
std::vector<std::string> sealed_files(const fs::path& generation) {
  std::vector<std::string> files{"rows.bin",       "clocks.bin",   "facets.bin",     "records.bin",
                                 "alphabet.bin",   "entries.bin",  "names.bin",      "display.bin",
                                 "display_at.bin", "display.dict", "characters.bin", "sounds.bin",
                                 "words.bin"};
  std::error_code error;
  for (fs::directory_iterator it(generation / "base", error), end; !error && it != end; it.increment(error))
    if (it->path().filename() != "flintlock") files.push_back("base/" + it->path().filename().string());
  std::sort(files.begin(), files.end());
  return files;
}

Result<json> read_manifest(const fs::path& generation) {
  std::ifstream in(generation / "MANIFEST", std::ios::binary);
  json manifest = json::parse(in, nullptr, false);
  if (!manifest.is_object() || !manifest.contains("files") || !manifest["files"].is_array() ||
      !manifest.contains("documents") || !manifest["documents"].is_number_unsigned() ||
      !manifest.contains("facets") || !manifest["facets"].is_array())
    return index_damaged((generation / "MANIFEST").string() + " cannot be read");
  if (manifest.value("format", 0) != kIndexFormat)
    return index_damaged("index format " + std::to_string(manifest.value("format", 0)) +
                         ", this program has " + std::to_string(kIndexFormat));
  return manifest;
}

Result<std::string> digest_of(const fs::path& file) {
  KJ_TRY(const MappedFile mapped, MappedFile::open(file));
  return sha256_hex(mapped.bytes());
}

Status sizes_fit(const fs::path& generation, const json& manifest) {
  for (const json& file : manifest["files"]) {
    const fs::path path = generation / file.value("name", "");
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || size != file.value("size", std::uintmax_t{0}))
      return index_damaged(path.string() + " has not the size that the manifest says");
  }
  return {};
}

}  // namespace

std::uint32_t name_hash(std::string_view exact_spelling) {
  std::uint32_t hash = 0x811c9dc5;
  for (const char byte : exact_spelling) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x01000193;
  return hash;
}

Result<SealedBase> open_sealed_base(const fs::path& generation) {
  SealedBase base;
  if (!fs::exists(generation / "MANIFEST")) return base;
  KJ_TRY(const json manifest, read_manifest(generation));
  KJ_DO(sizes_fit(generation, manifest));
  base.documents = manifest["documents"].get<std::size_t>();
  for (const json& packed : manifest["facets"]) {
    if (!packed.is_string()) return index_damaged("the manifest's facets are not text");
    base.facets.push_back(packed.get<std::string>());
  }
  const auto map = [&](MappedFile& file, const char* name) -> Status {
    KJ_TRY(file, MappedFile::open(generation / name));
    return {};
  };
  KJ_DO(map(base.rows, "rows.bin"));
  KJ_DO(map(base.clocks, "clocks.bin"));
  KJ_DO(map(base.facet_numbers, "facets.bin"));
  KJ_DO(map(base.records, "records.bin"));
  KJ_DO(map(base.entries, "entries.bin"));
  KJ_DO(map(base.names, "names.bin"));
  KJ_DO(map(base.display, "display.bin"));
  KJ_DO(map(base.display_at, "display_at.bin"));
  KJ_DO(map(base.character_counts, "characters.bin"));
  KJ_DO(map(base.sounds, "sounds.bin"));
  KJ_DO(map(base.words, "words.bin"));
  MappedFile alphabet, dictionary;
  KJ_DO(map(alphabet, "alphabet.bin"));
  KJ_DO(map(dictionary, "display.dict"));
  base.alphabet = RecordAlphabet(std::u16string(alphabet.as<char16_t>(), alphabet.count<char16_t>()));
  base.dictionary = BlockDictionary(dictionary.bytes());
  const std::size_t blocks = (base.documents + kDisplayBlock - 1) / kDisplayBlock;
  if (base.rows.count<SealedRow>() != base.documents ||
      base.facet_numbers.count<std::uint32_t>() != base.documents ||
      base.entries.count<std::uint32_t>() != base.documents ||
      base.display_at.count<std::uint64_t>() != blocks + 1 ||
      base.character_counts.count<std::uint32_t>() != kCharacters)
    return index_damaged(generation.string() + ": the tables have not the length that the manifest says");
  return base;
}

Status verify_sealed_base(const fs::path& generation) {
  if (!fs::exists(generation / "MANIFEST")) return {};
  KJ_TRY(const json manifest, read_manifest(generation));
  std::vector<std::string> named;
  for (const json& file : manifest["files"]) {
    const std::string name = file.value("name", "");
    KJ_TRY(const std::string digest, digest_of(generation / name));
    if (digest != file.value("sha256", ""))
      return index_damaged((generation / name).string() + " was changed");
    named.push_back(name);
  }
  if (named != sealed_files(generation))
    return index_damaged(generation.string() + " has files that the manifest does not name");
  return {};
}

Status write_manifest(const fs::path& generation, std::size_t documents,
                      const std::vector<std::string>& facets) {
  json manifest{
      {"format", kIndexFormat}, {"documents", documents}, {"facets", facets}, {"files", json::array()}};
  for (const std::string& name : sealed_files(generation)) {
    KJ_TRY(const std::string digest, digest_of(generation / name));
    manifest["files"].push_back(
        {{"name", name}, {"size", fs::file_size(generation / name)}, {"sha256", digest}});
  }
  std::ofstream out(generation / "MANIFEST", std::ios::binary);
  out << manifest.dump(1) << "\n";
  out.flush();
  if (!out) return index_write_failed((generation / "MANIFEST").string());
  return {};
}

}  // namespace koujing::search
