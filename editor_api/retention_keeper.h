// Deletes every minute what the retention rules say (content/flow/retention.h).
#pragma once

#include <functional>

#include "editor_api/compose.h"
#include "editor_api/every_minute.h"

namespace koujing::door {

class RetentionKeeper {
 public:
  using Report = std::function<void(const Error&)>;
  RetentionKeeper(Site& site, Report report);

 private:
  void look();

  Site& site_;
  const Report report_;
  EveryMinute minutes_;  // last: its thread uses the others
};

}  // namespace koujing::door
