#include "search/text/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>

#include "search/text/utf8.h"

namespace koujing::search {
namespace {

struct ByteOrderMark {
  std::string_view bytes;
  const char* encoding;
};
// Longest first: the mark of UTF-32LE begins with that of UTF-16LE.
constexpr std::array kMarks = {
    ByteOrderMark{std::string_view("\xFF\xFE\x00\x00", 4), "UTF-32LE"},
    ByteOrderMark{std::string_view("\x00\x00\xFE\xFF", 4), "UTF-32BE"},
    ByteOrderMark{std::string_view("\xEF\xBB\xBF", 3), "UTF-8"},
    ByteOrderMark{std::string_view("\xFF\xFE", 2), "UTF-16LE"},
    ByteOrderMark{std::string_view("\xFE\xFF", 2), "UTF-16BE"},
};

std::string convert(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status),
                                                                     ucnv_close);
  if (U_FAILURE(status)) return repair_utf8(bytes);
  icu::UnicodeString wide;  // gathered whole: a surrogate pair may straddle two buffers
  std::array<UChar, 4096> buffer{};
  const char* source = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  do {
    UChar* target = buffer.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, buffer.data() + buffer.size(), &source, end, nullptr, true,
                   &status);
    wide.append(buffer.data(), static_cast<std::int32_t>(target - buffer.data()));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  std::string text;
  wide.toUTF8String(text);
  return text;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    // U+FFFD itself is a character; only its own three bytes may give it.
    if (next_character(bytes, at) == kReplacement && bytes.substr(begin, at - begin) != "\xEF\xBF\xBD")
      return false;
  }
  return true;
}

std::string repair_utf8(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return std::string(bytes);
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) append_character(text, next_character(bytes, at));
  return text;
}

std::string decode_to_utf8(std::string_view bytes) {
  for (const ByteOrderMark& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    bytes.remove_prefix(mark.bytes.size());
    return mark.encoding == std::string_view("UTF-8") ? repair_utf8(bytes) : convert(bytes, mark.encoding);
  }
  return is_valid_utf8(bytes) ? std::string(bytes) : convert(bytes, "GB18030");
}

}  // namespace koujing::search
