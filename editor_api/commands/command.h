// What the commands of the program share: settings, output, exit status. One command a file beside this one.
//
// Exit status: 0 done, 1 failed, 2 used wrongly. Errors are one line on standard error: what, where, what to
// do.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "editor_api/compose.h"

namespace koujing::door {

// From flags, then KOUJING_* variables, then koujing.toml.
struct Settings {
  std::string data = "./data";
  std::string listen = "127.0.0.1:8080";
  std::string web;  // the built pages; that of the source tree when empty
  int threads = 8;
  std::string trusted_proxy;
  std::string embed_origins;  // with commas between them
  std::string checkpoint_file, checkpoint_url;
  int utc_offset_minutes = kDefaultOffsetMinutes;
  std::string log_level = "info";
};

// The outcome of the one command that ran.
struct Outcome {
  int status = 0;
};

void add_serve(CLI::App& app, Settings& settings, Outcome& outcome);
void add_init(CLI::App& app, Settings& settings, Outcome& outcome);
void add_import(CLI::App& app, Settings& settings, Outcome& outcome);
void add_export(CLI::App& app, Settings& settings, Outcome& outcome);
void add_read(CLI::App& app, Settings& settings, Outcome& outcome);
void add_extract(CLI::App& app, Settings& settings, Outcome& outcome);
void add_touched(CLI::App& app, Settings& settings, Outcome& outcome);
void add_check(CLI::App& app, Settings& settings, Outcome& outcome);
void add_index(CLI::App& app, Settings& settings, Outcome& outcome);
void add_search(CLI::App& app, Settings& settings, Outcome& outcome);
void add_eval(CLI::App& app, Settings& settings, Outcome& outcome);
void add_audit(CLI::App& app, Settings& settings, Outcome& outcome);
void add_user(CLI::App& app, Settings& settings, Outcome& outcome);
void add_token(CLI::App& app, Settings& settings, Outcome& outcome);
void add_synonyms(CLI::App& app, Settings& settings, Outcome& outcome);
void add_learning(CLI::App& app, Settings& settings, Outcome& outcome);
void add_doctor(CLI::App& app, Settings& settings, Outcome& outcome);
void add_config(CLI::App& app, Settings& settings, Outcome& outcome);

// Prints the error (Chinese when LANG begins with zh, else English) with its faults; gives 1.
int fail(const Error& error);

// One line on standard output, for --json. Bytes that are no UTF-8 (in a path) are replaced.
void print_json(const nlohmann::json& value);

// Where library.json and the pages lie beside an uninstalled program.
std::filesystem::path source_directory();

// Who acts when the owner of the data directory works from the command line: `login`, or the first
// administrator.
Result<Person> acting_person(const Reading& reading, const std::string& login);

// A bar on standard error, drawn when that is a terminal; otherwise a line at every tenth.
class Progress {
 public:
  explicit Progress(std::string what) : what_(std::move(what)) {}
  ~Progress();
  void show(std::size_t done, std::size_t all);

 private:
  const std::string what_;
  int last_ = -1;
};

}  // namespace koujing::door
