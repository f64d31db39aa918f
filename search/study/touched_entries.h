// Which entries a notice probably touches: those that are about what one of its parts is about.
//
// Every passage of the notice (a sentence, a heading, a row of a table) is asked of the index by itself. What
// that finds is compared with each part of the notice (what stands below one heading) by all of its text,
// each pair of characters weighed by how rare it is in the library. Measured in docs/study.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/result.h"
#include "search/search_index.h"

namespace koujing::search {

struct TouchedEntry {
  EntryId entry;
  int revision = 0;  // number of the one in force
  std::string title;
  DepartmentCode department;
  std::string
      passage;  // of the notice, the one nearest to the entry, as it is written, at most 120 characters
  double likeness = 0;  // to the nearest part of the notice, 0 to 1
};

inline constexpr double kTouches = 0.12;  // likeness from which an entry counts; docs/study.md says why

// Entries in force at `now` with a likeness of kTouches or more, best first, at most `most`. `text` is
// Markdown or plain text, of which the first 100,000 characters are read and at most 80 passages asked.
// Errors: those of the index. Any thread; takes as long as so many searches.
Result<std::vector<TouchedEntry>> touched_entries(Reader& reader, std::string_view subject,
                                                  std::string_view text, Instant now, std::size_t most);

}  // namespace koujing::search
