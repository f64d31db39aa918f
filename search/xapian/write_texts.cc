#include "search/xapian/write_texts.h"

#include <cstring>
#include <limits>
#include <string>
#include <string_view>

#include "search/blocks/compressed_blocks.h"
#include "search/posting_list.h"
#include "search/record_alphabet.h"

namespace koujing::search {
namespace {

namespace fs = std::filesystem;

// The pieces that a shard wrote, one after the other. Valid as long as `file`.
template <class Use>
Status each_piece(const MappedFile& file, Use use) {
  const std::string_view bytes = file.bytes();
  for (std::size_t at = 0; at < bytes.size();) {
    std::uint32_t size = 0;
    if (bytes.size() - at < sizeof size) return index_damaged("a shard was cut short");
    std::memcpy(&size, bytes.data() + at, sizeof size);
    at += sizeof size;
    if (size > bytes.size() - at) return index_damaged("a shard was cut short");
    use(bytes.substr(at, size));
    at += size;
  }
  return {};
}

}  // namespace

Status write_displays(const fs::path& into, const Shards& shards, std::size_t documents) {
  constexpr std::size_t kSampleBytes = 4'000'000, kDictionary = 112'640;  // zstd's own default
  std::vector<MappedFile> files;
  std::uint64_t all = 0;
  for (const auto& shard : shards) {
    KJ_TRY(MappedFile file, MappedFile::open(shard->path() / "displays"));
    all += file.bytes().size();
    files.push_back(std::move(file));
  }
  std::vector<std::string> samples;
  const std::size_t every = std::max<std::size_t>(1, static_cast<std::size_t>(all / kSampleBytes));
  std::size_t seen = 0;
  for (const MappedFile& file : files)
    KJ_DO(each_piece(file, [&](std::string_view piece) {
      if (seen++ % every == 0) samples.emplace_back(piece);
    }));
  const std::string dictionary = learn_dictionary(samples, kDictionary);
  KJ_DO(write_array(into / "display.dict", dictionary));

  std::ofstream out(into / "display.bin", std::ios::binary);
  BlockCompressor compressor(dictionary);
  std::vector<std::uint64_t> at{0};
  std::string block;
  std::size_t inside = 0;
  const auto flush = [&] {
    const std::string bytes = compressor.compress(block);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    at.push_back(at.back() + bytes.size());
    block.clear();
    inside = 0;
  };
  for (const MappedFile& file : files)
    KJ_DO(each_piece(file, [&](std::string_view piece) {
      append_varint(block, piece.size());
      block += piece;
      if (++inside == kDisplayBlock) flush();
    }));
  if (inside > 0) flush();
  out.close();
  if (!out || at.size() != (documents + kDisplayBlock - 1) / kDisplayBlock + 1)
    return index_write_failed((into / "display.bin").string());
  return write_array(into / "display_at.bin", at);
}

Status write_records(const fs::path& into, const Shards& shards, const std::vector<std::uint32_t>& counts,
                     std::vector<SealedRow>& rows) {
  const RecordAlphabet alphabet(counts);
  KJ_DO(write_array(into / "alphabet.bin", alphabet.characters()));
  std::ofstream out(into / "records.bin", std::ios::binary);
  std::uint64_t at = 0;
  std::size_t row = 0;
  std::string packed;
  std::u16string record;
  for (const auto& shard : shards) {
    KJ_TRY(const MappedFile file, MappedFile::open(shard->path() / "records"));
    KJ_DO(each_piece(file, [&](std::string_view piece) {
      record.resize(piece.size() / 2);
      std::memcpy(record.data(), piece.data(), record.size() * 2);
      packed.clear();
      alphabet.pack(record, packed);
      packed.resize((packed.size() + kRecordUnit - 1) / kRecordUnit * kRecordUnit, '\0');
      out.write(packed.data(), static_cast<std::streamsize>(packed.size()));
      if (row == rows.size()) return;  // said below
      rows[row++].record = static_cast<std::uint32_t>(at / kRecordUnit);
      at += packed.size();
    }));
  }
  out.close();
  if (!out || row != rows.size()) return index_write_failed((into / "records.bin").string());
  if (at / kRecordUnit > std::numeric_limits<std::uint32_t>::max())
    return index_write_failed("the texts of this library are more than 16 GB");
  return {};
}

}  // namespace koujing::search
