// Telephone numbers of the mainland, however they are punctuated. For quantities.h alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace koujing::search {

struct PhoneNumber {
  std::size_t end = 0;
  std::string digits;  // without +86, separators and brackets
};

// At a digit, '+' or '(': mobile numbers (138 0013 8000, +86-13800138000), 400 and 800 numbers, numbers with
// an area code (010-62283888, (0571)8888 1234), and eight digits in two halves joined by a hyphen
// (6228-3888). Short service numbers are plain numbers. Nothing for all else. Looks at 32 characters at the
// most.
std::optional<PhoneNumber> read_phone_number(std::u32string_view text, std::size_t position);

}  // namespace koujing::search
