// Steps 1 and 2: a notice is received with its originals, amended, and reviewed.
#pragma once

#include <optional>
#include <string_view>

#include "content/flow/flow.h"

namespace koujing {

// Step 1 (接收通知单). Faults of the form come back together as kInvalid "invalid_input".
Result<NoticeId> receive_notice(const Flow& flow, const Person& actor, const NoticeForm& form);

// Keeps the file byte for byte, then names it in the notice. Text that cannot be read is no error: the
// original is kept and its text_status says why. The same file on the same notice again: kConflict
// "already_exists".
struct ReceivedFile {
  std::string name;
  std::string_view bytes;
  bool picture = false;  // of a script; not what the department handed in
};
// Several at once: all of them or, on any error, none.
Result<NoticeId> add_originals(const Flow& flow, const Person& actor, NoticeId notice,
                               const std::vector<ReceivedFile>& files);
Result<NoticeId> add_original(const Flow& flow, const Person& actor, NoticeId notice, std::string_view bytes,
                              const std::string& file_name);

// A received or returned notice gets a new form; a returned one is thereby sent again.
Result<NoticeId> amend_notice(const Flow& flow, const Person& actor, NoticeId notice, const NoticeForm& form,
                              std::optional<std::int64_t> expected_version);

struct ReviewForm {
  std::string decision;      // "assign", "return", "file"
  std::string instruction;   // required with "return"
  std::string editor_login;  // required with "assign"
  std::optional<Instant> due;
};

// Step 2 (报中心主任阅). Invariant 2: whoever raised a notice cannot review it (kForbidden "four_eyes").
Result<NoticeId> review_notice(const Flow& flow, const Person& actor, NoticeId notice, const ReviewForm& form,
                               std::optional<std::int64_t> expected_version);

}  // namespace koujing
