#include "editor_api/imports/check_import.h"

#include <algorithm>
#include <utility>

#include "content/flow/known_entry.h"
#include "content/model/timeline.h"

namespace koujing::door {

std::vector<ImportFault> faults_of(const std::string& file, std::size_t row, const Error& error) {
  if (error.faults.empty()) return {{file, row, "", error.message}};
  std::vector<ImportFault> faults;
  for (const Fault& fault : error.faults)
    faults.push_back({file, row, fault.pointer.empty() ? "" : fault.pointer.substr(1), fault.message});
  return faults;
}

std::size_t rows_at_fault(const std::vector<ImportFault>& faults) {
  std::size_t rows = 0;
  for (std::size_t i = 0; i < faults.size(); ++i)
    if (i == 0 || faults[i].row != faults[i - 1].row || faults[i].file != faults[i - 1].file) ++rows;
  return rows;
}

Message title_twice() {
  return {"没有编号的表里标题重复；请加一列『编号』，或让每行的标题不同",
          "stands twice in a sheet without numbers; give the sheet a column 编号, or each row a title of its "
          "own"};
}

void ImportChecker::refuse(std::vector<ImportFault> faults) {
  std::move(faults.begin(), faults.end(), std::back_inserter(check_.faults));
}

void ImportChecker::note(const At& at, const std::string& column, Message why) {
  check_.notes.push_back({at.file, at.row, column, std::move(why)});
}

Status ImportChecker::look_at(const std::string& file, const LibraryRows& read) {
  for (const std::string& column : read.left_out)
    note({file, 1}, "",
         {"这一列不认识，不会导入：" + column, "this column is not known and is left out: " + column});
  KJ_TRY(libraries_, reading_.people().libraries());
  if (read.rows.empty()) note({file, 0}, "", {"没有可导入的行", "holds no row to import"});
  for (const LibraryRow& row : read.rows) {
    if (row.entry) {
      KJ_DO(look_at({file, row.row}, *row.entry));
    } else {
      refuse(faults_of(file, row.row, row.entry.error()));
    }
  }
  return {};
}

Status ImportChecker::look_at(const At& at, const ExchangeEntry& entry) {
  EntryText text = entry.revisions.back();
  if (entry.id_made && ids_.contains(text.external_id)) {
    check_.faults.push_back({at.file, at.row, "title", title_twice()});
    return {};
  }
  if (entry.title_made) note(at, "title", {"标题是空的，将取自正文", "is blank and is made from the text"});
  const std::string where = ImportFault{at.file, at.row, "", {}}.where();
  const auto [first, fresh_title] = titles_.try_emplace(text.title, where);
  if (!fresh_title)
    note(at, "title", {"与另一行的标题相同：" + first->second, "is also that of " + first->second});
  if (text.script.empty())
    note(at, "script",
         {"口径是空的：坐席找到这个条目也没有可读的话",
          "is empty: an agent finds the entry and has nothing to read"});
  if (std::find(libraries_.begin(), libraries_.end(), text.library) == libraries_.end())
    new_libraries_.insert(text.library);
  KJ_TRY(const auto department, reading_.people().department(text.department.value));
  if (department)
    text.department = department->code;
  else
    new_departments_.insert(text.department.value);
  return count(at, text);
}

Status ImportChecker::count(const At& at, const EntryText& text) {
  const bool again = !text.external_id.empty() && !ids_.insert(text.external_id).second;
  KJ_TRY(const auto known, known_entry(reading_, text, false));
  if (!known) {
    ++(again ? check_.revise : check_.add);
    return {};
  }
  if (known->same) {
    ++check_.same;
    return {};
  }
  ++check_.revise;
  KJ_TRY(const auto events, reading_.entries().events(known->id));
  const auto spans = spans_of(events);
  const Span* answers = in_force(spans, now_, now_);
  if (answers != nullptr && answers->standing == Standing::kConfirmed)
    note(at, "",
         {"将替换部门已确认的口径；导入的文字未经确认",
          "replaces a wording that its department has confirmed; what is imported is not confirmed"});
  return {};
}

ImportCheck ImportChecker::finish() {
  check_.new_departments.assign(new_departments_.begin(), new_departments_.end());
  check_.new_libraries.assign(new_libraries_.begin(), new_libraries_.end());
  return std::move(check_);
}

}  // namespace koujing::door
