#include "editor_api/commands/check_import.h"

#include <algorithm>
#include <map>
#include <set>

#include "content/exchange/canonical.h"

namespace koujing::door {
namespace {

std::string same_title() {
  return "stands twice in a sheet without numbers; give the sheet a column 编号, or each row a title of its "
         "own";
}

class Checker {
 public:
  Checker(const Reading& reading, ImportCheck& check) : reading_(reading), check_(check) {}

  Status begin() {
    KJ_TRY(libraries_, reading_.people().libraries());
    return {};
  }

  void refuse(const std::string& where, const Error& error) {
    if (error.faults.empty()) check_.faults.push_back({where, "", error.message.en});
    for (const Fault& fault : error.faults)
      check_.faults.push_back(
          {where, fault.pointer.empty() ? "" : fault.pointer.substr(1), fault.message.en});
  }

  Status look_at(const std::string& where, const ExchangeEntry& entry) {
    EntryText text = entry.revisions.back();
    if (entry.id_made && ids_.contains(text.external_id)) {
      check_.faults.push_back({where, "title", same_title()});
      return {};
    }
    if (entry.title_made) note(where, "title", "is blank and is made from the text");
    const auto [first, fresh_title] = titles_.try_emplace(text.title, where);
    if (!fresh_title) note(where, "title", "is also that of " + first->second);
    if (text.script.empty())
      note(where, "script", "is empty: an agent finds the entry and has nothing to read");
    if (std::find(libraries_.begin(), libraries_.end(), text.library) == libraries_.end())
      new_libraries_.insert(text.library);
    KJ_TRY(const auto department, reading_.people().department(text.department.value));
    if (department)
      text.department = department->code;
    else
      new_departments_.insert(text.department.value);
    return count(text);
  }

  void end() {
    check_.new_departments.assign(new_departments_.begin(), new_departments_.end());
    check_.new_libraries.assign(new_libraries_.begin(), new_libraries_.end());
  }

 private:
  void note(const std::string& where, const std::string& column, const std::string& why) {
    check_.notes.push_back({where, column, why});
  }

  Status count(const EntryText& text) {
    KJ_TRY(const auto known, reading_.entries().by_external_id(text.external_id));
    const bool again = !text.external_id.empty() && !ids_.insert(text.external_id).second;
    if (!known) {
      ++(again ? check_.revise : check_.add);
      return {};
    }
    KJ_TRY(const auto head, reading_.entries().find(*known));
    const int newest_number = head ? head->newest_number : 0;
    KJ_TRY(const auto newest, reading_.entries().revision(*known, newest_number));
    ++(newest && newest->digest == revision_digest(text) ? check_.same : check_.revise);
    return {};
  }

  const Reading& reading_;
  ImportCheck& check_;
  std::vector<std::string> libraries_;
  std::map<std::string, std::string> titles_;  // to where they stand first
  std::set<std::string> ids_, new_departments_, new_libraries_;
};

}  // namespace

Result<ImportCheck> check_import(const Reading& reading, const std::vector<std::string>& paths,
                                 const ExchangeDefaults& defaults) {
  ImportCheck check;
  Checker checker(reading, check);
  KJ_DO(checker.begin());
  const LibraryFiles found = files_below(paths);
  for (const std::string& path : found.missing) check.faults.push_back({path, "", "no such file or folder"});
  for (const auto& file : found.files) {
    const auto rows = read_library(file, paths, defaults);
    if (!rows) {
      checker.refuse(file.string(), rows.error());
      continue;
    }
    for (const LibraryRow& row : *rows) {
      if (row.entry) {
        KJ_DO(checker.look_at(row.where, *row.entry));
      } else {
        checker.refuse(row.where, row.entry.error());
      }
    }
  }
  checker.end();
  return check;
}

}  // namespace koujing::door
