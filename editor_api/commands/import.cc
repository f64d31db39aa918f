#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "content/crypto/digest.h"
#include "content/exchange/entry_exchange.h"
#include "content/flow/import_entries.h"
#include "content/flow/notices.h"
#include "content/flow/people.h"
#include "content/model/text_rules.h"
#include "content/originals/extract_text.h"
#include "editor_api/commands/check_import.h"
#include "editor_api/commands/command.h"
#include "editor_api/commands/read_library.h"
#include "indexer/follow_feed.h"
#include "search/study/notice_facts.h"

namespace koujing::door {
namespace {

constexpr std::size_t kBatch =
    500;  // entries a transaction: an import that is stopped goes on at the next one

struct ImportOptions {
  std::vector<std::string> paths;
  std::string as = "entries", department, library = "业务知识库", by;
  bool json_output = false, dry_run = false, all_or_nothing = false;
};

struct Tally {
  std::size_t added = 0, revised = 0, unchanged = 0, titled = 0;
  std::vector<std::pair<std::string, std::string>> refused;  // where, why
};

std::string reason_of(const Error& error) {
  std::string why = error.code + ": " + error.message.en;  // with the first fault
  for (std::size_t i = 1; i < error.faults.size(); ++i)
    why += "; " + error.faults[i].pointer + " " + error.faults[i].message.en;
  return why;
}

std::vector<std::filesystem::path> files_of(const std::vector<std::string>& paths, Tally& tally) {
  LibraryFiles found = files_below(paths);
  for (const std::string& path : found.missing) tally.refused.emplace_back(path, "no such file or folder");
  return std::move(found.files);
}

// Code of a department by code or name; made under its own name when it is new.
Result<DepartmentCode> department_of(const Flow& flow, const Person& by, const std::string& name) {
  {
    KJ_TRY(const auto reading, flow.store.read());
    KJ_TRY(const auto found, reading->people().department(name));
    if (found) return found->code;
  }
  const Department made{DepartmentCode{name}, name};
  KJ_DO(add_department(flow, &by, made));
  return made.code;
}

std::string cut(std::string text, std::size_t characters) {
  while (characters_in(text) > characters) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
    text.resize(at);
  }
  return text;
}

bool is_document(const std::filesystem::path& file) {
  static const std::set<std::string> endings = {".docx", ".doc", ".xlsx", ".xls",      ".pdf",
                                                ".html", ".htm", ".md",   ".markdown", ".txt",
                                                ".csv",  ".png", ".jpg",  ".jpeg"};
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return endings.contains(ending);
}

// What the document says of itself; a day is one of China, as everywhere where no offset is stated.
void take_facts(const search::NoticeFacts& facts, NoticeForm& form) {
  constexpr std::int64_t kDay = 24 * 3600, kLastMinute = kDay - 60;
  const auto day = [](const std::optional<search::Stated>& stated,
                      std::int64_t seconds) -> std::optional<Instant> {
    if (!stated) return std::nullopt;
    const auto midnight = parse_instant(stated->value);
    return midnight ? std::optional(midnight->plus_seconds(seconds)) : std::nullopt;
  };
  if (facts.subject) form.subject = facts.subject->value;
  if (facts.document_number) form.document_number = cut(facts.document_number->value, 100);
  if (facts.issued_on && parse_instant(facts.issued_on->value)) form.issued_on = facts.issued_on->value;
  form.requested.from = day(facts.effective_from, 0).value_or(Instant::always());
  form.requested.to = day(facts.effective_to, kDay);
  if (form.requested.empty()) form.requested.to.reset();
  form.deadline = day(facts.deadline, kLastMinute);
  for (const search::Stated& one : facts.repeals) form.repeals.push_back(cut(one.value, 200));
  if (facts.urgent) form.urgency = Urgency::kUrgent;
}

// One file, one notice with that file as its original. True when it was new.
Result<bool> import_notice(const Flow& flow, const Person& by, const DepartmentCode& department,
                           const std::filesystem::path& file) {
  if (!is_document(file))
    return Error{
        ErrorKind::kUnsupported,
        "not_a_document",
        {"不是通知单的格式（docx、doc、xlsx、pdf、html、md、txt、图片）",
         "not a kind of document that a notice comes as (docx, doc, xlsx, pdf, html, md, txt, image)"}};
  KJ_TRY(const std::string bytes, read_file(file));
  {
    KJ_TRY(const auto reading, flow.store.read());
    KJ_TRY(const auto before, reading->notices().notices_with(sha256_hex(bytes)));
    if (!before.empty()) return false;
  }
  if (bytes.empty()) return Error{ErrorKind::kInvalid, "original_empty", {"文件是空的", "the file is empty"}};
  if (bytes.size() > kMaxOriginalBytes)
    return Error{
        ErrorKind::kTooLarge, "original_too_large", {"文件超过 20 MB", "the file is larger than 20 MB"}};
  NoticeForm form;
  form.department = department;
  if (const auto text = extract_text(bytes, file.filename().string())) {
    form.subject = text->title;
    form.text = cut(text->markdown, 200'000);
    take_facts(search::read_notice(text->markdown), form);
  }
  if (form.subject.find_first_not_of(" \t\n") == std::string::npos) form.subject = file.stem().string();
  for (char& c : form.subject)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  form.subject = cut(form.subject, 200);
  KJ_TRY(const NoticeId id, receive_notice(flow, by, form));
  KJ_TRY(const NoticeId kept, add_original(flow, by, id, bytes, file.filename().string()));
  (void)kept;
  return true;
}

Status import_notices(const Flow& flow, const Person& by, const ImportOptions& options, Tally& tally) {
  KJ_TRY(const DepartmentCode department,
         department_of(flow, by, options.department.empty() ? "未注明部门" : options.department));
  const auto files = files_of(options.paths, tally);
  Progress progress("notices");
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto taken = import_notice(flow, by, department, files[i]);
    if (!taken && taken.error().kind == ErrorKind::kUnavailable) return taken.error();
    if (!taken)
      tally.refused.emplace_back(files[i].string(), reason_of(taken.error()));
    else
      ++(*taken ? tally.added : tally.unchanged);
    progress.show(i + 1, files.size());
  }
  return {};
}

void add_to(Tally& tally, const ImportOutcome& outcome) {
  tally.added += outcome.added;
  tally.revised += outcome.revised;
  tally.unchanged += outcome.unchanged;
}

Status import_library(const Flow& flow, const Person& by, const SigningKey& key, const ImportOptions& options,
                      Tally& tally) {
  const ExchangeDefaults defaults{options.library,
                                  options.department.empty() ? "未注明部门" : options.department};
  for (const auto& file : files_of(options.paths, tally)) {
    auto rows = read_library(file, options.paths, defaults);
    if (!rows) {
      tally.refused.emplace_back(file.string(), reason_of(rows.error()));
      continue;
    }
    Progress progress(file.filename().string());
    std::map<std::string, DepartmentCode> departments;
    std::vector<ImportText> batch;
    std::set<std::string> in_batch, made_ids;
    const auto flush = [&]() -> Status {
      if (batch.empty()) return {};
      KJ_TRY(const ImportOutcome outcome, import_entries(flow, by, key, batch, file.filename().string()));
      add_to(tally, outcome);
      batch.clear();
      in_batch.clear();
      return {};
    };
    for (std::size_t i = 0; i < rows->size(); ++i) {
      LibraryRow& row = rows->at(i);
      if (!row.entry) {
        tally.refused.emplace_back(row.where, reason_of(row.entry.error()));
      } else if (row.entry->id_made && !made_ids.insert(row.entry->revisions.back().external_id).second) {
        tally.refused.emplace_back(row.where, "title stands twice in a sheet without numbers");
      } else {
        if (row.entry->title_made) ++tally.titled;
        for (EntryText& text : row.entry->revisions) {
          // Two revisions of one entry belong in two transactions: each is believed from its own record time
          // on.
          if (!in_batch.insert(text.external_id).second) {
            KJ_DO(flush());
            in_batch.insert(text.external_id);
          }
          const std::string name = text.department.value;
          if (!departments.contains(name)) {
            KJ_TRY(departments[name], department_of(flow, by, name));
          }
          text.department = departments[name];
          if (row.entry->unconfirmed && &text == &row.entry->revisions.back()) {
            // An emergency keeps its mark: a set of its own, which its department has to confirm.
            KJ_DO(flush());
            const ImportText alone{std::move(text), true};
            KJ_TRY(const ImportOutcome outcome,
                   import_entries(flow, by, key, {&alone, 1}, file.filename().string(), true));
            add_to(tally, outcome);
          } else {
            batch.push_back({std::move(text), row.entry->revisions.size() > 1});
          }
        }
      }
      if (batch.size() >= kBatch) KJ_DO(flush());
      progress.show(i + 1, rows->size());
    }
    KJ_DO(flush());
  }
  return {};
}

void report(const Tally& tally, bool as_json) {
  if (as_json) {
    nlohmann::json refused = nlohmann::json::array();
    for (const auto& [where, why] : tally.refused) refused.push_back({{"where", where}, {"why", why}});
    std::cout << nlohmann::json{{"added", tally.added},
                                {"revised", tally.revised},
                                {"unchanged", tally.unchanged},
                                {"titles_made", tally.titled},
                                {"refused", refused}}
                     .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
              << "\n";
    return;
  }
  std::cout << "added " << tally.added << ", revised " << tally.revised << ", unchanged " << tally.unchanged
            << ", refused " << tally.refused.size() << "\n";
  if (tally.titled > 0)
    std::cout << "titles made from the text where they were blank: " << tally.titled << "\n";
  for (const auto& [where, why] : tally.refused) std::cout << "refused " << where << ": " << why << "\n";
}

nlohmann::json rows_of(const std::vector<ImportFault>& faults) {
  nlohmann::json rows = nlohmann::json::array();
  for (const ImportFault& one : faults)
    rows.push_back({{"where", one.where}, {"column", one.column}, {"why", one.why}});
  return rows;
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
  const auto rows = [](const char* what, const std::vector<ImportFault>& list) {
    for (const ImportFault& one : list)
      std::cout << what << " " << one.where << (one.column.empty() ? "" : " column " + one.column) << ": "
                << one.why << "\n";
  };
  rows("would refuse", check.faults);
  rows("note", check.notes);
}

// Looks everything over without writing. 0: all of it can be taken.
int look_over(Site& site, const ImportOptions& options) {
  const auto reading = site.store->read();
  if (!reading) return fail(reading.error());
  const auto check =
      check_import(**reading, options.paths,
                   {options.library, options.department.empty() ? "未注明部门" : options.department});
  if (!check) return fail(check.error());
  if (options.dry_run || !check->faults.empty()) report(*check, options.json_output);
  return check->faults.empty() ? 0 : 1;
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
  Tally tally;
  Status done;
  if (options.as == "notices") {
    done = import_notices(flow, by, options, tally);
  } else {
    const auto key = (*site)->signing_key();
    if (!key) return fail(key.error());
    done = import_library(flow, by, *key, options, tally);
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
