// What the deletions that the law demands share: the form, the stub with its journal record, the scrub.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/crypto/secret.h"
#include "content/flow/flow.h"
#include "content/model/redaction.h"

namespace koujing {

struct RedactionForm {
  std::string reason;  // why, for whoever looks for the text later
  std::string law;     // what demands it, such as 《个人信息保护法》第四十七条
};

// kInvalid "invalid_input" without a reason or a law.
Status check_redaction(const RedactionForm& form);

struct Deletion {
  RedactedKind kind = RedactedKind::kOriginal;
  std::string subject, digest;  // as in Redaction
  JournalRef about;             // subject of the journal record
  std::vector<JournalRef> refs = {};
  std::vector<std::string> revisions = {};  // of a change set: digests of those that it published
  std::optional<std::int64_t> feed = {};    // of a revision: the row that tells the index
};

// Makes and keeps the stub, and journals "redact_<kind>" with its digest. The text itself goes after this.
Result<Redaction> note_redaction(Writing& writing, const Person& actor, const RedactionForm& form,
                                 const SigningKey& key, const Deletion& deletion);

// Takes what went out of the files, too; while somebody still reads what was before, it stays due: the server
// tries again every minute.
Status scrub_now(Store& store);

// kConflict "redacted".
Error already_redacted(const std::string& thing_zh, const std::string& thing_en);

}  // namespace koujing
