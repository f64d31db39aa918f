#include "search/posting_list.h"

#include <algorithm>
#include <array>

namespace koujing::search {
namespace {

class BitWriter {
 public:
  explicit BitWriter(std::string& into) : into_(into) {}
  void put(std::uint64_t value, unsigned count) {  // up to 32 bits
    bits_ |= value << held_;
    held_ += count;
    for (; held_ >= 8; held_ -= 8, bits_ >>= 8) into_.push_back(static_cast<char>(bits_ & 0xFF));
  }
  void finish() {
    if (held_ > 0) put(0, 8 - held_);
  }

 private:
  std::string& into_;
  std::uint64_t bits_ = 0;
  unsigned held_ = 0;
};

// The parameter that is near the best for gaps of this mean: 2^k of about 0.69 of it.
unsigned parameter_for(std::span<const Posting> postings, std::uint32_t after) {
  const std::uint64_t mean = (postings.back().number - after) / postings.size();
  return mean < 2 ? 0 : static_cast<unsigned>(std::bit_width(mean * 69 / 100 + 1)) - 1;
}

Counts commonest(std::span<const Posting> postings) {
  std::array<std::uint32_t, 256> seen{};
  for (const Posting& one : postings) ++seen[one.counts];
  return static_cast<Counts>(std::max_element(seen.begin(), seen.end()) - seen.begin());
}

}  // namespace

void append_varint(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>(value | 0x80));
  bytes.push_back(static_cast<char>(value));
}

std::string encode_postings(std::span<const Posting> postings, std::uint32_t after) {
  std::string bytes;
  append_varint(bytes, postings.size());
  if (postings.empty()) return bytes;
  const unsigned parameter = parameter_for(postings, after);
  const Counts common = commonest(postings);
  const bool all_equal =
      std::all_of(postings.begin(), postings.end(), [&](const Posting& one) { return one.counts == common; });
  bytes.push_back(static_cast<char>(parameter | (all_equal ? kAllEqual : 0)));
  bytes.push_back(static_cast<char>(common));
  BitWriter bits(bytes);
  for (const Posting& one : postings) {
    const std::uint32_t gap = one.number - after - 1;
    after = one.number;
    if (const std::uint32_t quotient = gap >> parameter; quotient < kLongestUnary) {
      bits.put((std::uint64_t{1} << quotient) - 1, quotient + 1);
      bits.put(gap & ((std::uint32_t{1} << parameter) - 1), parameter);
    } else {
      bits.put(0xFFFFFFFF, kLongestUnary);
      bits.put(gap, 32);
    }
    if (all_equal) continue;
    bits.put(one.counts == common ? 0 : 1, 1);
    if (one.counts == common) continue;
    const auto* listed = std::find(std::begin(kListedCounts), std::end(kListedCounts), one.counts);
    bits.put(static_cast<std::uint64_t>(listed - kListedCounts), 2);
    if (listed == std::end(kListedCounts)) bits.put(one.counts, 8);
  }
  bits.finish();
  return bytes;
}

}  // namespace koujing::search
