#include "search/text/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace koujing::search {
namespace {

CharacterKind kind_by_property(UChar32 character) {
  const auto category = U_MASK(u_charType(character));
  if (category & U_GC_ND_MASK) return CharacterKind::kDigit;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(character, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
      return (category & (U_GC_L_MASK | U_GC_N_MASK)) ? CharacterKind::kIdeograph : CharacterKind::kSeparator;
    default:
      break;
  }
  if (category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) return CharacterKind::kLetter;
  return CharacterKind::kSeparator;
}

}  // namespace

CharacterKind kind_of(char32_t character) {
  if (character < 0x80) {
    if (character >= '0' && character <= '9') return CharacterKind::kDigit;
    const char32_t lower = character | 0x20;
    return lower >= 'a' && lower <= 'z' ? CharacterKind::kLetter : CharacterKind::kSeparator;
  }
  if (character >= 0x4E00 && character <= 0x9FFF) return CharacterKind::kIdeograph;
  if (character >= 0x2000 && character <= 0x206F) return CharacterKind::kSeparator;  // general punctuation
  return kind_by_property(static_cast<UChar32>(character));
}

}  // namespace koujing::search
