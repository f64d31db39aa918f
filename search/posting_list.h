// Posting lists of the sealed base: which documents have a term, and how often in headings and in text.
//
// Layout of a chunk: number of postings (7 bits a byte, low bits first), the Rice parameter, the commonest
// counts, then bits, lowest first. For each posting the gap to the one before less one: quotient in ones
// ended by a zero, remainder in as many bits as the parameter says; 32 ones stand for a gap of 32 bits as it
// is. Then its counts: a zero for the commonest; else a one and two bits for 0x10, 0x11, 0x02, or 3 and eight
// bits for any other. Lists whose counts are all equal have no bits for them (the parameter's highest bit
// says so).
//
// Rice, R. F., Some Practical Universal Noiseless Coding Techniques, JPL 79-22 (1979). Measured against bytes
// of seven bits: docs/decisions/0010-sealed-postings.md.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace koujing::search {

// How often a document has a term: headings in the upper four bits, text in the lower; 15 stands for more.
using Counts = std::uint8_t;
inline constexpr std::uint32_t kMostCounted = 15;
constexpr Counts counts_of(std::uint32_t heading, std::uint32_t text) {
  return static_cast<Counts>((heading < kMostCounted ? heading : kMostCounted) << 4 |
                             (text < kMostCounted ? text : kMostCounted));
}
constexpr std::uint32_t heading_count(Counts counts) { return counts >> 4; }
constexpr std::uint32_t text_count(Counts counts) { return counts & 15U; }

struct Posting {
  std::uint32_t number = 0;  // of the document, from 1
  Counts counts = 0;
  bool operator==(const Posting&) const = default;
};

// Appends a number in 7 bits a byte; reads one and moves `at` behind it (0 when the bytes end within it).
void append_varint(std::string& bytes, std::uint64_t value);
inline std::uint64_t read_varint(std::string_view bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && at < bytes.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  return 0;
}

// One chunk: numbers rising, all greater than `after`.
std::string encode_postings(std::span<const Posting> postings, std::uint32_t after);

// use(number, counts) for each posting of a chunk until it returns false. Total: bytes that no encoder wrote
// give postings that nobody wrote, at most as many as the bytes could hold. False when stopped.
template <class Use>
bool decode_postings(std::string_view bytes, std::uint32_t after, Use use);

// Bits, lowest first. Past the end there are zeros.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes)
      : at_(reinterpret_cast<const unsigned char*>(bytes.data())), end_(at_ + bytes.size()) {
    refill();
  }
  // At least 56 bits are at hand afterwards.
  void refill() {
    if (end_ - at_ >= 8) {
      std::uint64_t more;
      std::memcpy(&more, at_,
                  sizeof more);  // files of an index are read where they were written: native order
      static_assert(std::endian::native == std::endian::little);
      bits_ |= more << held_;
      at_ += (63 - held_) >> 3;
      held_ |= 56;
      return;
    }
    while (held_ <= 56) {
      if (at_ < end_)
        bits_ |= std::uint64_t{*at_++} << held_;
      else
        ++past_;
      held_ += 8;
    }
  }
  std::uint32_t ones() const { return static_cast<std::uint32_t>(std::countr_one(bits_)); }
  std::uint32_t take(unsigned count) {  // up to 32, which must be at hand
    const auto value = static_cast<std::uint32_t>(bits_ & ((std::uint64_t{1} << count) - 1));
    skip(count);
    return value;
  }
  void skip(unsigned count) {
    bits_ >>= count;
    held_ -= count;
  }
  bool over() const { return past_ > 8; }

 private:
  const unsigned char* at_;
  const unsigned char* end_;
  std::uint64_t bits_ = 0;
  unsigned held_ = 0;
  unsigned past_ = 0;  // bytes that were not there
};

inline constexpr std::uint32_t kLongestUnary = 32;
inline constexpr Counts kListedCounts[3] = {0x10, 0x11, 0x02};
inline constexpr unsigned kAllEqual = 0x80;

template <class Use>
bool decode_postings(std::string_view bytes, std::uint32_t after, Use use) {
  std::size_t at = 0;
  const std::uint64_t count = read_varint(bytes, at);
  if (at + 2 > bytes.size()) return true;
  const auto head = static_cast<unsigned char>(bytes[at]);
  const unsigned parameter = head & 31U;
  const bool all_equal = (head & kAllEqual) != 0;
  const auto common = static_cast<Counts>(bytes[at + 1]);
  BitReader bits(bytes.substr(at + 2));
  for (std::uint64_t i = 0; i < count && !bits.over(); ++i) {
    bits.refill();
    std::uint32_t gap = bits.ones();
    if (gap >= kLongestUnary) {
      bits.skip(kLongestUnary);
      bits.refill();
      gap = bits.take(32);
    } else {
      bits.skip(gap + 1);
      if (parameter > 22) bits.refill();
      gap = gap << parameter | bits.take(parameter);
    }
    after += gap + 1;
    Counts counts = common;
    if (!all_equal) {
      bits.refill();
      if (bits.take(1) != 0) {
        const std::uint32_t listed = bits.take(2);
        counts = listed < 3 ? kListedCounts[listed] : static_cast<Counts>(bits.take(8));
      }
    }
    if (!use(after, counts)) return false;
  }
  return true;
}

}  // namespace koujing::search
