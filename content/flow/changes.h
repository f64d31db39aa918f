// Steps 3 to 6: a change set is drafted, submitted, confirmed or returned, published, withdrawn.
//
// `expected_version` is the content version that the caller saw; another one is kStale "stale_version".
#pragma once

#include <optional>
#include <vector>

#include "content/flow/flow.h"

namespace koujing {

// Steps 3 and 4 (学习、起草). The notice must be assigned. A draft may be incomplete.
Result<ChangeId> draft_changes(const Flow& flow, const Person& actor, NoticeId notice, ChangeContent content);

// Replaces the content. A submitted or confirmed set goes back to draft and its confirmation is void
// (invariant 1).
Result<ChangeId> edit_change(const Flow& flow, const Person& actor, ChangeId change, ChangeContent content,
                             std::optional<std::int64_t> expected_version);

// Sends a complete draft to its department. kInvalid "invalid_input" lists everything that is missing.
// `touched` are entries that the notice touches: each must be revised, retired or kept by the set, a kept one
// as it is now, or it is a fault "undecided" at /touched/{entry}.
Result<ChangeId> submit_change(const Flow& flow, const Person& actor, ChangeId change,
                               std::optional<std::int64_t> expected_version,
                               const std::vector<EntryId>& touched = {});

// Step 5 (下发文件部门确认). `digest` is that of the content that the person saw: another one is kStale
// "content_changed". Invariant 2: an author is refused with "four_eyes"; somebody of another department with
// kForbidden "other_department". Confirms afterwards what the emergency door published, too.
Result<ChangeId> confirm_change(const Flow& flow, const Person& actor, ChangeId change,
                                const std::string& digest, std::optional<std::int64_t> expected_version);

// The department sends the draft back with a comment, and passage by passage where it can say so. The comment
// may be empty when there are passages.
Result<ChangeId> return_change(const Flow& flow, const Person& actor, ChangeId change,
                               const std::string& comment, std::optional<std::int64_t> expected_version,
                               const std::vector<PassageComment>& passages = {});

// Step 6 (发布). All items at once, now or at `at`, which must lie ahead. Refused: kConflict "unconfirmed"
// when the confirmation is missing, void or of another digest; "stale_base" when an entry got a newer
// revision meanwhile; "already_ended" when a validity is over.
Result<ChangeId> publish_change(const Flow& flow, const Person& actor, ChangeId change,
                                std::optional<Instant> at, std::optional<std::int64_t> expected_version);

// The emergency door: published now, marked 'unconfirmed' until the department confirms. A reason is
// required.
Result<ChangeId> publish_emergency(const Flow& flow, const Person& actor, ChangeId change,
                                   const std::string& reason, std::optional<std::int64_t> expected_version);

// Takes a publication back at once (撤回); see content/model/timeline.h for what answers afterwards.
Result<ChangeId> withdraw_change(const Flow& flow, const Person& actor, ChangeId change,
                                 const std::string& reason, bool restore_previous,
                                 std::optional<std::int64_t> expected_version);

// Takes one entry back at once, whatever change sets it came from: what answers now and what is to come. With
// `restore_previous` only what answers now goes, and the text before it answers again, if it still holds.
// Errors: kConflict "not_in_force" when nothing answers and nothing is to come.
Status withdraw_entry(const Flow& flow, const Person& actor, EntryId entry, const std::string& reason,
                      bool restore_previous);

// Gives up what was never published; it stays in the record.
Result<ChangeId> discard_change(const Flow& flow, const Person& actor, ChangeId change,
                                std::optional<std::int64_t> expected_version);

}  // namespace koujing
