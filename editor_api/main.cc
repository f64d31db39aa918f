// The program: one command line over all commands of editor_api/commands/.
#include <iostream>

#include "editor_api/commands/command.h"

int main(int argc, char** argv) {
  using namespace koujing::door;  // NOLINT: the only use, in a function
  CLI::App app("口径 Koujing: from a business notice to one confirmed answer script", "koujing");
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(KOUJING_VERSION));
  app.fallthrough();
  Settings settings;
  Outcome outcome;
  app.set_config("--config", "koujing.toml", "Settings file (TOML)");
  app.add_option("--data", settings.data, "Data directory")->envname("KOUJING_DATA")->capture_default_str();
  app.add_option("--utc-offset-minutes", settings.utc_offset_minutes, "Offset in which times are written")->envname("KOUJING_UTC_OFFSET_MINUTES")->check(CLI::Range(-840, 840))->capture_default_str();
  app.add_option("--log-level", settings.log_level, "debug, info, warn or error")->envname("KOUJING_LOG_LEVEL")->check(CLI::IsMember({"debug", "info", "warn", "error"}))->capture_default_str();
  for (const auto add : {add_serve, add_init, add_import, add_export, add_index, add_search, add_eval, add_audit, add_user,
                         add_token, add_doctor, add_config})
    add(app, settings, outcome);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error, std::cout, std::cerr);
    return status == 0 ? 0 : 2;
  }
  return outcome.status;
}
