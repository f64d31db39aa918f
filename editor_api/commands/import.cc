#include <iostream>
#include <nlohmann/json.hpp>

#include "editor_api/commands/command.h"
#include "editor_api/imports/check_import.h"
#include "editor_api/imports/import_library.h"
#include "editor_api/imports/import_notices.h"
#include "editor_api/imports/read_library.h"
#include "indexer/follow_feed.h"

namespace koujing::door {
namespace {

struct ImportOptions {
  std::vector<std::string> paths;
  std::string as = "entries", department, library = "业务知识库", by;
  bool json_output = false, dry_run = false, all_or_nothing = false;
};

Message no_such_path() { return {"没有这个文件或文件夹", "no such file or folder"}; }

ExchangeDefaults defaults_of(const ImportOptions& options) {
  return {options.library, options.department.empty() ? ExchangeDefaults{}.department : options.department};
}

Status import_notices(const Flow& flow, const Person& by, const Settings& settings,
                      const ImportOptions& options, ImportTally& tally) {
  NoticeImporter importer(flow, by, options.department, settings.utc_offset_minutes);
  const auto found = files_below(options.paths);
  for (const std::string& path : found.missing) tally.refused.push_back({path, 0, "", no_such_path()});
  Progress progress("notices");
  for (std::size_t i = 0; i < found.files.size(); ++i) {
    const auto taken = importer.take(found.files[i].path);
    if (!taken && taken.error().kind == ErrorKind::kUnavailable) return taken.error();
    if (!taken)
      for (ImportFault& fault : faults_of(found.files[i].file.name, 0, taken.error()))
        tally.refused.push_back(std::move(fault));
    else
      ++(*taken ? tally.added : tally.unchanged);
    progress.show(i + 1, found.files.size());
  }
  return {};
}

// What can be read of one file after the other is given to `take`, what cannot to `refuse`.
Status each_file(const ImportOptions& options, const std::function<void(std::vector<ImportFault>)>& refuse,
                 const std::function<Status(const std::string& file, LibraryRows rows)>& take) {
  const FoundFiles found = files_below(options.paths);
  for (const std::string& path : found.missing) refuse({{path, 0, "", no_such_path()}});
  for (const auto& [path, file] : found.files) {
    auto read = [&, &path = path, &file = file]() -> Result<LibraryRows> {
      KJ_TRY(const std::string bytes, read_file(path));
      return read_library(file, bytes, readers_here(), defaults_of(options));
    }();
    if (read) {
      KJ_DO(take(file.name, *std::move(read)));
    } else {
      refuse(faults_of(file.name, 0, read.error()));
    }
  }
  return {};
}

Status import_entries(const Flow& flow, const Person& by, const SigningKey& key, const ImportOptions& options,
                      ImportTally& tally) {
  return each_file(
      options,
      [&](std::vector<ImportFault> faults) {
        std::move(faults.begin(), faults.end(), std::back_inserter(tally.refused));
      },
      [&](const std::string& file, LibraryRows read) {
        Progress progress(std::filesystem::path(file).filename().string());
        const std::size_t all = read.rows.size();
        return import_library(flow, by, key, file, std::move(read), tally,
                              [&](std::size_t done) { progress.show(done, all); });
      });
}

nlohmann::json rows_of(const std::vector<ImportFault>& faults) {
  nlohmann::json rows = nlohmann::json::array();
  for (const ImportFault& one : faults)
    rows.push_back({{"where", one.where()}, {"column", one.column}, {"why", one.why.en}});
  return rows;
}

void print_rows(const char* what, const std::vector<ImportFault>& faults) {
  for (const ImportFault& one : faults)
    std::cout << what << " " << one.where() << (one.column.empty() ? "" : " column " + one.column) << ": "
              << one.why.en << "\n";
}

void report(const ImportTally& tally, bool as_json) {
  if (as_json) {
    std::cout << nlohmann::json{{"added", tally.added},
                                {"revised", tally.revised},
                                {"unchanged", tally.unchanged},
                                {"titles_made", tally.titled},
                                {"refused", rows_of(tally.refused)}}
                     .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
              << "\n";
    return;
  }
  std::cout << "added " << tally.added << ", revised " << tally.revised << ", unchanged " << tally.unchanged
            << ", refused " << rows_at_fault(tally.refused) << "\n";
  if (tally.titled > 0)
    std::cout << "titles made from the text where they were blank: " << tally.titled << "\n";
  print_rows("refused", tally.refused);
}

void report(const ImportCheck& check, bool as_json) {
  if (as_json)
    return print_json({{"dry_run", true},
                       {"would_add", check.add},
                       {"would_revise", check.revise},
                       {"unchanged", check.same},
                       {"new_departments", check.new_departments},
                       {"new_libraries", check.new_libraries},
                       {"faults", rows_of(check.faults)},
                       {"notes", rows_of(check.notes)}});
  std::cout << "would add " << check.add << ", revise " << check.revise << ", leave " << check.same
            << " unchanged; nothing was written\n";
  for (const std::string& one : check.new_departments) std::cout << "would make department " << one << "\n";
  for (const std::string& one : check.new_libraries) std::cout << "would make library " << one << "\n";
  print_rows("would refuse", check.faults);
  print_rows("note", check.notes);
}

// Looks everything over without writing. 0: all of it can be taken.
int look_over(Site& site, const ImportOptions& options) {
  const auto reading = site.store->read();
  if (!reading) return fail(reading.error());
  ImportChecker checker(**reading, site.now());
  const Status looked = each_file(
      options, [&](std::vector<ImportFault> faults) { checker.refuse(std::move(faults)); },
      [&](const std::string& file, const LibraryRows& read) { return checker.look_at(file, read); });
  if (!looked) return fail(looked.error());
  const ImportCheck check = checker.finish();
  if (options.dry_run || !check.faults.empty()) report(check, options.json_output);
  return check.faults.empty() ? 0 : 1;
}

int run(const Settings& settings, const ImportOptions& options) {
  static const SystemClock clock;
  const bool looks = options.dry_run || options.all_or_nothing;
  if (looks && options.as == "notices") {
    std::cerr << "koujing import: --dry-run and --all-or-nothing are for --as entries\n";
    return 2;
  }
  const auto site =
      open_site(settings.data, options.dry_run ? Opening::kReadOnly : Opening::kExisting, clock);
  if (!site) return fail(site.error());
  if (looks)
    if (const int refused = look_over(**site, options); refused != 0 || options.dry_run) return refused;
  const Flow flow{*(*site)->store, (*site)->files};
  Person by;
  {
    const auto reading = (*site)->store->read();
    if (!reading) return fail(reading.error());
    const auto person = acting_person(**reading, options.by);
    if (!person) return fail(person.error());
    by = *person;
  }
  ImportTally tally;
  Status done;
  if (options.as == "notices") {
    done = import_notices(flow, by, settings, options, tally);
  } else {
    const auto key = (*site)->signing_key();
    if (!key) return fail(key.error());
    done = import_entries(flow, by, *key, options, tally);
  }
  report(tally, options.json_output);
  if (!done) return fail(done.error());
  // A server that runs on this directory holds the index and follows the feed by itself.
  Progress progress("index");
  const auto indexed =
      indexer::bring_up_to_date(*(*site)->store, (*site)->index_directory(),
                                [&](std::size_t rows, std::size_t all) { progress.show(rows, all); });
  if (!indexed && indexed.error().code != "index_locked") return fail(indexed.error());
  const bool nothing = tally.added + tally.revised + tally.unchanged == 0;
  return nothing && !tally.refused.empty() ? 1 : 0;
}

}  // namespace

void add_import(CLI::App& app, Settings& settings, Outcome& outcome) {
  auto* command = app.add_subcommand("import", "Bring existing material in; can be stopped and run again");
  auto options = std::make_shared<ImportOptions>();
  command->add_option("path", options->paths, "Files and folders")->required();
  command
      ->add_option("--as", options->as,
                   "notices: documents, originals kept; entries: JSONL, CSV, XLSX and documents, published "
                   "as a signed import")
      ->check(CLI::IsMember({"notices", "entries"}))
      ->capture_default_str();
  command->add_option("--department", options->department,
                      "Department of what does not name one (code or name)");
  command->add_option("--library", options->library, "Library of entries that do not name one")
      ->capture_default_str();
  command->add_option("--by", options->by, "Login name of who imports; the first administrator when absent");
  command->add_flag("--dry-run", options->dry_run,
                    "Say what would be done and what is wrong, by row and column; write nothing");
  command->add_flag("--all-or-nothing", options->all_or_nothing,
                    "Write nothing when a single row is refused");
  command->add_flag("--json", options->json_output, "Write the report as JSON");
  command->callback([&, options] { outcome.status = run(settings, *options); });
}

}  // namespace koujing::door
