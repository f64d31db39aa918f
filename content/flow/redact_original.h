// The deletion of an original that the law demands: the bytes and the text read from it go, a signed stub
// stays, and everything still verifies.
#pragma once

#include "content/flow/redaction_step.h"

namespace koujing {

// Journalled as "redact_original" for every notice that has the original, with the digest of the stub; then
// the file goes. Errors: kInvalid "invalid_input" without a reason or a law; kNotFound; kConflict
// "redacted"; kUnavailable "original_unwritable" when the file could not be removed: sweep_redacted() does.
Result<Redaction> redact_original(const Flow& flow, const Person& actor, const std::string& sha256,
                                  const RedactionForm& form, const SigningKey& key);

// Removes the files of redacted originals that are still there: after a crash, or a backup of before. Gives
// how many. Errors: kUnavailable "original_unwritable".
Result<std::size_t> sweep_redacted(const Reading& reading, const OriginalFiles& files);

// Why an original cannot be read; the "kNotFound" "original_redacted" of a reader.
Error redacted(const Redaction& redaction);

}  // namespace koujing
