// Text out of an original: docx, xlsx, pdf, html, md, txt, csv. Never changes the original.
//
// Limits (all from shared measurements, see docs/decisions/): 20 MB a file, 2,000 members and 64 MB inflated
// in an archive, ratio 100 for members over 1 MB, XML depth 256, no DTD, no entities; an external tool
// (pdftotext) runs in a child process with 20 s of CPU, 1 GB of address space, 50 MB of output and no
// network where bubblewrap is there.
#pragma once

#include <string>
#include <string_view>

#include "content/model/result.h"

namespace koujing {

struct ExtractedText {
  std::string markdown;    // UTF-8, tables as pipe tables, headings as #
  std::string media_type;  // what the bytes are, found by looking at them
  std::string title;       // the first heading or document title; "" when there is none
};

inline constexpr std::size_t kMaxOriginalBytes = 20 * 1024 * 1024;

// Errors: kTooLarge "original_too_large" | "original_expands_too_far"; kUnsupported "original_unsupported"
// (kept, but its text cannot be read); kInvalid "original_damaged" (not what it says it is).
// Blocking; safe from any thread.
Result<ExtractedText> extract_text(std::string_view bytes, std::string_view file_name);

bool is_picture(std::string_view bytes);  // by its first bytes alone

// The media type by content first and name second; "application/octet-stream" when unknown.
std::string sniff_media_type(std::string_view bytes, std::string_view file_name);

// The ending that a file of this type has ("docx"), when the name promises another kind; "" when the name
// fits, promises nothing, or the type has no ending that people know. HTML under an office name fits: old
// systems export so, and Word and Excel open it.
std::string ending_of_content(std::string_view media_type, std::string_view file_name);

}  // namespace koujing
