// Bytes of a text file as UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace koujing {

// By byte order mark (UTF-8, UTF-16), else strict UTF-8, else strict GB18030 (which holds GBK and GB2312,
// what Chinese Windows writes). Nothing when none fits or control characters show that it is no text.
std::optional<std::string> decode_text(std::string_view bytes);

// By the name of an encoding ("gb2312", "big5"), strictly; nothing when the name is unknown or the bytes do
// not fit.
std::optional<std::string> decode_from(std::string_view bytes, const std::string& encoding);

}  // namespace koujing
