// The deletion of texts that the law demands: of a revision, or of a notice, with what repeats them word for
// word. Digests, names of people, times and signed stubs stay, and everything still verifies.
//
// What is not reached, because nobody can tell it from what has to stay: later revisions, other drafts,
// questions, bulletins without an answer, instructions and reasons, and what was taken out before: backups,
// exports, bundles, the copies that desks keep.
#pragma once

#include "content/flow/redaction_step.h"

namespace koujing {

// With the revision go the content of its change set in every version (its other revisions stay, and its stub
// has their digests) and the bulletins that announced it, each with the notice that repeats it. Gives one
// redaction for each digest. Errors: kInvalid "invalid_input"; kNotFound; kConflict "redacted", "in_force"
// while it answers or is going to, "in_progress" while its set waits for a confirmation.
Result<std::vector<Redaction>> redact_revision(const Flow& flow, const Person& actor, EntryId entry,
                                               int number, const RedactionForm& form, const SigningKey& key);

// With every form of the notice go the contents of its change sets, which quote it, and the bulletins that
// announced them. What they published stays; its originals are deleted by redact_original(). Document number,
// department and dates stay; a notice that is worked on is filed. Errors: kInvalid "invalid_input";
// kNotFound; kConflict "redacted", "in_progress" while it waits for review or a set of it is open.
Result<std::vector<Redaction>> redact_notice(const Flow& flow, const Person& actor, NoticeId notice,
                                             const RedactionForm& form, const SigningKey& key);

// kConflict "redacted" when, by what is written so far, a redacted revision of the entry answers or is going
// to: after a withdrawal that brings back what was before.
Status nothing_redacted_answers(const Reading& reading, EntryId entry, Instant now);

}  // namespace koujing
