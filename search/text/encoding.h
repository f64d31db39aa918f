// Telling and mending the encoding of bytes that come from outside: for the door and for imports.
#pragma once

#include <string>
#include <string_view>

namespace koujing::search {

// Whether all of `bytes` is well-formed UTF-8 (no surrogates, no overlong forms; NUL is allowed). Any thread.
bool is_valid_utf8(std::string_view bytes);

// UTF-8 text of a file whose encoding nobody told: a byte order mark decides (UTF-8, UTF-16, UTF-32), then
// UTF-8 if the bytes are well-formed, else GB18030, of which GBK and GB2312 are parts. The mark is taken
// off. Total: what cannot be read becomes U+FFFD. Any thread.
std::string decode_to_utf8(std::string_view bytes);

// The same text with every broken piece of UTF-8 replaced by U+FFFD. Total. Any thread.
std::string repair_utf8(std::string_view bytes);

}  // namespace koujing::search
