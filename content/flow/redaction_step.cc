#include "content/flow/redaction_step.h"

#include <nlohmann/json.hpp>

#include "content/crypto/digest.h"
#include "content/exchange/canonical.h"
#include "content/journal/append.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

using nlohmann::json;

void check(std::vector<Fault>& faults, const char* pointer, const std::string& text) {
  if (text.find_first_not_of(" \n\r\t") == std::string::npos || !is_clean_text(text) ||
      characters_in(text) > kLongestRedactionReason)
    faults.push_back({pointer,
                      "required",
                      {"必须填写，最多 500 个字符", "must be filled in, with at most 500 characters"}});
}

}  // namespace

Status check_redaction(const RedactionForm& form) {
  std::vector<Fault> faults;
  check(faults, "/reason", form.reason);
  check(faults, "/law", form.law);
  if (!faults.empty()) return invalid_input(std::move(faults));
  return {};
}

Result<Redaction> note_redaction(Writing& writing, const Person& actor, const RedactionForm& form,
                                 const SigningKey& key, const Deletion& deletion) {
  const Instant at = writing.recorded_at();
  const std::string kind(redacted_kind_name(deletion.kind));
  json stub = {{"format", "koujing-redaction-1"},
               {"kind", kind},
               {"digest", deletion.digest},
               {"at", format_instant(at, 0)},
               {"by", actor.login},
               {"reason", form.reason},
               {"law", form.law}};
  if (deletion.kind != RedactedKind::kOriginal) stub["subject"] = deletion.subject;
  if (deletion.kind == RedactedKind::kChange) stub["revisions"] = deletion.revisions;
  const std::string text = canonical(stub);
  Redaction made{deletion.kind, deletion.subject, deletion.digest, at, actor.id, text, key.sign(text)};
  KJ_DO(writing.redactions().add(made, deletion.feed));
  json detail = {{"reason", form.reason}, {"law", form.law}};
  if (deletion.kind == RedactedKind::kRevision) detail["revision"] = deletion.subject;
  KJ_TRY(const auto seq, append(writing, &actor,
                                {"redact_" + kind, deletion.about, deletion.digest, sha256_hex(text),
                                 canonical(detail), deletion.refs}));
  (void)seq;
  return made;
}

Status scrub_now(Store& store) {
  if (const Status scrubbed = store.scrub(); !scrubbed && scrubbed.error().kind != ErrorKind::kUnavailable)
    return scrubbed.error();
  return {};
}

Error already_redacted(const std::string& thing_zh, const std::string& thing_en) {
  return {ErrorKind::kConflict,
          "redacted",
          {thing_zh + "已经依法删除", thing_en + " was deleted by law already"}};
}

}  // namespace koujing
