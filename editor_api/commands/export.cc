#include <unistd.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "editor_api/commands/command.h"
#include "editor_api/commands/write_file.h"
#include "editor_api/exports/export_library.h"

namespace koujing::door {
namespace {

struct ExportOptions {
  ExportForm form;
  std::string out, as_of, recorded_at;
  bool json_output = false;
};

// What was given as a time, or nothing.
Result<std::optional<Instant>> moment(const std::string& text) {
  if (text.empty()) return std::optional<Instant>();
  KJ_TRY(const Instant at, parse_instant(text));
  return std::optional(at);
}

int run(const Settings& settings, const ExportOptions& options) {
  static const SystemClock clock;
  const std::string& format = options.form.format;
  if ((format == "xlsx" || format == "pdf") && options.out.empty() && isatty(STDOUT_FILENO) != 0) {
    std::cerr << "koujing export: --format " << format << " needs --out FILE\n";
    return 2;
  }
  const auto site = open_site(settings.data, Opening::kReadOnly, clock);
  if (!site) return fail(site.error());
  const auto reading = (*site)->store->read();
  if (!reading) return fail(reading.error());
  const auto at = moment(options.as_of), known = moment(options.recorded_at);
  if (!at) return fail(at.error());
  if (!known) return fail(known.error());
  const ExportSource source{**reading, (*site)->files, known->value_or(clock.now()), *at,
                            settings.utc_offset_minutes};
  const auto write = [&](std::ostream& out) { return export_library(source, options.form, out); };
  const auto written = options.out.empty() ? write(std::cout) : write_file(options.out, write);
  if (!written) return fail(written.error());
  if (options.json_output)
    print_json({{"entries", *written}, {"file", options.out}, {"format", format}});
  else if (!options.out.empty())
    std::cout << *written << " entries in " << options.out << "\n";
  return 0;
}

}  // namespace

void add_export(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand(
      "export",
      "Write all or a part of the library: JSONL with its history, XLSX, CSV, Markdown, HTML or PDF");
  auto options = std::make_shared<ExportOptions>();
  command->add_option("--format", options->form.format, "jsonl, xlsx, csv, markdown, html, pdf")
      ->check(CLI::IsMember(std::vector<std::string>(kExportFormats.begin(), kExportFormats.end())))
      ->capture_default_str();
  command->add_option("--library", options->form.library, "Only this library");
  command->add_option("--catalogue", options->form.catalogue,
                      "Only this path of the catalogue and what is below it");
  command->add_option("--department", options->form.department, "Only of this department (code or name)");
  command->add_option("--as-of", options->as_of,
                      "Only what answers at this moment (2026-01-01T00:00:00+08:00)");
  command->add_option("--recorded-at", options->recorded_at, "By what was recorded by this moment");
  auto* file = command->add_option("--out", options->out, "File; standard output when absent");
  command->add_flag("--json", options->json_output, "Write what was done as JSON; needs --out")->needs(file);
  command->callback([&, options] { outcome.status = run(settings, *options); });
}

}  // namespace koujing::door
