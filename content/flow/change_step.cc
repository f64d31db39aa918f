#include "content/flow/change_step.h"

#include <algorithm>

#include "content/model/text_rules.h"

namespace koujing {

Result<ChangeSet> begin_step(const Reading& reading, ChangeId id, ChangeVerb verb,
                             std::optional<std::int64_t> expected_version) {
  KJ_TRY(ChangeSet change, need_change(reading, id));
  KJ_DO(expect_version(expected_version, change.version));
  KJ_TRY(change.state, step(change.state, verb));
  return change;
}

Status note_step(Writing& writing, const Person& actor, const ChangeSet& change, const std::string& verb,
                 const std::string& old_digest, const std::string& detail,
                 std::vector<JournalRef> more_refs) {
  std::vector<JournalRef> refs = std::move(more_refs);
  if (change.notice) refs.push_back({"notice", id_text(change.notice->value)});
  for (const ChangeItem& item : change.content.items)
    if (item.entry) refs.push_back({"entry", id_text(item.entry.value)});
  std::vector<JournalRef> unique;
  for (JournalRef& ref : refs)
    if (std::find(unique.begin(), unique.end(), ref) == unique.end()) unique.push_back(std::move(ref));
  KJ_DO(append(
      writing, &actor,
      {verb, {"change", id_text(change.id.value)}, old_digest, change.digest, detail, std::move(unique)}));
  return {};
}

Status feed_bulletins(Writing& writing, ChangeId change) {
  KJ_TRY(const auto bulletins, writing.bulletins().of_change(change));
  for (const BulletinId bulletin : bulletins)
    KJ_DO(writing.record().add_feed({0, "bulletin", {}, bulletin, writing.recorded_at()}));
  return {};
}

Status check_comment(const std::string& text, const std::string& pointer) {
  if (text.find_first_not_of(" \n\r\t") == std::string::npos)
    return invalid_input({{pointer, "required", {"请写明理由", "give a reason"}}});
  if (!is_clean_text(text) || characters_in(text) > 4000)
    return invalid_input({{pointer, "too_long", {"最多 4000 个字符", "at most 4000 characters"}}});
  return {};
}

std::vector<Fault> placement_faults(const ChangeContent& content, const DepartmentCode& department,
                                    const std::vector<std::string>& libraries) {
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < content.items.size(); ++i) {
    const ChangeItem& item = content.items[i];
    if (item.action == ChangeAction::kRetire) continue;
    const std::string at = "/items/" + std::to_string(i);
    if (!item.text.library.empty() &&
        std::find(libraries.begin(), libraries.end(), item.text.library) == libraries.end())
      faults.push_back({at + "/library",
                        "unknown_library",
                        {"没有名为“" + item.text.library + "”的信息库",
                         "there is no library '" + item.text.library + "'"}});
    if (item.text.department != department)
      faults.push_back({at + "/department",
                        "other_department",
                        {"条目的部门必须是变更单的下发部门，否则没有人能确认它",
                         "an entry's department must be the one that confirms the change set"}});
  }
  return faults;
}

Result<std::vector<Fault>> foreign_entry_faults(const Reading& reading, const ChangeContent& content,
                                                const DepartmentCode& department) {
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < content.items.size(); ++i) {
    const ChangeItem& item = content.items[i];
    if (!item.entry) continue;
    const std::string at = "/items/" + std::to_string(i) + "/entry";
    KJ_TRY(const auto head, reading.entries().find(item.entry));
    if (!head) {
      faults.push_back({at,
                        "unknown_entry",
                        {"没有编号为 " + id_text(item.entry.value) + " 的条目",
                         "there is no entry " + id_text(item.entry.value)}});
      continue;
    }
    KJ_TRY(const auto newest, reading.entries().revision(item.entry, head->newest_number));
    if (newest && newest->text.department != department)
      faults.push_back(
          {at,
           "other_department",
           {"条目 " + id_text(item.entry.value) + " 属于其他部门，只有那个部门的通知单才能修订或停用它",
            "entry " + id_text(item.entry.value) +
                " belongs to another department; only a notice of that department can change it"}});
  }
  return faults;
}

void fill_departments(ChangeContent& content, const DepartmentCode& department) {
  for (ChangeItem& item : content.items)
    if (item.action != ChangeAction::kRetire && item.text.department.value.empty())
      item.text.department = department;
}

}  // namespace koujing
