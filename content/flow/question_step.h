// What the verbs on a question share.
#pragma once

#include <optional>
#include <string>

#include "content/flow/flow.h"
#include "content/model/question.h"

namespace koujing {

// Within a step on `question`, which is as it is afterwards: the step itself, its journal record
// "<verb>_question", and word to every open desk. `actor` absent: the system itself; `missed`: the due time
// that passed.
Status note_question(Writing& writing, const Person* actor, const Question& question, const std::string& verb,
                     const std::string& text, const std::optional<DepartmentCode>& department = {},
                     std::optional<Instant> missed = {});

}  // namespace koujing
