// HTML as PDF: pages for people who sign, file and print.
#pragma once

#include <string>
#include <string_view>

#include "content/model/result.h"

namespace koujing::door {

// By WeasyPrint, in a confined process: it reaches no network and no file, so pictures have to be data:
// addresses. Blocking: 9 s for the first page (fonts), then 25 ms an answer; memory 1 GB a thousand answers.
// Errors: kUnsupported "pdf_not_installed"; kTooLarge "pdf_too_large" over five minutes or 3 GB; kInternal.
Result<std::string> print_pdf(std::string_view html);

}  // namespace koujing::door
