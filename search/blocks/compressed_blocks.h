// Texts kept in blocks: compressed together with a dictionary learnt from a sample of them (zstd lives here).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace koujing::search {

// What texts of this kind have in common, at most `size` bytes; "" when the samples are too few to tell.
// About a second for 4 MB of samples.
std::string learn_dictionary(const std::vector<std::string>& samples, std::size_t size);

// One thread at a time.
class BlockCompressor {
 public:
  explicit BlockCompressor(std::string_view dictionary);
  ~BlockCompressor();
  BlockCompressor(const BlockCompressor&) = delete;
  BlockCompressor& operator=(const BlockCompressor&) = delete;
  std::string compress(std::string_view block);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A dictionary made ready for reading. Any number of threads.
class BlockDictionary {
 public:
  explicit BlockDictionary(std::string_view dictionary);
  ~BlockDictionary();
  BlockDictionary(BlockDictionary&&) noexcept;
  BlockDictionary& operator=(BlockDictionary&&) noexcept;

 private:
  friend class BlockReader;
  struct State;
  std::unique_ptr<State> state_;
};

// One thread at a time.
class BlockReader {
 public:
  BlockReader();
  ~BlockReader();
  BlockReader(BlockReader&&) noexcept;
  BlockReader& operator=(BlockReader&&) noexcept;
  // False when the bytes are no block of this dictionary, or one of more than 256 MB.
  bool read(const BlockDictionary& dictionary, std::string_view bytes, std::string& into);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace koujing::search
