#include "search/blocks/compressed_blocks.h"

#include <zdict.h>
#include <zstd.h>

#include <new>

namespace koujing::search {
namespace {

// Of zstd's levels 1 to 19: at 9 blocks of 16 entries shrink to 35% of their size, at 3 to 39%, at 19 to 33%.
constexpr int kLevel = 9;
constexpr unsigned long long kLargestBlock = 256ULL * 1024 * 1024;
constexpr unsigned long long kMostTimes = 1024;  // as large as its bytes: no text shrinks further

}  // namespace

std::string learn_dictionary(const std::vector<std::string>& samples, std::size_t size) {
  std::string all;
  std::vector<std::size_t> sizes;
  for (const std::string& one : samples) {
    all += one;
    sizes.push_back(one.size());
  }
  // A dictionary as large as a tenth of what it was learnt from would be learnt by heart.
  if (all.size() < 10 * size) return {};
  std::string dictionary(size, '\0');
  const std::size_t made = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), all.data(),
                                                 sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(made) != 0) return {};
  dictionary.resize(made);
  return dictionary;
}

struct BlockCompressor::State {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CDict* dictionary = nullptr;
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    ZSTD_freeCCtx(context);
    ZSTD_freeCDict(dictionary);
  }
};

BlockCompressor::BlockCompressor(std::string_view dictionary) : state_(std::make_unique<State>()) {
  if (state_->context == nullptr) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(state_->context, ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(state_->context, ZSTD_c_checksumFlag, 1);  // what is damaged is not shown
  if (dictionary.empty()) return;
  state_->dictionary = ZSTD_createCDict(dictionary.data(), dictionary.size(), kLevel);
  if (state_->dictionary == nullptr) throw std::bad_alloc();
  ZSTD_CCtx_refCDict(state_->context, state_->dictionary);
}
BlockCompressor::~BlockCompressor() = default;

std::string BlockCompressor::compress(std::string_view block) {
  std::string bytes(ZSTD_compressBound(block.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(state_->context, bytes.data(), bytes.size(), block.data(), block.size());
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // with room enough nothing else fails
  bytes.resize(size);
  return bytes;
}

struct BlockDictionary::State {
  ZSTD_DDict* dictionary = nullptr;
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { ZSTD_freeDDict(dictionary); }
};

BlockDictionary::BlockDictionary(std::string_view dictionary) : state_(std::make_unique<State>()) {
  if (!dictionary.empty()) state_->dictionary = ZSTD_createDDict(dictionary.data(), dictionary.size());
}
BlockDictionary::~BlockDictionary() = default;
BlockDictionary::BlockDictionary(BlockDictionary&&) noexcept = default;
BlockDictionary& BlockDictionary::operator=(BlockDictionary&&) noexcept = default;

struct BlockReader::State {
  ZSTD_DCtx* context = ZSTD_createDCtx();
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { ZSTD_freeDCtx(context); }
};

BlockReader::BlockReader() : state_(std::make_unique<State>()) {
  if (state_->context == nullptr) throw std::bad_alloc();
}
BlockReader::~BlockReader() = default;
BlockReader::BlockReader(BlockReader&&) noexcept = default;
BlockReader& BlockReader::operator=(BlockReader&&) noexcept = default;

bool BlockReader::read(const BlockDictionary& dictionary, std::string_view bytes, std::string& into) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kLargestBlock)
    return false;
  into.resize(size);
  const std::size_t read = ZSTD_decompress_usingDDict(state_->context, into.data(), into.size(), bytes.data(),
                                                      bytes.size(), dictionary.state_->dictionary);
  return ZSTD_isError(read) == 0 && read == size;
}

}  // namespace koujing::search
