// The character pairs of an index by how they sound: what corrections and pinyin are found in. Only what the
// library itself says is ever proposed.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "search/rank_record.h"
#include "search/text/pinyin.h"

namespace koujing::search {

struct SoundingPair {
  std::uint32_t sound = 0;  // two syllables: first << 16 | second
  char16_t first = 0, second = 0;
  std::uint32_t frequency = 0;  // documents that have it
  bool operator==(const SoundingPair&) const = default;
};
static_assert(sizeof(SoundingPair) == 12);

constexpr std::uint32_t sound_of(Syllable first, Syllable second) {
  return std::uint32_t{first} << 16 | second;
}

// The two commonest readings of a character: rarer ones bring in more noise than words.
std::span<const Syllable> common_readings(char16_t character);

// Every way in which a pair is read, up to four.
void append_sounds(char16_t first, char16_t second, std::uint32_t frequency, std::vector<SoundingPair>& into);

// Pairs of documents that come one by one; those of a sealed base lie in a file in the order of sorted().
class SoundingPairs {
 public:
  void add(RankView record);  // each pair of a document counts once
  std::span<const SoundingPair> of(std::uint32_t sound) const;

  static bool before(const SoundingPair& a, const SoundingPair& b) { return a.sound < b.sound; }

 private:
  std::unordered_map<std::uint32_t, std::vector<SoundingPair>> by_sound_;
  std::unordered_map<std::uint32_t, std::uint32_t> seen_;  // pair to how often: sounds are worked out once
};

}  // namespace koujing::search
