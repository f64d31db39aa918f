// The program: one command line over all commands of editor_api/commands/.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "editor_api/commands/command.h"

namespace {

// Settings come from flags, then KOUJING_* variables, then koujing.toml. CLI11 lets a file overrule a
// variable, so a variable that is set becomes a flag unless that flag was given.
struct Variable {
  const char* name;
  const char* flag;
  bool of_serve;  // a flag of `serve` (and `config`, which shows it)
};
constexpr Variable kVariables[] = {{"KOUJING_DATA", "--data", false},
                                   {"KOUJING_LOG_LEVEL", "--log-level", false},
                                   {"KOUJING_UTC_OFFSET_MINUTES", "--utc-offset-minutes", false},
                                   {"KOUJING_LISTEN", "--listen", true},
                                   {"KOUJING_WEB", "--web", true},
                                   {"KOUJING_THREADS", "--threads", true}};

std::vector<std::string> with_variables(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  const auto given = [&](const std::string& flag) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return word == flag || word.starts_with(flag + "="); });
  };
  const bool serves = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "serve" || word == "config";
  });
  for (const Variable& variable : kVariables) {
    const char* value = std::getenv(variable.name);
    if (value == nullptr || *value == '\0' || given(variable.flag) || (variable.of_serve && !serves))
      continue;
    words.push_back(std::string(variable.flag) + "=" + value);
  }
  std::reverse(words.begin(), words.end());  // as CLI11 takes a vector
  return words;
}

}  // namespace

int main(int argc, char** argv) {
  namespace door = koujing::door;
  CLI::App app("口径 Koujing: from a business notice to one confirmed answer script", "koujing");
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(KOUJING_VERSION));
  app.fallthrough();
  app.footer(
      "Settings: flags, then KOUJING_DATA, KOUJING_LISTEN, KOUJING_WEB, KOUJING_THREADS, KOUJING_LOG_LEVEL,\n"
      "KOUJING_UTC_OFFSET_MINUTES, then koujing.toml in the working directory.");
  door::Settings settings;
  door::Outcome outcome;
  app.set_config("--config", "koujing.toml", "Settings file (TOML)");
  app.add_option("--data", settings.data, "Data directory")->capture_default_str();
  app.add_option("--utc-offset-minutes", settings.utc_offset_minutes, "Offset in which times are written")
      ->check(CLI::Range(-840, 840))
      ->capture_default_str();
  app.add_option("--log-level", settings.log_level, "debug, info, warn or error")
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
      ->capture_default_str();
  for (const auto add : {door::add_serve, door::add_init, door::add_import, door::add_export, door::add_index,
                         door::add_search, door::add_eval, door::add_audit, door::add_user, door::add_token,
                         door::add_doctor, door::add_config})
    add(app, settings, outcome);
  try {
    app.parse(with_variables(argc, argv));
  } catch (const CLI::ParseError& error) {
    return app.exit(error, std::cout, std::cerr) == 0 ? 0 : 2;
  }
  return outcome.status;
}
