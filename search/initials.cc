#include "search/initials.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "search/text/characters.h"
#include "search/text/pinyin.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

std::string letters_of(const std::vector<Syllable>& sounds) {
  std::string letters;
  for (const Syllable one : sounds)
    if (const char letter = initial(one);
        letters.size() < kTypedReadings && letters.find(letter) == std::string::npos)
      letters += letter;
  return letters;
}

// How many letters at `at` one reading takes, a bit for each: all of it, its first, or zh, ch, sh; where the
// letters end, any beginning of it.
std::uint32_t taken(std::string_view letters, std::size_t at, std::string_view reading) {
  const std::string_view rest = letters.substr(at);
  std::size_t same = 0;
  while (same < reading.size() && same < rest.size() && reading[same] == rest[same]) ++same;
  if (same == 0) return 0;
  std::uint32_t lengths = 1U << 1;
  if (same >= 2 && reading[1] == 'h') lengths |= 1U << 2;
  if (same == reading.size() || same == rest.size()) lengths |= 1U << same;
  return lengths;
}

// How each character that is no separator may be spelled.
using Spellings = std::vector<std::vector<std::string>>;

Spellings spellings_of(std::u32string_view characters) {
  Spellings made;
  const auto sounds = readings_of(characters);
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (kind_of(characters[i]) == CharacterKind::kSeparator) continue;
    std::vector<std::string>& own = made.emplace_back();
    for (const Syllable one : sounds[i])
      if (own.size() < kTypedReadings) own.emplace_back(syllable_name(one));
    if (own.empty()) append_character(own.emplace_back(), characters[i]);
  }
  return made;
}

// After how many characters the letters end, the fewest; 0: they do not fit. With `open`, they may go on
// behind.
std::size_t characters_for(std::string_view letters, const Spellings& heading, bool open) {
  std::vector<bool> here(letters.size() + 1, false);
  here[0] = true;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    std::vector<bool> next(letters.size() + 1, false);
    bool any = false;
    for (std::size_t at = 0; at < letters.size(); ++at) {
      if (!here[at]) continue;
      for (const std::string& reading : heading[i]) {
        const std::uint32_t lengths = taken(letters, at, reading);
        for (std::size_t length = 1; length <= reading.size() && at + length <= letters.size(); ++length)
          if ((lengths >> length & 1) != 0) any = next[at + length] = true;
      }
    }
    if (next[letters.size()]) return i + 1;
    if (!any) return 0;
    here = std::move(next);
  }
  return open ? heading.size() : 0;
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
    if (i == letters.size()) return InitialsMatch{begin, begin + i, initials.size()};
  }
  return std::nullopt;
}

std::optional<InitialsMatch> match_beginning(std::string_view letters, std::u16string_view heading) {
  // Each letter takes a character at the most; a word of the phrase table may reach beyond the last.
  constexpr std::size_t kLongestPhrase = 8;
  std::u32string beginning;
  std::size_t length = 0;
  for (const char16_t character : heading) {
    if (kind_of(character) == CharacterKind::kSeparator) continue;
    if (length++ < letters.size() + kLongestPhrase) beginning.push_back(character);
  }
  if (letters.empty() || beginning.empty()) return std::nullopt;
  const std::size_t end = characters_for(letters, spellings_of(beginning), false);
  if (end == 0) return std::nullopt;
  return InitialsMatch{0, end, length};
}

bool may_begin(std::string_view letters, std::u32string_view characters) {
  return !letters.empty() && characters_for(letters, spellings_of(characters), true) > 0;
}

}  // namespace koujing::search
