// How a heading is typed by how it sounds: kdbx for 宽带报修 from three letters on, and its beginning from
// the first letter on.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koujing::search {

inline constexpr std::size_t kTypedReadings = 2;  // of one character: rarer readings are not typed

// For each character that is no separator: the letters that it may be typed as, small. A letter or digit is
// itself.
std::vector<std::string> initials_of(std::u32string_view normalised);

// Every three neighbouring letters of a heading, each once: what the index keeps. At most eight for one
// place.
std::vector<std::string> initial_trigrams(const std::vector<std::string>& initials);

struct InitialsMatch {
  std::size_t begin = 0;   // character that is no separator, counted from 0
  std::size_t end = 0;     // the first behind, counted likewise
  std::size_t length = 0;  // of the whole heading, counted likewise
};
// Where `letters` stand side by side among the initials of a heading; the first place.
std::optional<InitialsMatch> match_initials(std::string_view letters, std::u16string_view heading);

// What at the beginning of a heading `letters` stand for: syllables, first letters (also zh, ch and sh), or a
// mixture; the last syllable may be unfinished: k, kua, kuandbx. A letter or digit of the heading is itself.
std::optional<InitialsMatch> match_beginning(std::string_view letters, std::u16string_view heading);

// Whether a heading that begins with `characters`, which are one or two, may begin with `letters`.
bool may_begin(std::string_view letters, std::u32string_view characters);

}  // namespace koujing::search
