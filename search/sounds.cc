#include "search/sounds.h"

#include "search/text/normalise.h"
#include "search/text/pinyin.h"

namespace koujing::search {

std::string sounds_of(std::string_view text) {
  const std::u32string characters = normalise(text).characters;
  const auto readings = readings_of(characters);
  std::string sounds;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    std::string one;
    for (const Syllable syllable : readings[i]) {
      if (!one.empty()) one += '/';
      one += syllable_name(syllable);
    }
    const char32_t character = characters[i];
    const bool plain = (character >= U'a' && character <= U'z') || (character >= U'0' && character <= U'9');
    if (one.empty() && plain) one = static_cast<char>(character);
    if (one.empty()) continue;
    if (!sounds.empty()) sounds += ' ';
    sounds += one;
  }
  return sounds;
}

}  // namespace koujing::search
