#include <fstream>
#include <iostream>

#include "content/journal/append.h"
#include "content/journal/report.h"
#include "editor_api/commands/command.h"
#include "editor_api/presenters/present.h"

namespace koujing::door {
namespace {

// What is said beside the verdict: `more` to people, `more_fields` with --json.
int tell(const JournalVerdict& found, const std::string& more, const Settings& settings, bool as_json,
         const nlohmann::json& more_fields = nlohmann::json::object()) {
  if (as_json) {
    nlohmann::json said = verdict(found, settings.utc_offset_minutes);
    said.update(more_fields);
    print_json(said);
  } else if (found.ok) {
    std::cout << "ok: " << found.records << " records, head " << found.head_hash << more << "\n";
  }
  if (!found.ok)
    return fail({ErrorKind::kInternal,
                 "journal_broken",
                 {"审计日志第 " + std::to_string(*found.first_bad) + " 条不可信：" + found.finding,
                  "record " + std::to_string(*found.first_bad) +
                      " of the journal cannot be trusted: " + found.finding}});
  return 0;
}

int verify_file(const Settings& settings, const std::string& file, bool as_json) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail({ErrorKind::kUnavailable, "unreadable", {"无法读取 " + file, "cannot read " + file}});
  const auto result = check_report(in);
  if (!result) return fail(result.error());
  const int status = tell(result->journal, ", signed by " + result->public_key, settings, as_json);
  if (status != 0) return status;
  if (!result->signature_holds)
    return fail({ErrorKind::kInternal,
                 "bad_signature",
                 {"报告的签名不成立", "the signature of the report does not hold"}});
  return 0;
}

int verify(const Settings& settings, const std::string& file, bool as_json) {
  if (!file.empty()) return verify_file(settings, file, as_json);
  static const SystemClock clock;
  const auto site = open_site(settings.data, Opening::kReadOnly, clock);
  if (!site) return fail(site.error());
  const auto reading = (*site)->store->read();
  if (!reading) return fail(reading.error());
  const auto found = verify_journal(**reading);
  if (!found) return fail(found.error());
  return tell(*found, "", settings, as_json);
}

int write(const Settings& settings, const std::string& file, bool as_json) {
  static const SystemClock clock;
  const auto site = open_site(settings.data, Opening::kReadOnly, clock);
  if (!site) return fail(site.error());
  const auto key = (*site)->signing_key();
  if (!key) return fail(key.error());
  const auto reading = (*site)->store->read();
  if (!reading) return fail(reading.error());
  std::ofstream out(file, std::ios::binary);
  if (!out)
    return fail({ErrorKind::kUnavailable, "unwritable", {"无法写入 " + file, "cannot write " + file}});
  const auto found = write_report(**reading, *key, clock.now(), out);
  if (!found) return fail(found.error());
  out.flush();
  if (!out)
    return fail({ErrorKind::kUnavailable,
                 "unwritable",
                 {"写入失败，磁盘可能已满", "writing failed; the disk may be full"}});
  return tell(*found, ", report in " + file, settings, as_json,
              {{"report", file}, {"public_key", key->public_key()}});
}

}  // namespace

void add_audit(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("audit", "Check the journal, or write a signed report of it");
  command->require_subcommand(1);
  auto file = std::make_shared<std::string>();
  auto as_json = std::make_shared<bool>(false);
  auto* check = command->add_subcommand(
      "verify", "Walk the journal from end to end; with REPORT, check that file without the store");
  check->add_option("report", *file, "A report of koujing audit export");
  check->add_flag("--json", *as_json, "Write JSON");
  check->callback([&, file, as_json] { outcome.status = verify(settings, *file, *as_json); });
  auto* report = command->add_subcommand("export", "Write a signed, self-contained report");
  report->add_option("report", *file, "File to write")->required();
  report->add_flag("--json", *as_json, "Write JSON");
  report->callback([&, file, as_json] { outcome.status = write(settings, *file, *as_json); });
}

}  // namespace koujing::door
