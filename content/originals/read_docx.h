// A Word document (docx) as Markdown: what the document says today.
//
// Headings, bold, lists with Word's own numbers, tables, text boxes, notes. Tracked changes: insertions are
// taken, deletions dropped. Hidden text and the table of contents are dropped; text that is struck out stays,
// marked （已划去：…）, because a reader must see that it no longer holds. A cell merged downwards repeats
// its text in every row, so that each row can be read alone; one merged sideways stands in its first column.
#pragma once

#include <string_view>

#include "content/model/result.h"
#include "content/originals/extract_text.h"

namespace koujing {

Result<ExtractedText> read_docx(std::string_view bytes);  // errors as extract_text

}  // namespace koujing
