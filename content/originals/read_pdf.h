// A PDF file as Markdown, through pdftotext in a confined process (confined_process.h).
//
// A PDF holds letters at places, not paragraphs: lines are joined where one plainly goes on in the next, rows
// of the same number of short columns become a table, and page numbers are dropped. The outcome is a draft to
// be read against the original. A scanned PDF has no letters: its Markdown is empty.
#pragma once

#include <string>
#include <string_view>

#include "content/model/result.h"
#include "content/originals/extract_text.h"

namespace koujing {

// Errors as extract_text; original_unsupported also for a file with a password, and when pdftotext is
// missing.
Result<ExtractedText> read_pdf(std::string_view bytes);

// What `pdftotext -layout` printed, as Markdown. Pages end in a form feed.
std::string layout_as_markdown(std::string_view layout);

}  // namespace koujing
