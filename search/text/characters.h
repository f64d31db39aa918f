// What kind of character a normalised character is: decides where terms begin and end.
#pragma once

namespace koujing::search {

enum class CharacterKind {
  kSeparator,  // spaces, punctuation, symbols, controls: never part of a term
  kLetter,     // alphabetic scripts that write words apart, and their marks
  kDigit,      // decimal digits
  kIdeograph,  // Han, kana, hangul, bopomofo: written without spaces, so every one is a term
};

// For characters as `normalise` gives them. Total.
CharacterKind kind_of(char32_t character);

}  // namespace koujing::search
