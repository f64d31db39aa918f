// The one piece of HTML that is understood: <br>, the only way to break a line inside a table cell.
#pragma once

#include <string_view>

namespace koujing {

inline bool is_line_break_tag(std::string_view tag) {
  return tag == "<br>" || tag == "<br/>" || tag == "<br />" || tag == "<BR>" || tag == "<BR/>" ||
         tag == "<BR />";
}

}  // namespace koujing
