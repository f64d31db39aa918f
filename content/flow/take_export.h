// Somebody takes the library, or a part of it, away as a file, and the journal says who and what.
#pragma once

#include "content/flow/flow.h"

namespace koujing {

// Journalled as "take_export" about `library` ("" for all of them) with the digest of the file. `detail` is a
// canonical JSON object: its format, what else was asked for, its entries.
Status note_export(const Flow& flow, const Person& actor, const std::string& library,
                   const std::string& digest, const std::string& detail);

}  // namespace koujing
