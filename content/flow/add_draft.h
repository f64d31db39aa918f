// A new draft on a notice, within a step.
#pragma once

#include "content/flow/flow.h"

namespace koujing {

// `department` confirms it; usually the one that issued the notice.
Result<ChangeId> add_draft(Writing& writing, const Person& actor, NoticeId notice,
                           const DepartmentCode& department, const ChangeContent& content);

}  // namespace koujing
