#include <nlohmann/json.hpp>
#include <set>

#include "content/exchange/canonical.h"
#include "content/flow/change_step.h"
#include "content/flow/changes.h"
#include "content/flow/redact_text.h"

namespace koujing {
namespace {

// What answers now or is going to, as it is known: each by the event that published it.
std::set<std::int64_t> standing_publications(const std::vector<EntryEvent>& events, Instant now,
                                             bool only_now) {
  std::set<std::int64_t> found;
  const auto spans = spans_of(events);
  for (const Span& span : spans) {
    if (span.known.to || (span.valid.to && *span.valid.to <= now)) continue;
    if (!only_now || span.valid.from <= now) found.insert(span.published_seq);
  }
  return found;
}

}  // namespace

Status withdraw_entry(const Flow& flow, const Person& actor, EntryId id, const std::string& reason,
                      bool restore_previous) {
  KJ_DO(check_comment(reason, "/reason"));
  KJ_TRY(
      const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
        KJ_TRY(const auto head, writing.entries().find(id));
        if (!head) return not_found("条目", "entry", id.value);
        KJ_TRY(const auto events, writing.entries().events(id));
        const Instant now = writing.recorded_at();
        const auto standing = standing_publications(events, now, restore_previous);
        if (standing.empty())
          return Error{ErrorKind::kConflict,
                       "not_in_force",
                       {"这个条目现在没有生效或将要生效的答案，不需要撤回",
                        "the entry has no answer in force or to come; there is nothing to withdraw"}};
        std::vector<JournalRef> refs;
        for (const EntryEvent& published : events) {
          if (!standing.contains(published.seq)) continue;
          EntryEvent event = published;
          event.kind = EntryEventKind::kWithdraw;
          event.target = published.seq;
          event.restore_previous = restore_previous;
          event.recorded_at = now;
          event.by = actor.id;
          KJ_DO(writing.entries().add_event(event));
          refs.push_back({"change", id_text(published.change.value)});
        }
        KJ_DO(nothing_redacted_answers(writing, id, now));
        KJ_DO(writing.record().add_feed({0, "entry", id, {}, now}));
        KJ_TRY(const auto newest, writing.entries().revision(id, head->newest_number));
        KJ_DO(append(writing, &actor,
                     {"withdraw_entry",
                      {"entry", id_text(id.value)},
                      newest ? newest->digest : "",
                      "",
                      canonical(nlohmann::json{{"reason", reason}, {"restore_previous", restore_previous}}),
                      std::move(refs)}));
        return Subject{"entry", id.value};
      }));
  (void)done;
  return {};
}

}  // namespace koujing
