// Signs every minute what the journal is, when it has grown, and posts the checkpoints to a file that the
// operator puts where this machine can add but not change: a share that is written once, a printer's spool.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "editor_api/checkpoint_post.h"
#include "editor_api/compose.h"
#include "editor_api/every_minute.h"

namespace koujing::door {

// One round: a checkpoint when there is none of what the journal is now, and in `file` ("" for none), behind
// what is there, all that are newer than its last one. Errors: those of the store and of open_checkpoints();
// kUnavailable "checkpoints_unwritable".
Status keep_checkpoints(Site& site, const std::filesystem::path& file);

// Where else checkpoints go.
struct CheckpointPlaces {
  std::filesystem::path file;          // "" for none
  std::optional<CheckpointPost> post;  // the newest, once it is made
};

class CheckpointKeeper {
 public:
  using Report = std::function<void(const Error&)>;
  CheckpointKeeper(Site& site, CheckpointPlaces places, Report report);

 private:
  void look();

  Site& site_;
  CheckpointPlaces places_;  // used by the thread of minutes_ alone
  const Report report_;
  EveryMinute minutes_;  // last: its thread uses the others
};

}  // namespace koujing::door
