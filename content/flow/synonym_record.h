// What the verbs on synonyms share: the journal record of a change, and the limits of the list.
#pragma once

#include "content/flow/lexicon.h"

namespace koujing {

// `before` absent: it is new; `after` absent: it is gone.
Status record_synonym(Writing& writing, const Person& actor, const std::string& verb, const Synonym* before,
                      const Synonym* after);

Error list_is_full();  // kInvalid with a fault "too_many"

Result<Synonym> need_synonym(const Reading& reading, SynonymId id);

}  // namespace koujing
