// What the verbs on a change set share: loading with the version check, the legal step, the journal note.
#pragma once

#include "content/flow/changes.h"
#include "content/model/lifecycle.h"

namespace koujing {

// The change set, after the version check and the step; its state is already the new one, not yet saved.
Result<ChangeSet> begin_step(const Reading& reading, ChangeId id, ChangeVerb verb,
                             std::optional<std::int64_t> expected_version);

// `detail` is a canonical JSON object. The note refers to the notice and to every entry that the items name.
Status note_step(Writing& writing, const Person& actor, const ChangeSet& change, const std::string& verb,
                 const std::string& old_digest, const std::string& detail,
                 std::vector<JournalRef> more_refs = {});

// Tells the followers of the feed that the bulletins of this set now stand otherwise: confirmed or withdrawn.
Status feed_bulletins(Writing& writing, ChangeId change);

// A comment or reason: 1..4000 clean characters.
Status check_comment(const std::string& text, const std::string& pointer);

// Items without a department get that of the set; unknown libraries and foreign departments are faults.
std::vector<Fault> placement_faults(const ChangeContent& content, const DepartmentCode& department,
                                    const std::vector<std::string>& libraries);
// An item that revises or retires an entry of another department: that one alone could confirm it.
Result<std::vector<Fault>> foreign_entry_faults(const Reading& reading, const ChangeContent& content,
                                                const DepartmentCode& department);
void fill_departments(ChangeContent& content, const DepartmentCode& department);

}  // namespace koujing
