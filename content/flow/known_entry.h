// The entry that a row of an import means, and the id by which an export names each.
#pragma once

#include <optional>
#include <string>

#include "content/model/revision.h"
#include "content/store/store.h"

namespace koujing {

// The id that the entry came with; else "K12-1a2b3c4d": its number, and the first eight digits of the first
// hash of this library's journal, so that K12 of another library is another entry.
Result<std::string> exported_id(const Reading& reading, const EntryHead& entry);

struct KnownEntry {
  EntryId id;
  int newest = 0;           // number of its newest revision
  std::string external_id;  // its own; "" for one that was written here
  bool same = false;        // its newest revision says this already
};

// By the external id of `text`, which may be one of exported_id(). The text is the same when at most its
// beginning and end are stated otherwise: as an export does, as those between which it answers. With
// `of_history` any revision counts.
Result<std::optional<KnownEntry>> known_entry(const Reading& reading, const EntryText& text, bool of_history);

}  // namespace koujing
