#include <nlohmann/json.hpp>

#include "content/exchange/canonical.h"
#include "content/flow/change_step.h"
#include "content/flow/questions.h"
#include "content/flow/redact_text.h"

namespace koujing {

namespace {

// What was taken back is work for the editor of its notice again. An emergency has none.
Status reopen_notice(Writing& writing, const Person& actor, const ChangeSet& change) {
  if (!change.notice) return {};
  KJ_TRY(Notice notice, need_notice(writing, *change.notice));
  if (notice.state != NoticeState::kPublished || !notice.editor || notice.redacted) return {};
  ChangeFilter filter;
  filter.notice = notice.id;
  KJ_TRY(const auto others, writing.changes().list(filter, {100, std::nullopt}));
  for (const ChangeSet& other : others.items)
    if (other.id != change.id && other.state == ChangeState::kPublished) return {};
  KJ_TRY(notice.state, step(notice.state, NoticeVerb::kDraftChanges));
  notice.version += 1;
  return writing.notices().save(notice, actor.id, writing.recorded_at());
}

}  // namespace

Result<ChangeId> withdraw_change(const Flow& flow, const Person& actor, ChangeId id,
                                 const std::string& reason, bool restore_previous,
                                 std::optional<std::int64_t> expected_version) {
  KJ_DO(check_comment(reason, "/reason"));
  KJ_TRY(
      const Subject changed, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
        KJ_TRY(ChangeSet change, begin_step(writing, id, ChangeVerb::kWithdraw, expected_version));
        KJ_TRY(const auto events, writing.entries().events_of(id));
        std::vector<JournalRef> refs;
        for (const EntryEvent& published : events) {
          if (published.kind != EntryEventKind::kPublish && published.kind != EntryEventKind::kRetire)
            continue;
          EntryEvent event = published;
          event.kind = EntryEventKind::kWithdraw;
          event.target = published.seq;
          event.restore_previous = restore_previous;
          event.recorded_at = writing.recorded_at();
          event.by = actor.id;
          KJ_DO(writing.entries().add_event(event));
          KJ_DO(writing.record().add_feed({0, "entry", event.entry, {}, writing.recorded_at()}));
          refs.push_back({"entry", id_text(event.entry.value)});
        }
        for (const JournalRef& ref : refs)
          KJ_DO(nothing_redacted_answers(writing, EntryId{std::stoll(ref.id)}, writing.recorded_at()));
        KJ_DO(feed_bulletins(writing, id));
        KJ_DO(reopen_notice(writing, actor, change));
        KJ_DO(writing.changes().add_comment(id, {actor.id, writing.recorded_at(), "withdraw", reason}));
        KJ_DO(writing.changes().save_state(change));
        KJ_DO(note_step(writing, actor, change, "withdraw_change", change.digest,
                        canonical(nlohmann::json{{"reason", reason}, {"restore_previous", restore_previous}}),
                        std::move(refs)));
        if (change.notice) KJ_DO(reopen_question(writing, actor, *change.notice));
        return Subject{"change", id.value};
      }));
  return ChangeId{changed.id};
}

}  // namespace koujing
