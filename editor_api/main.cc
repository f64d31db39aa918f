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
};
constexpr Variable kVariables[] = {{"KOUJING_DATA", "--data"},
                                   {"KOUJING_CHECKPOINT_FILE", "--checkpoint-file"},
                                   {"KOUJING_EMBED_ORIGINS", "--embed-origins"},
                                   {"KOUJING_LISTEN", "--listen"},
                                   {"KOUJING_LOG_LEVEL", "--log-level"},
                                   {"KOUJING_THREADS", "--threads"},
                                   {"KOUJING_TRUSTED_PROXY", "--trusted-proxy"},
                                   {"KOUJING_UTC_OFFSET_MINUTES", "--utc-offset-minutes"},
                                   {"KOUJING_WEB", "--web"}};

std::vector<std::string> with_variables(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  const auto given = [&](const std::string& flag) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return word == flag || word.starts_with(flag + "="); });
  };
  // In front of everything else: what follows the command is the command's.
  std::vector<std::string> all;
  for (const Variable& variable : kVariables) {
    const char* value = std::getenv(variable.name);
    if (value != nullptr && *value != '\0' && !given(variable.flag))
      all.push_back(std::string(variable.flag) + "=" + value);
  }
  all.insert(all.end(), words.begin(), words.end());
  std::reverse(all.begin(), all.end());  // as CLI11 takes a vector
  return all;
}

// One line: what, and where to read on.
int used_wrongly(const CLI::App& app, const CLI::ParseError& error) {
  std::string name = "koujing", what = error.what();
  for (const CLI::App* command : app.get_subcommands()) name += " " + command->get_name();
  std::replace(what.begin(), what.end(), '\n', ' ');
  std::cerr << name << ": " << what << "; see " << name << " --help\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  namespace door = koujing::door;
  CLI::App app("口径 Koujing: from a business notice to one confirmed answer script", "koujing");
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(KOUJING_VERSION));
  app.fallthrough();
  app.allow_config_extras(CLI::config_extras_mode::error);  // a misspelt setting is said, not passed over
  app.footer(
      "Settings: flags, then KOUJING_DATA, KOUJING_LISTEN, KOUJING_WEB, KOUJING_THREADS, "
      "KOUJING_LOG_LEVEL,\nKOUJING_TRUSTED_PROXY, "
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
  for (const auto add : {door::add_serve, door::add_init, door::add_import, door::add_export, door::add_read,
                         door::add_extract, door::add_touched, door::add_check, door::add_index,
                         door::add_search, door::add_eval, door::add_audit, door::add_user, door::add_token,
                         door::add_synonyms, door::add_learning, door::add_doctor, door::add_config})
    add(app, settings, outcome);
  try {
    app.parse(with_variables(argc, argv));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error, std::cout, std::cerr);  // --help, --version
    return used_wrongly(app, error);
  } catch (const std::exception& error) {
    std::cerr << "koujing: failed: " << error.what() << " [internal]; run koujing doctor\n";
    return 1;
  }
  return outcome.status;
}
