// Tells the shift leaders every minute of questions whose due time has passed (content/flow/questions.h).
#pragma once

#include <functional>

#include "editor_api/compose.h"
#include "editor_api/every_minute.h"

namespace koujing::door {

class QuestionKeeper {
 public:
  using Report = std::function<void(const Error&)>;
  QuestionKeeper(Site& site, Report report);

 private:
  void look();

  Site& site_;
  const Report report_;
  EveryMinute minutes_;  // last: its thread uses the others
};

}  // namespace koujing::door
