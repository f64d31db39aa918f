// The log on standard error: one line an event. Never holds passwords, tokens or what people typed into a
// search.
#pragma once

#include <string>

#include "content/model/result.h"

namespace koujing::door {

void set_log_level(const std::string& level);  // "debug", "info", "warn", "error"
void log_info(const std::string& line);
void log_error(const std::string& where, const Error& error);

}  // namespace koujing::door
