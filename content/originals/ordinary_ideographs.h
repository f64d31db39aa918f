// Ideographs that PDF files give in look-alike code points, back to the ones that people type.
//
// PDF writers, those of macOS above all, map one glyph to a radical (⽂ U+2F42) or a compatibility ideograph
// (U+F9BE) and often to both it and the ordinary letter, so that "中文" comes out as "中⽂文". Neither finds
// what a person types.
#pragma once

#include <string>
#include <string_view>

namespace koujing {

// The ordinary ideograph of a radical or compatibility ideograph; any other code point is itself.
char32_t ordinary_ideograph(char32_t c);

// The text with such code points replaced, and dropped beside the ordinary one.
std::string with_ordinary_ideographs(std::string_view utf8);

}  // namespace koujing
