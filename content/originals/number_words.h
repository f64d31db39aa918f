// Numbers as Word's automatic lists write them: 一百零五, iv, (c), ⑦.
#pragma once

#include <string>
#include <string_view>

namespace koujing {

// `format` is ST_NumberFormat of ISO/IEC 29500-1 section 17.18.59 ("chineseCounting", "lowerRoman" ...);
// unknown ones and numbers outside a format's reach are written in digits.
std::string format_list_number(int number, std::string_view format);

}  // namespace koujing
