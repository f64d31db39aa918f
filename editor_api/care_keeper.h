// Looks every minute for entries that nobody has checked for too long, and withdraws them when the rules say
// so (content/flow/care.h).
#pragma once

#include <functional>

#include "editor_api/compose.h"
#include "editor_api/every_minute.h"

namespace koujing::door {

class CareKeeper {
 public:
  using Report = std::function<void(const Error&)>;
  CareKeeper(Site& site, Report report);

 private:
  void look();

  Site& site_;
  const Report report_;
  EveryMinute minutes_;  // last: its thread uses the others
};

}  // namespace koujing::door
