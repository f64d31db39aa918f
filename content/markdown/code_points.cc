#include "content/markdown/code_points.h"

namespace koujing {
namespace {

// How many bytes the sequence starting with `lead` has; 0 when no sequence starts so.
int sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Moves `at` past one code point. False (and one byte on) when there is none.
bool read_code_point(std::string_view text, std::size_t& at, char32_t& c) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const int length = sequence_length(lead);
  const std::size_t start = at++;
  if (length == 0 || start + static_cast<std::size_t>(length) > text.size()) return false;
  if (length == 1) {
    c = lead;
    return true;
  }
  char32_t value = lead & (0xFFU >> (length + 1));
  for (int i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[start + static_cast<std::size_t>(i)]);
    if ((byte & 0xC0U) != 0x80) return false;
    value = (value << 6) | (byte & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) return false;
  c = value;
  at = start + static_cast<std::size_t>(length);
  return true;
}

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  char32_t c = kReplacementCharacter;
  return read_code_point(text, at, c) ? c : kReplacementCharacter;
}

char32_t code_point_before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  std::size_t start = at - 1;
  while (start > 0 && at - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80) --start;
  std::size_t end = start;
  const char32_t c = next_code_point(text, end);
  return end == at ? c : kReplacementCharacter;
}

void append_code_point(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_valid_utf8(std::string_view text) {
  char32_t c = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!read_code_point(text, at, c)) return false;
  }
  return true;
}

// Blocks of the Unicode code charts: Hangul Jamo, CJK Radicals to Unified Ideographs, Hangul, Compatibility
// Ideographs and Forms, Halfwidth and Fullwidth Forms, and the two ideographic planes.
bool is_cjk(char32_t c) {
  return between(c, 0x1100, 0x11FF) || between(c, 0x2E80, 0x9FFF) || between(c, 0xA960, 0xA97F) ||
         between(c, 0xAC00, 0xD7FF) || between(c, 0xF900, 0xFAFF) || between(c, 0xFE30, 0xFE4F) ||
         between(c, 0xFF01, 0xFFEF) || between(c, 0x20000, 0x3FFFF);
}

bool is_letter(char32_t c) {
  if (c < 0x80) return between(c, '0', '9') || between(c, 'A', 'Z') || between(c, 'a', 'z');
  if (between(c, 0x3000, 0x303F)) return between(c, 0x3005, 0x3007);  // 々〆〇 among the punctuation
  if (between(c, 0xFF00, 0xFF65)) {
    return between(c, 0xFF10, 0xFF19) || between(c, 0xFF21, 0xFF3A) || between(c, 0xFF41, 0xFF5A);
  }
  return c != 0x30FB && !between(c, 0xFE30, 0xFE4F) && !between(c, 0xFFE0, 0xFFEF) && is_cjk(c);
}

bool is_blank(char32_t c) {
  return c == 0 || c == ' ' || between(c, '\t', '\r') || c == 0xA0 || between(c, 0x2000, 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

std::string_view trim_blank(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t after = begin;
    if (!is_blank(next_code_point(text, after))) break;
    begin = after;
  }
  text.remove_prefix(begin);
  while (!text.empty()) {
    const char32_t last = code_point_before(text, text.size());
    if (!is_blank(last)) break;
    std::string encoded;
    append_code_point(encoded, last);
    text.remove_suffix(encoded.size());
  }
  return text;
}

}  // namespace koujing
