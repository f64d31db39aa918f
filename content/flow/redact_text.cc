#include "content/flow/redact_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "content/flow/bulletins.h"
#include "content/model/lifecycle.h"

namespace koujing {
namespace {

using Made = std::vector<Redaction>;

bool is_open(ChangeState state) {
  return state != ChangeState::kPublished && state != ChangeState::kWithdrawn &&
         state != ChangeState::kDiscarded;
}

Error in_progress() {
  return {
      ErrorKind::kConflict,
      "in_progress",
      {"通知单还在审阅，或它的变更单还没有办结。请先办结、撤回或作废",
       "the notice waits for review, or a change set of it is open; finish, withdraw or discard it first"}};
}

// Which revisions of the entry answer now or are going to, as it is known.
Result<std::set<int>> standing(const Reading& reading, EntryId entry, Instant now) {
  KJ_TRY(const auto events, reading.entries().events(entry));
  std::set<int> numbers;
  for (const Span& span : spans_of(events))
    if (!span.known.to && (!span.valid.to || *span.valid.to > now)) numbers.insert(span.number);
  return numbers;
}

class Deleting {
 public:
  Deleting(Writing& writing, const Person& actor, const RedactionForm& form, const SigningKey& key,
           Made& made)
      : writing_(writing), actor_(actor), form_(form), key_(key), made_(made) {}

  Status revision(const Revision& one) {
    KJ_TRY(const auto feed, writing_.record().add_feed({0, "entry", one.entry, {}, writing_.recorded_at()}));
    Deletion deletion{RedactedKind::kRevision,
                      id_text(one.entry.value) + "/" + std::to_string(one.number),
                      one.digest,
                      {"entry", id_text(one.entry.value)}};
    deletion.refs = {{"change", id_text(one.change.value)}};
    deletion.feed = feed;
    KJ_DO(note(deletion));
    return writing_.entries().redact_text(one.id);
  }

  // Every version of the set; an import has no content of its own.
  Status change(const ChangeSet& set) {
    if (set.redacted || (!set.notice && set.content.items.empty())) return {};
    Deletion deletion{RedactedKind::kChange, id_text(set.id.value), "", {"change", id_text(set.id.value)}};
    if (set.notice) deletion.refs.push_back({"notice", id_text(set.notice->value)});
    KJ_TRY(const auto revisions, writing_.entries().revisions_of(set.id));
    for (const RevisionAt& at : revisions) {
      KJ_TRY(const auto one, writing_.entries().revision(at.entry, at.number));
      if (one) deletion.revisions.push_back(one->digest);
      deletion.refs.push_back({"entry", id_text(at.entry.value)});
    }
    KJ_TRY(const auto digests, writing_.changes().version_digests(set.id));
    for (const std::string& digest : std::set(digests.begin(), digests.end())) {
      deletion.digest = digest;
      KJ_DO(note(deletion));
    }
    return writing_.changes().redact_versions(set.id);
  }

  // Those that announced the set, or the entry of it. Gives how many.
  Result<std::size_t> bulletins(ChangeId set, std::optional<EntryId> entry) {
    KJ_TRY(const auto all, writing_.bulletins().of_change(set));
    std::size_t gone = 0;
    for (const BulletinId id : all) {
      KJ_TRY(const auto bulletin, writing_.bulletins().find(id));
      if (!bulletin || (entry && bulletin->entry != entry)) continue;
      Deletion deletion{RedactedKind::kBulletin,
                        id_text(id.value),
                        bulletin_digest(bulletin->title, bulletin->text),
                        {"bulletin", id_text(id.value)}};
      KJ_TRY(const auto before, writing_.redactions().of(deletion.kind, deletion.subject));
      if (!before.empty()) continue;
      deletion.refs = {{"change", id_text(set.value)}};
      if (bulletin->entry) deletion.refs.push_back({"entry", id_text(bulletin->entry->value)});
      KJ_DO(note(deletion));
      KJ_DO(writing_.bulletins().redact(id));
      KJ_TRY(const auto fed, writing_.record().add_feed({0, "bulletin", {}, id, writing_.recorded_at()}));
      (void)fed;
      ++gone;
    }
    return gone;
  }

  // What is not published is filed: nobody can go on working on it.
  Status notice(NoticeId id) {
    Deletion deletion{RedactedKind::kNotice, id_text(id.value), "", {"notice", id_text(id.value)}};
    KJ_TRY(const auto forms, writing_.notices().forms(id));
    std::set<std::string> digests;
    for (const FormVersion& one : forms) digests.insert(one.digest);
    for (const std::string& digest : digests) {
      deletion.digest = digest;
      KJ_DO(note(deletion));
    }
    KJ_DO(writing_.notices().redact_forms(id));
    KJ_TRY(Notice after, need_notice(writing_, id));
    const NoticeState state = after_redaction(after.state);
    if (state == after.state) return {};
    after.state = state;
    after.version += 1;
    return writing_.notices().save(after, actor_.id, writing_.recorded_at());
  }

