#include "search/initials.h"

#include <algorithm>

#include "search/text/characters.h"
#include "search/text/pinyin.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr std::size_t kMostLetters = 2;  // of one character: rarer readings are not typed

std::string letters_of(const std::vector<Syllable>& sounds) {
  std::string letters;
  for (const Syllable one : sounds)
    if (const char letter = initial(one);
        letters.size() < kMostLetters && letters.find(letter) == std::string::npos)
      letters += letter;
  return letters;
}

}  // namespace

std::vector<std::string> initials_of(std::u32string_view normalised) {
  std::vector<std::string> initials;
  const auto sounds = readings_of(normalised);
  for (std::size_t i = 0; i < normalised.size(); ++i) {
    const CharacterKind kind = kind_of(normalised[i]);
    if (kind == CharacterKind::kSeparator) continue;
    std::string letters = letters_of(sounds[i]);
    if (letters.empty()) append_character(letters, normalised[i]);
    initials.push_back(std::move(letters));
  }
  return initials;
}

std::vector<std::string> initial_trigrams(const std::vector<std::string>& initials) {
  std::vector<std::string> trigrams;
  const auto plain = [](const std::string& letters) { return static_cast<unsigned char>(letters[0]) < 0x80; };
  for (std::size_t i = 0; i + 2 < initials.size(); ++i) {
    if (!plain(initials[i]) || !plain(initials[i + 1]) || !plain(initials[i + 2])) continue;
    for (const char a : initials[i])
      for (const char b : initials[i + 1])
        for (const char c : initials[i + 2]) trigrams.push_back({a, b, c});
  }
  std::sort(trigrams.begin(), trigrams.end());
  trigrams.erase(std::unique(trigrams.begin(), trigrams.end()), trigrams.end());
  return trigrams;
}

std::optional<InitialsMatch> match_initials(std::string_view letters, std::u16string_view heading) {
  std::u32string text;
  for (const char16_t character : heading) text.push_back(character);
  const std::vector<std::string> initials = initials_of(text);
  for (std::size_t begin = 0; begin + letters.size() <= initials.size(); ++begin) {
    std::size_t i = 0;
    while (i < letters.size() && initials[begin + i].find(letters[i]) != std::string::npos) ++i;
    if (i == letters.size()) return InitialsMatch{begin, initials.size()};
  }
  return std::nullopt;
}

}  // namespace koujing::search
