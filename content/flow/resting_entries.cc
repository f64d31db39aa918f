#include "content/flow/resting_entries.h"

#include <algorithm>
#include <set>

namespace koujing {
namespace {

constexpr std::size_t kMost = 500;

Result<std::set<EntryId>> entries_of(const Reading& reading, NoticeId notice) {
  std::set<EntryId> entries;
  ChangeFilter filter;
  filter.notice = notice;
  Page page{100, std::nullopt};
  do {
    KJ_TRY(const auto listed, reading.changes().list(filter, page));
    for (const ChangeSet& change : listed.items) {
      KJ_TRY(const auto events, reading.entries().events_of(change.id));
      for (const EntryEvent& event : events) entries.insert(event.entry);
    }
    page.after = listed.next;
  } while (page.after);
  return entries;
}

bool answers_from(const std::vector<EntryEvent>& events, const Revision& revision, Instant now) {
  const auto spans = spans_of(events);
  return std::any_of(spans.begin(), spans.end(), [&](const Span& span) {
    return span.revision == revision.id && span.known.covers(now) && (!span.valid.to || *span.valid.to > now);
  });
}

}  // namespace

Result<std::vector<Revision>> revisions_resting_on(const Reading& reading, NoticeId notice, Instant now) {
  std::vector<Revision> resting;
  KJ_TRY(const auto entries, entries_of(reading, notice));
  for (const EntryId entry : entries) {
    if (resting.size() == kMost) break;
    KJ_TRY(auto revisions, reading.entries().revisions(entry));
    KJ_TRY(const auto events, reading.entries().events(entry));
    const auto found = std::find_if(revisions.begin(), revisions.end(), [&](const Revision& one) {
      return one.notice == notice && answers_from(events, one, now);
    });
    if (found != revisions.end()) resting.push_back(std::move(*found));
  }
  return resting;
}

}  // namespace koujing
