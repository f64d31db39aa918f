#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "content/exchange/entry_exchange.h"
#include "content/exchange/library_csv.h"
#include "content/exchange/library_xlsx.h"
#include "editor_api/commands/command.h"
#include "editor_api/commands/export_entry.h"

namespace koujing::door {
namespace {

struct ExportOptions {
  std::string format = "jsonl", library, catalogue, department, out;
  bool json_output = false;
};

bool is_wanted(const EntryText& text, const std::string& department, const ExportOptions& options) {
  const auto below = [](const std::string& path, const std::string& top) {
    return path == top || path.starts_with(top + "/");
  };
  return (options.library.empty() || text.library == options.library) &&
         (options.catalogue.empty() || below(text.catalogue, options.catalogue)) &&
         (options.department.empty() || department == options.department ||
          text.department.value == options.department);
}

// Where the entries go, one kind of file each.
class Target {
 public:
  Target(std::ostream& out, std::unique_ptr<LibrarySheet> sheet, std::string format)
      : out_(out), sheet_(std::move(sheet)), format_(std::move(format)) {}

  Status begin() {
    if (format_ == "csv") {
      out_ << "\xEF\xBB\xBF";  // spreadsheets take UTF-8 for granted only with it
      out_ << csv_row(table_header());
    }
    if (format_ == "html") write_html_head(out_);
    return sheet_ ? sheet_->add(table_header()) : Status();
  }

  Status add(const ExportedEntry& entry) {
    const EntryText& newest = entry.revisions.back();
    if (sheet_) return sheet_->add(entry_to_row(newest, entry.department, entry.unconfirmed));
    if (format_ == "jsonl")
      out_ << entry_to_line(entry.revisions, entry.department, entry.unconfirmed) << "\n";
    else if (format_ == "csv")
      out_ << csv_row(entry_to_row(newest, entry.department, entry.unconfirmed));
    else if (format_ == "html")
      write_html(out_, entry);
    else
      write_markdown(out_, entry);
    return {};
  }

  Status end() {
    if (sheet_) return sheet_->finish();
    if (format_ == "html") out_ << "</html>\n";
    out_.flush();
    if (out_) return {};
    return Error{ErrorKind::kUnavailable,
                 "unwritable",
                 {"写入失败，磁盘可能已满", "writing failed; the disk may be full"}};
  }

 private:
  std::ostream& out_;
  std::unique_ptr<LibrarySheet> sheet_;
  const std::string format_;
};

Status write_all(const Reading& reading, const Settings& settings, const ExportOptions& options, Instant now,
                 Target& target, std::size_t& written) {
  KJ_DO(target.begin());
  Page page{100, std::nullopt};
  do {
    KJ_TRY(const auto heads, reading.entries().list("", options.library, page));
    for (const EntryHead& head : heads.items) {
      KJ_TRY(const auto entry, exported_entry(reading, head, now, settings.utc_offset_minutes));
      if (!entry || !is_wanted(entry->revisions.back(), entry->department, options)) continue;
      KJ_DO(target.add(*entry));
      ++written;
    }
    page.after = heads.next;
  } while (page.after);
  return target.end();
}

int run(const Settings& settings, const ExportOptions& options) {
  static const SystemClock clock;
  const auto site = open_site(settings.data, Opening::kReadOnly, clock);
  if (!site) return fail(site.error());
  const auto reading = (*site)->store->read();
  if (!reading) return fail(reading.error());
  if (options.format == "xlsx" && options.out.empty()) {
    std::cerr << "koujing export: --format xlsx needs --out FILE\n";
    return 2;
  }
  std::ofstream file;
  std::unique_ptr<LibrarySheet> sheet;
  if (options.format == "xlsx") {
    auto begun = LibrarySheet::begin(options.out);
    if (!begun) return fail(begun.error());
    sheet = *std::move(begun);
  } else if (!options.out.empty()) {
    file.open(options.out, std::ios::binary);
    if (!file)
      return fail({ErrorKind::kUnavailable,
                   "unwritable",
                   {"无法写入 " + options.out, "cannot write " + options.out}});
  }
  Target target(options.out.empty() ? std::cout : file, std::move(sheet), options.format);
  std::size_t written = 0;
  if (const Status done = write_all(**reading, settings, options, clock.now(), target, written); !done)
    return fail(done.error());
  if (options.json_output)
    print_json({{"entries", written}, {"file", options.out}, {"format", options.format}});
  else if (!options.out.empty())
    std::cout << written << " entries in " << options.out << "\n";
  return 0;
}

}  // namespace

void add_export(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand(
      "export", "Write all or a part of the library: JSONL with its history, XLSX, CSV, Markdown or HTML");
  auto options = std::make_shared<ExportOptions>();
  command->add_option("--format", options->format, "jsonl, xlsx, csv, markdown, html")
      ->check(CLI::IsMember({"jsonl", "xlsx", "csv", "markdown", "html"}))
      ->capture_default_str();
  command->add_option("--library", options->library, "Only this library");
  command->add_option("--catalogue", options->catalogue,
                      "Only this path of the catalogue and what is below it");
  command->add_option("--department", options->department, "Only of this department (code or name)");
  auto* file = command->add_option("--out", options->out, "File; standard output when absent");
  command->add_flag("--json", options->json_output, "Write what was done as JSON; needs --out")->needs(file);
  command->callback([&, options] { outcome.status = run(settings, *options); });
}

}  // namespace koujing::door