 private:
  Status note(const Deletion& deletion) {
    KJ_TRY(auto one, note_redaction(writing_, actor_, form_, key_, deletion));
    made_.push_back(std::move(one));
    return {};
  }

  Writing& writing_;
  const Person& actor_;
  const RedactionForm& form_;
  const SigningKey& key_;
  Made& made_;
};

Result<std::vector<ChangeSet>> sets_of(const Reading& reading, NoticeId notice) {
  ChangeFilter filter;
  filter.notice = notice;
  std::vector<ChangeSet> all;
  Page page{100, std::nullopt};
  for (;;) {
    KJ_TRY(auto some, reading.changes().list(filter, page));
    std::move(some.items.begin(), some.items.end(), std::back_inserter(all));
    if (!some.next) return all;
    page.after = some.next;
  }
}

// With its sets and their bulletins, unless it is gone already.
Status delete_notice(const Reading& reading, Deleting& deleting, NoticeId id) {
  KJ_TRY(const Notice notice, need_notice(reading, id));
  if (notice.redacted) return {};
  KJ_TRY(const auto sets, sets_of(reading, id));
  if (notice.state == NoticeState::kReceived ||
      std::any_of(sets.begin(), sets.end(), [](const auto& one) { return is_open(one.state); }))
    return in_progress();
  for (const ChangeSet& one : sets) {
    KJ_DO(deleting.change(one));
    KJ_TRY(const auto posted, deleting.bulletins(one.id, std::nullopt));
    (void)posted;
  }
  return deleting.notice(id);
}

}  // namespace

Result<std::vector<Redaction>> redact_revision(const Flow& flow, const Person& actor, EntryId entry,
                                               int number, const RedactionForm& form, const SigningKey& key) {
  KJ_DO(check_redaction(form));
  Made made;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const auto revision, writing.entries().revision(entry, number));
           if (!revision) return not_found("条目，或没有这个版本", "entry with this revision", entry.value);
           if (revision->redacted) return already_redacted("这个版本", "this revision");
           KJ_TRY(const auto answering, standing(writing, entry, writing.recorded_at()));
           if (answering.contains(number))
             return Error{ErrorKind::kConflict,
                          "in_force",
                          {"这个版本正在生效或将要生效，坐席还要用它。请先发布新版本或撤回，再删除",
                           "this revision answers now or is going to; publish another or withdraw it first"}};
           KJ_TRY(const ChangeSet change, need_change(writing, revision->change));
           if (is_open(change.state)) return in_progress();
           Deleting deleting(writing, actor, form, key, made);
           KJ_DO(deleting.change(change));
           KJ_DO(deleting.revision(*revision));
           KJ_TRY(const std::size_t posted, deleting.bulletins(change.id, entry));
           // The notice of a bulletin that carried its answer is the bulletin once more.
           if (posted > 0 && change.notice) KJ_DO(delete_notice(writing, deleting, *change.notice));
           return Subject{"entry", entry.value};
         }));
  (void)done;
  KJ_DO(scrub_now(flow.store));
  return made;
}

Result<std::vector<Redaction>> redact_notice(const Flow& flow, const Person& actor, NoticeId id,
                                             const RedactionForm& form, const SigningKey& key) {
  KJ_DO(check_redaction(form));
  Made made;
  KJ_TRY(const Subject done, in_one_step(flow, [&](Writing& writing) -> Result<Subject> {
           KJ_TRY(const Notice notice, need_notice(writing, id));
           if (notice.redacted) return already_redacted("这份通知单", "this notice");
           Deleting deleting(writing, actor, form, key, made);
           KJ_DO(delete_notice(writing, deleting, id));
           return Subject{"notice", id.value};
         }));
  (void)done;
  KJ_DO(scrub_now(flow.store));
  return made;
}

Status nothing_redacted_answers(const Reading& reading, EntryId entry, Instant now) {
  KJ_TRY(const auto numbers, standing(reading, entry, now));
  for (const int number : numbers) {
    KJ_TRY(const auto revision, reading.entries().revision(entry, number));
    if (revision && revision->redacted)
      return Error{
          ErrorKind::kConflict,
          "redacted",
          {"撤回后会恢复的版本已经依法删除，不能恢复。请撤回而不恢复，或发布新的版本",
           "what would answer again was deleted by law; withdraw without restoring, or publish anew"}};
  }
  return {};
}

}  // namespace koujing
