// Which notices does a name mean: a document number however its brackets are written, or a 《title》.
#pragma once

#include <string>
#include <vector>

#include "content/store/store.h"

namespace koujing {

// Newest first, at most 20. Numbers must be the same; a title is the whole subject, or all of it behind the
// office that issued it.
Result<std::vector<Notice>> notices_named(const Reading& reading, const std::string& name);

// Those that say to repeal what `name` names. Newest first, at most 20.
Result<std::vector<Notice>> notices_repealing(const Reading& reading, const std::string& name);

}  // namespace koujing
