// /imports: a library that exists already comes in, one file a request; looked over first.
#include <algorithm>
#include <sstream>

#include "content/model/text_rules.h"
#include "editor_api/imports/check_import.h"
#include "editor_api/imports/import_library.h"
#include "editor_api/imports/read_library.h"
#include "editor_api/place.h"
#include "editor_api/routes/route.h"

namespace koujing::door {
namespace {

constexpr std::size_t kMostRows = 20'000;  // some 10 s; more go by `koujing import`
constexpr std::size_t kMostSaid = 500;     // faults and notes that one answer lists

Error malformed(const char* zh, const char* en) { return {ErrorKind::kMalformed, "bad_parameter", {zh, en}}; }

Result<bool> flag(const Call& call, const char* name) {
  const std::string value = call.request.query_value(name).value_or("false");
  if (value == "true" || value == "false") return value == "true";
  return malformed("参数 dry_run、skip_faulty 须为 true 或 false",
                   "the parameters dry_run and skip_faulty have to be true or false");
}

// A path of folders and a name, none of them empty or a step upwards.
Result<LibraryFile> file_of(const Call& call) {
  const std::string name = call.request.query_value("name").value_or("");
  bool plain = true;
  std::istringstream steps(name + "/");
  for (std::string step; std::getline(steps, step, '/');)
    plain = plain && !step.empty() && step != "." && step != "..";
  if (!plain || characters_in(name) > 500 || !is_clean_text(name))
    return malformed("参数 name 须为文件名，可带文件夹：供水/报修.docx",
                     "the parameter name has to be a file name, with its folders: water/repair.docx");
  return LibraryFile{name, name};
}

Result<ExchangeDefaults> defaults_of(const Call& call) {
  ExchangeDefaults defaults;
  for (const auto& [name, field] :
       {std::pair{"library", &defaults.library}, {"department", &defaults.department}}) {
    const std::string given = call.request.query_value(name).value_or("");
    if (characters_in(given) > 100 || !is_clean_text(given))
      return malformed("参数 library、department 最多 100 个字符",
                       "the parameters library and department hold at most 100 characters");
    if (!given.empty()) *field = given;
  }
  return defaults;
}

json rows_of(const std::vector<ImportFault>& faults, Language language) {
  json rows = json::array();
  for (std::size_t i = 0; i < std::min(faults.size(), kMostSaid); ++i)
    rows.push_back({{"row", faults[i].row},
                    {"column", faults[i].column},
                    {"why", language == Language::kChinese ? faults[i].why.zh : faults[i].why.en}});
  return rows;
}

Error rows_refused(const ImportCheck& check) {
  const std::string count = std::to_string(rows_at_fault(check.faults));
  Error error{ErrorKind::kInvalid,
              "rows_refused",
              {"有 " + count + " 行不能导入，什么都没有写入。请改正，或选择跳过这些行（skip_faulty=true）。",
               count + " rows cannot be taken in, and nothing was written. Correct them, or skip them with "
                       "skip_faulty=true."}};
  for (std::size_t i = 0; i < std::min(check.faults.size(), kMostSaid); ++i) {
    const ImportFault& one = check.faults[i];
    error.faults.push_back({"/" + std::to_string(one.row) + (one.column.empty() ? "" : "/" + one.column),
                            "row_refused", one.why});
  }
  return error;
}

Result<Reply> import_file(Call& call) {
  KJ_TRY(const bool dry_run, flag(call, "dry_run"));
  KJ_TRY(const bool skips, flag(call, "skip_faulty"));
  KJ_TRY(const LibraryFile file, file_of(call));
  if (call.request.body.empty())
    return Error{ErrorKind::kInvalid, "file_empty", {"文件是空的", "the file is empty"}};
  KJ_TRY(const ExchangeDefaults defaults, defaults_of(call));

  const Place place(call.site.importers, Site::kPatience);
  if (!place.taken())
    return Error{ErrorKind::kUnavailable,
                 "import_busy",
                 {"正在进行另一个导入，请稍后再试", "another import is under way; try again in a moment"}};
  Site& site = call.site;
  const FileReaders readers{
      [&](std::string_view bytes, std::string_view name) { return site.extract(bytes, name); },
      [&](std::string_view bytes) { return site.rows(bytes); }};
  KJ_TRY(LibraryRows read, read_library(file, call.request.body, readers, defaults));
  if (read.rows.size() > kMostRows)
    return Error{ErrorKind::kTooLarge,
                 "too_many_rows",
                 {"一次最多导入 20000 行；请拆分，或用 koujing import 命令导入",
                  "at most 20,000 rows at once; split the file, or use koujing import"}};
  ImportCheck check;
  {
    KJ_TRY(const auto reading, site.store->read());
    ImportChecker checker(*reading, site.now());
    KJ_DO(checker.look_at(file.name, read));
    check = checker.finish();
  }
  ImportTally tally{check.add, check.revise, check.same, 0, {}};
  if (!dry_run) {
    if (!check.faults.empty() && !skips) return rows_refused(check);
    KJ_TRY(const SigningKey key, site.signing_key());
    tally = {};
    KJ_DO(import_library(call.flow(), call.person, key, file.name, std::move(read), tally));
  }
  Reply reply;
  reply.body = {{"dry_run", dry_run},
                {"added", tally.added},
                {"revised", tally.revised},
                {"unchanged", tally.unchanged},
                {"refused", rows_at_fault(check.faults)},
                {"new_departments", check.new_departments},
                {"new_libraries", check.new_libraries},
                {"faults", rows_of(check.faults, call.language)},
                {"notes", rows_of(check.notes, call.language)},
                {"notes_in_all", check.notes.size()}};
  return reply;
}

}  // namespace

std::vector<Route> import_routes() { return {{"POST", "/imports", Permission::kImport, import_file}}; }

}  // namespace koujing::door
