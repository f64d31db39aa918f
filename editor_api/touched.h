// The entries that a notice touches, put together from both sides: the library's words (search/study) and
// what rests on the notices that it repeals (content/flow).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/flow/touched_decision.h"
#include "editor_api/compose.h"

namespace koujing::door {

struct Touched {
  EntryHead head;
  std::string title;  // of the newest revision
  DepartmentCode department;
  std::string repealed;  // the document that the entry rests on and the notice repeals; "" for none
  std::string passage;   // of the notice that speaks of the entry; "" when it does not
  double likeness = 0;   // 0 to 1
};

// Those resting on what is repealed first, then at most 20 others, likeliest first. What already rests on
// this notice is left out. Errors: those of the store and of the index ("index_missing" while there is none).
Result<std::vector<Touched>> touched_by(const Site& site, const Reading& reading, const Notice& notice);

// Whether a change set that `department` confirms has to decide on it: only that department's own entries can
// be revised or retired by it.
inline bool must_decide(const Touched& one, const DepartmentCode& department) {
  return one.department == department;
}

}  // namespace koujing::door
