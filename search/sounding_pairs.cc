#include "search/sounding_pairs.h"

#include <algorithm>

#include "search/text/characters.h"

namespace koujing::search {
namespace {

constexpr std::size_t kReadings = 2;

bool is_ideograph(char16_t character) { return character >= 0x4E00 && character <= 0x9FFF; }

}  // namespace

std::span<const Syllable> common_readings(char16_t character) {
  const auto all = readings(character);
  return all.first(std::min(all.size(), kReadings));
}

void append_sounds(char16_t first, char16_t second, std::uint32_t frequency,
                   std::vector<SoundingPair>& into) {
  if (!is_ideograph(first) || !is_ideograph(second)) return;
  for (const Syllable a : common_readings(first))
    for (const Syllable b : common_readings(second))
      into.push_back({sound_of(a, b), first, second, frequency});
}

void SoundingPairs::add(RankView record) {
  std::vector<std::uint32_t> pairs;
  record.each([&](RankField, std::u16string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
      if (is_ideograph(text[i]) && is_ideograph(text[i + 1]))
        pairs.push_back(std::uint32_t{text[i]} << 16 | text[i + 1]);
  });
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<SoundingPair> sounds;
  for (const std::uint32_t pair : pairs) {
    sounds.clear();
    const auto first = static_cast<char16_t>(pair >> 16);
    const auto second = static_cast<char16_t>(pair & 0xFFFF);
    append_sounds(first, second, 1, sounds);
    const bool is_new = seen_[pair]++ == 0;
    for (const SoundingPair& one : sounds) {
      std::vector<SoundingPair>& list = by_sound_[one.sound];
      if (is_new) {
        list.push_back(one);
        continue;
      }
      for (SoundingPair& known : list)
        if (known.first == first && known.second == second) ++known.frequency;
    }
  }
}

std::span<const SoundingPair> SoundingPairs::of(std::uint32_t sound) const {
  const auto found = by_sound_.find(sound);
  return found == by_sound_.end() ? std::span<const SoundingPair>{} : found->second;
}

}  // namespace koujing::search
