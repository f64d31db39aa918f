// koujing touched: which entries of the library documents speak of, as the desk would show it.
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "content/originals/extract_text.h"
#include "editor_api/commands/command.h"
#include "editor_api/compose.h"
#include "search/study/notice_facts.h"
#include "search/study/touched_entries.h"

namespace koujing::door {
namespace {

struct TouchedOptions {
  std::vector<std::string> paths;
  std::string as_of;
  std::size_t top = 20;
  bool json_output = false;
};

Result<std::vector<search::TouchedEntry>> touched_by(Site& site, const std::string& path, Instant at,
                                                     std::size_t top) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return Error{ErrorKind::kUnavailable, "unreadable", {path + "：无法读取", path + ": cannot be read"}};
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  KJ_TRY(const ExtractedText text, extract_text(bytes, path));
  const auto subject = search::read_notice(text.markdown).subject;
  return search::touched_entries(*site.reader, subject ? subject->value : "", text.markdown, at, top);
}

void print(const std::string& path, const std::vector<search::TouchedEntry>& touched, bool as_json) {
  if (!as_json) std::cout << path << "\n";
  for (const search::TouchedEntry& one : touched)
    if (as_json)
      print_json({{"file", path},
                  {"entry", one.entry.value},
                  {"title", one.title},

                  {"passage", one.passage},
                  {"likeness", one.likeness}});
    else
      std::cout << "  " << std::fixed << std::setprecision(2) << one.likeness << "  K" << one.entry.value
                << "  " << one.title << "\n        " << one.passage << "\n";
}

int run(const Settings& settings, const TouchedOptions& options) {
  static const SystemClock clock;
  const auto site = open_site(settings.data, Opening::kReadOnly, clock);
  if (!site) return fail(site.error());
  Instant at = (*site)->now();
  if (!options.as_of.empty()) {
    const auto given = parse_instant(options.as_of);
    if (!given) return fail(given.error()), 2;
    at = *given;
  }
  int status = 0;
  for (const std::string& path : options.paths) {
    const auto touched = touched_by(**site, path, at, options.top);
    if (touched)
      print(path, *touched, options.json_output);
    else
      status = fail(touched.error());
  }
  return status;
}

}  // namespace

void add_touched(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("touched", "Which entries documents speak of");
  auto options = std::make_shared<TouchedOptions>();
  command->add_option("path", options->paths, "Files")->required();
  command->add_option("--as-of", options->as_of, "The library as it was at this moment");
  command->add_option("--top", options->top, "How many of each")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_flag("--json", options->json_output, "Write JSON, one entry a line");
  command->callback([&settings, &outcome, options] { outcome.status = run(settings, *options); });
}

}  // namespace koujing::door
