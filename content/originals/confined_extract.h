// The text of an original, read by this same program in a confined child process (confined_process.h):
// whatever a file does to its reader, the server goes on.
//
// The parent looks at no more than the first bytes. PDF, old Word files and pictures go to their own
// tool, which is confined in the same way (read_pdf.h, read_doc.h, read_scan.h); everything else to `koujing
// extract`, which answers in the frames of this file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "content/originals/confined_process.h"
#include "content/originals/extract_text.h"
#include "content/originals/read_table.h"

namespace koujing {

struct Extraction {
  std::string media_type;  // also when there is no text
  Result<ExtractedText> text;
};

// In this very process: what the child does. For commands that read files of whoever runs them.
Extraction extract_here(std::string_view bytes, std::string_view file_name);

// In a child: `program` is koujing. Errors beside those of extract_text: kTooLarge "original_takes_too_long"
// for what ran out of time or memory, kInvalid "original_damaged" for what its reader died of, and
// kUnavailable "extraction_unavailable" when no child could be made. Blocking, at most `limits.wall`; any
// thread.
Extraction extract_confined(const std::filesystem::path& program, std::string_view bytes,
                            std::string_view file_name, const ConfinedLimits& limits = {});

// The rows of a spreadsheet (read_xlsx) in the same way: the child is `koujing extract --rows`.
Result<std::vector<TableRow>> rows_confined(const std::filesystem::path& program, std::string_view bytes,
                                            const ConfinedLimits& limits = {});

// How the child answers: fields of decimal length, line end, bytes.
std::string frame_of(const Extraction& extraction);
Extraction unframed(std::string_view frame);  // "original_damaged" for what is no frame
std::string frame_of_rows(const Result<std::vector<TableRow>>& rows);
Result<std::vector<TableRow>> unframed_rows(std::string_view frame);

}  // namespace koujing
