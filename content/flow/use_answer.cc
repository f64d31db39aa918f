#include "content/flow/use_answer.h"

#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/model/lexicon.h"
#include "content/model/text_rules.h"

namespace koujing {

Result<RecordedUse> use_answer(const Flow& flow, const Person& actor, const UseForm& form) {
  using nlohmann::json;
  std::vector<Fault> faults;
  if (form.how != "opened" && form.how != "copied" && form.how != "read_out")
    faults.push_back(
        {"/how", "unknown", {"只能是 opened、copied 或 read_out", "must be opened, copied or read_out"}});
  if (form.call_id.size() > 128 || !is_clean_text(form.call_id))
    faults.push_back({"/call_id", "too_long", {"通话编号最多 128 个字符", "at most 128 characters"}});
  if (!faults.empty()) return invalid_input(std::move(faults));
  RecordedUse use;
  KJ_TRY(
      const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
        KJ_TRY(const auto search, writing.record().search(form.search_id));
        if (!search || search->person != actor.id)
          return Error{
              ErrorKind::kNotFound, "not_found", {"没有这次搜索", "there is no such search of yours"}};
        const json shown = json::parse(search->shown, nullptr, false);
        bool found = false;
        for (const json& pair : shown) found |= pair.at(0) == form.entry.value && pair.at(1) == form.revision;
        if (!found)
          return invalid_input({{"/entry",
                                 "not_shown",
                                 {"这次搜索没有显示过这个版本", "that search did not show this revision"}}});
        KJ_TRY(const auto revision, writing.entries().revision(form.entry, form.revision));
        if (!revision) return not_found("条目", "entry", form.entry.value);
        use.digest = revision->digest;
        use.at = writing.recorded_at();
        const json detail = {{"how", form.how},
                             {"search", form.search_id},
                             {"query", search->text},
                             {"revision", form.revision},
                             {"call_id", form.call_id},
                             {"searched_at", format_instant(search->at, 0)},
                             {"as_of", format_instant(search->as_of, 0)}};
        std::vector<JournalRef> refs = {{"search", form.search_id}};
        if (!form.call_id.empty()) refs.push_back({"call", form.call_id});
        KJ_TRY(use.journal_seq, append(writing, &actor,
                                       {"use_answer",
                                        {"entry", id_text(form.entry.value)},
                                        "",
                                        revision->digest,
                                        canonical(detail),
                                        std::move(refs)}));
        // The same in columns, for what search learns from.
        KJ_DO(writing.lexicon().add_use({use.journal_seq, use.at, actor.id, form.entry, form.search_id,
                                         trimmed(search->text), form.how}));
        return Subject{"use", use.journal_seq};
      }));
  (void)done;
  return use;
}

}  // namespace koujing
