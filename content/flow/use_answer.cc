#include "content/flow/use_answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/model/lexicon.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

constexpr std::int64_t kLongestView = 24 * 3600;

struct Shown {
  SearchRow search;
  Revision revision;
};

// What this very search put in front of this very person.
Result<Shown> need_shown(const Reading& reading, const Person& actor, const std::string& search_id,
                         EntryId entry, int number) {
  KJ_TRY(const auto search, reading.record().search(search_id));
  if (!search || search->person != actor.id)
    return Error{ErrorKind::kNotFound, "not_found", {"没有这次搜索", "there is no such search of yours"}};
  const json shown = json::parse(search->shown, nullptr, false);
  if (std::find(shown.begin(), shown.end(), json{entry.value, number}) == shown.end())
    return invalid_input(
        {{"/entry", "not_shown", {"这次搜索没有显示过这个版本", "that search did not show this revision"}}});
  KJ_TRY(const auto revision, reading.entries().revision(entry, number));
  if (!revision) return not_found("条目", "entry", entry.value);
  return Shown{*search, *revision};
}

// The call that was named, or else that of the search.
const std::string& call_of(const std::string& named, const Shown& shown) {
  return named.empty() ? shown.search.call_id : named;
}

// The record of something done with an answer, for its entry, its search and its call.
Result<std::int64_t> note(Writing& writing, const Person& actor, const std::string& verb, const Shown& shown,
                          const std::string& call_id, const json& detail) {
  std::vector<JournalRef> refs = {{"search", shown.search.id}};
  if (!call_id.empty()) refs.push_back({"call", call_id});
  return append(writing, &actor,
                {verb,
                 {"entry", id_text(shown.revision.entry.value)},
                 "",
                 shown.revision.digest,
                 canonical(detail),
                 std::move(refs)});
}

}  // namespace

Result<RecordedUse> use_answer(const Flow& flow, const Person& actor, const UseForm& form) {
  std::vector<Fault> faults;
  if (form.how != "opened" && form.how != "copied" && form.how != "read_out")
    faults.push_back(
        {"/how", "unknown", {"只能是 opened、copied 或 read_out", "must be opened, copied or read_out"}});
  check_call_id(faults, form.call_id);
  if (!faults.empty()) return invalid_input(std::move(faults));
  RecordedUse use;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const Shown shown, need_shown(writing, actor, form.search_id, form.entry, form.revision));
           const std::string& call = call_of(form.call_id, shown);
           use.digest = shown.revision.digest;
           use.at = writing.recorded_at();
           const json detail = {{"how", form.how},
                                {"search", form.search_id},
                                {"query_digest", search_digest(shown.search.salt, shown.search.text)},
                                {"revision", form.revision},
                                {"call_id", call},
                                {"searched_at", format_instant(shown.search.at, 0)},
                                {"as_of", format_instant(shown.search.as_of, 0)}};
           KJ_TRY(use.journal_seq, note(writing, actor, "use_answer", shown, call, detail));
           // The same in columns, for what search learns from.
           KJ_DO(writing.lexicon().add_use({use.journal_seq, use.at, actor.id, form.entry, form.search_id,
                                            trimmed(shown.search.text), form.how}));
           return Subject{"use", use.journal_seq};
         }));
  (void)done;
  return use;
}

Status leave_answer(const Flow& flow, const Person& actor, const LeaveForm& form) {
  std::vector<Fault> faults;
  if (form.seconds < 0 || form.seconds > kLongestView)
    faults.push_back({"/seconds", "out_of_range", {"应在 0 到 86400 之间", "must be 0 to 86400"}});
  check_call_id(faults, form.call_id);
  if (!faults.empty()) return invalid_input(std::move(faults));
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const Shown shown, need_shown(writing, actor, form.search_id, form.entry, form.revision));
           const std::string& call = call_of(form.call_id, shown);
           const json detail = {{"search", form.search_id},
                                {"revision", form.revision},
                                {"seconds", form.seconds},
                                {"call_id", call}};
           KJ_TRY(const auto seq, note(writing, actor, "leave_answer", shown, call, detail));
           return Subject{"use", seq};
         }));
  (void)done;
  return {};
}

}  // namespace koujing
