// What the server looks after every minute, each in a thread of its own that ends with what is given out.
// Errors go to `report`, which is called in that thread.
#pragma once

#include <functional>
#include <memory>

#include "editor_api/compose.h"
#include "editor_api/every_minute.h"

namespace koujing::door {

using RoundReport = std::function<void(const Error&)>;

// Entries that nobody has checked for too long: withdraws them when the rules say so (content/flow/care.h).
std::unique_ptr<EveryMinute> keep_care(Site& site, RoundReport report);

// Questions whose due time has passed: tells the shift leaders (content/flow/questions.h).
std::unique_ptr<EveryMinute> keep_questions(Site& site, RoundReport report);

// Deletes what the retention rules say (content/flow/retention.h).
std::unique_ptr<EveryMinute> keep_retention(Site& site, RoundReport report);

}  // namespace koujing::door
