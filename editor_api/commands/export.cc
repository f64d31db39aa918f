#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "content/exchange/entry_exchange.h"
#include "content/exchange/library_csv.h"
#include "content/markdown/render.h"
#include "editor_api/commands/command.h"

namespace koujing::door {
namespace {

struct ExportOptions {
  std::string format = "jsonl", library, out;
  bool json_output = false;
};

std::string escaped_html(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void write_html_entry(std::ostream& out, const EntryText& text, const std::string& department, int revision) {
  out << "<article><h2>" << escaped_html(text.title) << "</h2><p>" << escaped_html(text.library) << " / "
      << escaped_html(text.catalogue) << " · " << escaped_html(department) << " · v" << revision << "</p>"
      << render_html(text.script);
  if (!text.body.empty()) out << "<aside>" << render_html(text.body) << "</aside>";
  out << "</article>\n";
}

// What each revision answered, as known now: its text with the validity that the timeline gives it.
struct Exported {
  std::vector<EntryText> revisions;
  bool unconfirmed = false;  // the newest of them
};
Result<Exported> revisions_of(const Reading& reading, const EntryHead& head, Instant now) {
  KJ_TRY(const auto events, reading.entries().events(head.id));
  Exported exported;
  for (const Span& span : spans_of(events)) {
    if (!span.known.covers(now)) continue;
    KJ_TRY(const auto revision, reading.entries().revision(head.id, span.number));
    if (!revision) continue;
    EntryText text = revision->text;
    text.validity = span.valid;
    if (text.external_id.empty()) text.external_id = "K" + std::to_string(head.id.value);
    exported.unconfirmed = span.standing == Standing::kUnconfirmed;
    exported.revisions.push_back(std::move(text));
  }
  return exported;
}

Status write_all(const Reading& reading, const ExportOptions& options, Instant now, std::ostream& out,
                 std::size_t& written) {
  if (options.format == "csv") {
    out << "\xEF\xBB\xBF";  // spreadsheets take UTF-8 for granted only with it
    out << csv_row(table_header());
  }
  if (options.format == "html")
    out << "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>口径</title>\n";
  Page page{100, std::nullopt};
  do {
    KJ_TRY(const auto heads, reading.entries().list("", options.library, page));
    for (const EntryHead& head : heads.items) {
      KJ_TRY(const Exported exported, revisions_of(reading, head, now));
      const auto& revisions = exported.revisions;
      if (revisions.empty()) continue;  // withdrawn before it ever answered
      const EntryText& newest = revisions.back();
      KJ_TRY(const auto department, reading.people().department(newest.department.value));
      const std::string name = department ? department->name : newest.department.value;
      if (options.format == "jsonl") out << entry_to_line(revisions, name, exported.unconfirmed) << "\n";
      if (options.format == "csv") out << csv_row(entry_to_row(newest, name, exported.unconfirmed));
      if (options.format == "html") write_html_entry(out, newest, name, head.newest_number);
      ++written;
    }
    page.after = heads.next;
  } while (page.after);
  if (options.format == "html") out << "</html>\n";
  return {};
}

int run(const Settings& settings, const ExportOptions& options) {
  static const SystemClock clock;
  const auto site = open_site(settings.data, Opening::kReadOnly, clock);
  if (!site) return fail(site.error());
  const auto reading = (*site)->store->read();
  if (!reading) return fail(reading.error());
  std::ofstream file;
  if (!options.out.empty()) {
    file.open(options.out, std::ios::binary);
    if (!file)
      return fail({ErrorKind::kUnavailable,
                   "unwritable",
                   {"无法写入 " + options.out, "cannot write " + options.out}});
  }
  std::ostream& out = options.out.empty() ? std::cout : file;
  std::size_t written = 0;
  if (const Status done = write_all(**reading, options, clock.now(), out, written); !done)
    return fail(done.error());
  out.flush();
  if (!out)
    return fail({ErrorKind::kUnavailable,
                 "unwritable",
                 {"写入失败，磁盘可能已满", "writing failed; the disk may be full"}});
  if (options.json_output)
    print_json({{"entries", written}, {"file", options.out}, {"format", options.format}});
  else if (!options.out.empty())
    std::cout << written << " entries in " << options.out << "\n";
  return 0;
}

}  // namespace

void add_export(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("export", "Write the library: JSONL with its history, CSV or HTML");
  auto options = std::make_shared<ExportOptions>();
  command->add_option("--format", options->format, "jsonl, csv or html")
      ->check(CLI::IsMember({"jsonl", "csv", "html"}))
      ->capture_default_str();
  command->add_option("--library", options->library, "Only this library");
  auto* file = command->add_option("--out", options->out, "File; standard output when absent");
  command->add_flag("--json", options->json_output, "Write what was done as JSON; needs --out")->needs(file);
  command->callback([&, options] { outcome.status = run(settings, *options); });
}

}  // namespace koujing::door
