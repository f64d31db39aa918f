// A web page, or what Word and Excel save as one, as Markdown: what a reader of the page sees.
//
// Headings, bold, lists and tables are kept, links become their text; scripts, styles, forms and whatever is
// hidden are dropped. A table that holds other tables, headings or lists serves the layout: its cells are
// read one after the other. Cells merged downwards repeat their text in every row.
#pragma once

#include <string_view>

#include "content/model/result.h"
#include "content/originals/extract_text.h"

namespace koujing {

// The encoding is found by byte order mark, UTF-8, the page's own <meta>, and at last GB18030.
Result<ExtractedText> read_html(std::string_view bytes);  // errors as extract_text

}  // namespace koujing
