#include "content/journal/append.h"

namespace koujing {

Result<std::int64_t> append(Writing& writing, const Person* actor, JournalNote note) {
  KJ_TRY(const auto head, writing.record().head());
  JournalRecord record;
  record.seq = head ? head->seq + 1 : 1;
  record.at = writing.recorded_at();
  if (actor != nullptr) {
    record.actor = actor->id;
    record.actor_login = actor->login;
  }
  record.verb = std::move(note.verb);
  record.subject = std::move(note.subject);
  record.old_digest = std::move(note.old_digest);
  record.new_digest = std::move(note.new_digest);
  record.detail = std::move(note.detail);
  record.refs = std::move(note.refs);
  record.previous_hash = head ? head->hash : kFirstPreviousHash;
  record.hash = hash_of(record);
  KJ_DO(writing.record().add_journal(record));
  return record.seq;
}

Result<JournalVerdict> verify_journal(const Reading& reading) {
  constexpr std::size_t kBatch = 1000;  // bounds memory; a record is about 1 KB
  JournalWalk walk;
  std::int64_t after = 0;
  for (;;) {
    KJ_TRY(const auto records, reading.record().journal_after(after, kBatch));
    for (const JournalRecord& record : records)
      if (!walk.next(record)) return walk.verdict();
    if (records.size() < kBatch) return walk.verdict();
    after = records.back().seq;
  }
}

}  // namespace koujing
