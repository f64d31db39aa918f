// Inspectors and auditors read everything, and the journal says what.
#pragma once

#include <initializer_list>

#include "content/journal/record.h"
#include "editor_api/routes/route.h"

namespace koujing::door {

// What this reading was about, as "read_record"; nothing for people who do not oversee (policy.h).
// `operation` is that of the contract; of the query, the parameters in `asked` are noted with it. A listing
// notes its first page alone. It is written a moment after the answer; errors: those of
// LateWrites::add_reading().
Status note_reading(const Call& call, const char* operation, JournalRef what,
                    std::initializer_list<const char*> asked = {});

}  // namespace koujing::door
