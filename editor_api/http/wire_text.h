// What may stand in a message on the wire: the character rules of RFC 9110 and of UTF-8 (RFC 3629).
// Pure functions, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace koujing::http {

// Well-formed UTF-8: no overlong forms, surrogates or code points over U+10FFFF. "" is well formed.
bool is_utf8(std::string_view text);

// A token of RFC 9110 section 5.6.2: a method or a field name. "" is none.
bool is_token(std::string_view text);

// ASCII letters only; other bytes stay as they are.
std::string lower_case(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);

// Without the spaces and tabs around it.
std::string_view trimmed(std::string_view text);

// %XX becomes its byte and, in a query, '+' a space. Nothing when a '%' is not followed by two hex digits.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

}  // namespace koujing::http
