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
  std::string out;
  bool json_output = false;
};

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
  const ExportSource source{**reading, (*site)->files, clock.now(), settings.utc_offset_minutes};
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
  auto* file = command->add_option("--out", options->out, "File; standard output when absent");
  command->add_flag("--json", options->json_output, "Write what was done as JSON; needs --out")->needs(file);
  command->callback([&, options] { outcome.status = run(settings, *options); });
}

}  // namespace koujing::door
