// One entry as it leaves the library: what it answers, and its approval block: who wrote, confirmed and
// published it, which version, from when to when.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "content/originals/original_files.h"
#include "content/store/store.h"

namespace koujing::door {

struct ExportedEntry {
  EntryId id;
  int number = 0;  // of the newest revision that answers, or answered last
  std::vector<EntryText>
      revisions;             // by validity, each with what the timeline gives it; the last is the newest
  bool unconfirmed = false;  // the newest of them
  std::string department;    // its name
  std::vector<std::pair<std::string, std::string>> approval;  // 编写, 确认, 发布 …: label and words
};

// As known at `known`; with `at`, only what answers then. Nothing when nothing does, or it was withdrawn
// before it ever answered.
Result<std::optional<ExportedEntry>> exported_entry(const Reading& reading, const EntryHead& head,
                                                    Instant known, std::optional<Instant> at,
                                                    const PathsThen& paths_then,  // at `known`
                                                    int utc_offset_minutes);

// Pictures are taken in as data: addresses, so that the file is whole wherever it is carried. Errors: those
// of OriginalFiles::read.
Status write_html(std::ostream& out, const ExportedEntry& entry, const OriginalFiles& files);
void write_html_head(std::ostream& out);  // with what a printer needs: pages of A4, no entry torn in two
void write_markdown(std::ostream& out, const ExportedEntry& entry);

}  // namespace koujing::door
