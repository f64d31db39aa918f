#include "editor_api/touched.h"

#include <algorithm>

#include "content/flow/find_notices.h"
#include "content/flow/resting_entries.h"
#include "search/study/touched_entries.h"

namespace koujing::door {
namespace {

constexpr std::size_t kMostSpokenOf = 20;

Result<std::vector<Touched>> resting(const Reading& reading, const Notice& notice, Instant now) {
  std::vector<Touched> all;
  for (const std::string& name : notice.form.repeals) {
    KJ_TRY(const auto named, notices_named(reading, name));
    for (const Notice& repealed : named) {
      if (repealed.id == notice.id) continue;
      KJ_TRY(const auto revisions, revisions_resting_on(reading, repealed.id, now));
      for (const Revision& revision : revisions)
        all.push_back({{revision.entry, revision.text.external_id, revision.number},
                       revision.text.title,
                       revision.text.department,
                       name,
                       "",
                       0});
    }
  }
  return all;
}

Result<std::string> text_of(const Reading& reading, const Notice& notice) {
  std::string text = notice.form.text;
  for (const Original& original : notice.originals) {
    if (original.picture) continue;
    KJ_TRY(const auto extracted, reading.notices().original_text(original.sha256));
    if (extracted && *extracted != notice.form.text) text += "\n" + *extracted;
  }
  return text;
}

// Takes in what search found: an entry that is there already gets its passage.
Status merge(std::vector<Touched>& all, const Reading& reading, const search::TouchedEntry& found) {
  const auto same =
      std::find_if(all.begin(), all.end(), [&](const Touched& one) { return one.head.id == found.entry; });
  if (same != all.end()) {
    same->passage = found.passage;
    same->likeness = found.likeness;
    return {};
  }
  KJ_TRY(const auto head, reading.entries().find(found.entry));
  if (!head) return {};
  KJ_TRY(const auto newest, reading.entries().revision(found.entry, head->newest_number));
  if (!newest) return {};
  all.push_back({*head, newest->text.title, newest->text.department, "", found.passage, found.likeness});
  return {};
}

}  // namespace

Result<std::vector<Touched>> touched_by(const Site& site, const Reading& reading, const Notice& notice) {
  const Instant now = site.now();
  KJ_TRY(std::vector<Touched> all, resting(reading, notice, now));
  KJ_TRY(const std::string text, text_of(reading, notice));
  KJ_TRY(const auto found,
         search::touched_entries(*site.reader, notice.form.subject, text, now, kMostSpokenOf));
  // What this very notice says already is not touched by it, unless that was taken back.
  KJ_TRY(const auto own, revisions_resting_on(reading, notice.id, now));
  for (const search::TouchedEntry& one : found)
    if (std::none_of(own.begin(), own.end(), [&](const Revision& other) { return other.entry == one.entry; }))
      KJ_DO(merge(all, reading, one));
  return all;
}

}  // namespace koujing::door
