// What every verb of the flow works with, and the frame of one step.
//
// Invariant 4: a verb changes state, writes the journal and feeds the index queue in one transaction, or does
// nothing. Guarded by tests/unit/content/one_transaction_test.cc. Verbs are one a file beside this one; each
// takes the person who acts. Roles are checked by the door (editor_api/policies/); what must hold whoever
// asks is checked here: the legal step, four eyes, the digest, the version.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "content/journal/append.h"
#include "content/originals/confined_extract.h"
#include "content/originals/original_files.h"
#include "content/store/store.h"

namespace koujing {

// What a step made or changed.
struct Subject {
  std::string kind;  // "notice", "change", "bulletin", "use" …
  std::int64_t id = 0;
};

struct Flow {
  Store& store;
  const OriginalFiles& files;
  // Runs inside the transaction before it commits, e.g. to keep the receipt of an Idempotency-Key. May be
  // empty.
  std::function<Status(Writing&, const Subject&)> before_commit = {};
  // Reads the text of an original; without one, in this very process.
  std::function<Extraction(std::string_view bytes, std::string_view file_name)> extract = {};
};

// The frame of a step: `work` gets the transaction and gives the Subject; an error rolls everything back.
Result<Subject> in_one_step(const Flow& flow, const std::function<Result<Subject>(Writing&)>& work);

// Common refusals.
Error not_found(const std::string& thing_zh, const std::string& thing_en, std::int64_t id);
// kStale "stale_version" when `expected` is given and is not `actual`.
Status expect_version(std::optional<std::int64_t> expected, std::int64_t actual);
// kForbidden "four_eyes".
Error four_eyes(const std::string& zh, const std::string& en);

Result<Notice> need_notice(const Reading& reading, NoticeId id);
Result<ChangeSet> need_change(const Reading& reading, ChangeId id);

std::string id_text(std::int64_t id);

}  // namespace koujing
