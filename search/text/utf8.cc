#include "search/text/utf8.h"

#include <unicode/utf8.h>

#include <cstdint>

namespace koujing::search {

char32_t next_character(std::string_view bytes, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  // ICU's macro counts in 64 bits when it is given 64-bit indexes.
  auto position = static_cast<std::int64_t>(at);
  const auto length = static_cast<std::int64_t>(bytes.size());
  UChar32 character = 0;
  U8_NEXT(data, position, length, character);
  at = static_cast<std::size_t>(position);
  return character < 0 ? kReplacement : static_cast<char32_t>(character);
}

void append_character(std::string& utf8, char32_t character) {
  if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) character = kReplacement;
  if (character < 0x80) {
    utf8.push_back(static_cast<char>(character));
    return;
  }
  char buffer[4];
  int length = 0;
  U8_APPEND_UNSAFE(reinterpret_cast<std::uint8_t*>(buffer), length, character);
  utf8.append(buffer, static_cast<std::size_t>(length));
}

std::string to_utf8(std::u32string_view text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  for (const char32_t character : text) append_character(utf8, character);
  return utf8;
}

std::string_view first_characters(std::string_view bytes, std::size_t characters) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < characters && at < bytes.size(); ++i) next_character(bytes, at);
  return bytes.substr(0, at);
}

}  // namespace koujing::search
