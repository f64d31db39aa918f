// A bulletin (公告): a short pinned message to agents, acknowledged by each of them.
#pragma once

#include <optional>
#include <string>

#include "content/model/ids.h"
#include "content/model/validity.h"

namespace koujing {

struct Bulletin {
  BulletinId id;
  std::string title;
  std::string text;  // Markdown
  bool emergency = false;
  std::optional<EntryId> entry;    // the answer that goes with it
  std::optional<ChangeId> change;  // the change set that must be confirmed after
  Validity pinned;
  PersonId by;
  Instant recorded_at;
};

}  // namespace koujing
