#include "editor_api/touched.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {
namespace {

std::string_view name_of(TouchedDecision decision) {
  switch (decision) {
    case TouchedDecision::kKeep:
      return "keep";
    case TouchedDecision::kRevise:
      return "revise";
    case TouchedDecision::kRetire:
      return "retire";
    case TouchedDecision::kUndecided:
      break;
  }
  return "undecided";
}

}  // namespace

json Presenter::touched(const std::vector<Touched>& touched, const DepartmentCode& department_code,
                        const ChangeSet* change) {
  json items = json::array();
  std::size_t undecided = 0;
  for (const Touched& one : touched) {
    const bool must = must_decide(one, department_code);
    const TouchedDecision decision =
        change == nullptr ? TouchedDecision::kUndecided : decision_on(change->content, one.head);
    if (must && decision == TouchedDecision::kUndecided) ++undecided;
    items.push_back({{"entry", one.head.id.value},
                     {"revision", one.head.newest_number},
                     {"title", one.title},
                     {"department", department(one.department)},
                     {"repealed", one.repealed.empty() ? json(nullptr) : json(one.repealed)},
                     {"passage", one.passage},
                     {"likeness", one.likeness},
                     {"must_decide", must},
                     {"decision", name_of(decision)}});
  }
  return {{"items", std::move(items)}, {"undecided", undecided}};
}

}  // namespace koujing::door
