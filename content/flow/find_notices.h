// Which notices does a name mean: a document number however its brackets are written, or a 《title》.
#pragma once

#include <string>
#include <vector>

#include "content/store/store.h"

namespace koujing {

// 市场〔2026〕15号, 市场[2026] 15号 and 市场2026年第15号 have one spelling; all else is only trimmed of
// spaces.
std::string document_number_spelling(const std::string& number);

// Newest first, at most 20. Numbers must be the same; a title is the whole subject, or all of it behind the
// office that issued it.
Result<std::vector<Notice>> notices_named(const Reading& reading, const std::string& name);

// Those that say to repeal what `name` names. Newest first, at most 20.
Result<std::vector<Notice>> notices_repealing(const Reading& reading, const std::string& name);

}  // namespace koujing
