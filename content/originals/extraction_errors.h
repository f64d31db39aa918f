// The refusals of extraction, worded once: what is wrong with the file and what its sender can do.
#pragma once

#include <string>

#include "content/model/result.h"

namespace koujing {

Error original_too_large();                              // over kMaxOriginalBytes
Error original_expands_too_far(std::string log_detail);  // over a limit of extract_text.h once opened
Error original_with_entities();  // kInvalid "original_with_entities": XML that fetches or multiplies text
Error original_damaged(std::string log_detail);  // not what its name says, cut off, or hostile
Error original_unsupported(Message message);     // kept, but cannot be read

}  // namespace koujing
