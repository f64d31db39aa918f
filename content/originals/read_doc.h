// Text of an old Word file (.doc), read by Debian's antiword in a confined process.
#pragma once

#include <string>
#include <string_view>

#include "content/originals/extract_text.h"

namespace koujing {

// Errors as extract_text(); "original_unsupported" also where antiword is not installed.
Result<ExtractedText> read_doc(std::string_view bytes);

// What antiword prints, as Markdown: a paragraph a line; lines between bars (its rows of tables) as a table.
std::string antiword_as_markdown(std::string_view printed);

}  // namespace koujing
