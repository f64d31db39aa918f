// What a change set decides about an entry that its notice touches.
#pragma once

#include "content/model/change_set.h"
#include "content/store/tables.h"

namespace koujing {

enum class TouchedDecision { kUndecided, kKeep, kRevise, kRetire };

// A decision to keep holds for the revision that the editor saw: a newer one makes it undecided again.
TouchedDecision decision_on(const ChangeContent& content, const EntryHead& head);

}  // namespace koujing
