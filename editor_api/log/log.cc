#include "editor_api/log/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace koujing::door {
namespace {

spdlog::logger& logger() {
  static const auto made = [] {
    auto sink = spdlog::stderr_logger_mt("koujing");
    sink->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    return sink;
  }();
  return *made;
}

}  // namespace

void set_log_level(const std::string& level) { logger().set_level(spdlog::level::from_str(level)); }

void log_info(const std::string& line) { logger().info("{}", line); }

void log_error(const std::string& where, const Error& error) {
  logger().error("{}: {} {} {}", where, error.code, error.message.en, error.log_detail);
}

}  // namespace koujing::door
