// A change set (变更单): everything that one notice does to the library, confirmed and published as one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/revision.h"

namespace koujing {

// draft -> submitted -> confirmed -> published -> withdrawn, with returned and discarded beside it and
// unconfirmed for what the emergency door published first. The table is content/model/lifecycle.h.
enum class ChangeState {
  kDraft,
  kSubmitted,
  kReturned,
  kConfirmed,
  kPublished,
  kUnconfirmed,
  kWithdrawn,
  kDiscarded
};
enum class ChangeAction { kNew, kRevise, kRetire };

std::string_view change_state_name(ChangeState state);
std::optional<ChangeState> change_state_from_name(std::string_view name);
std::string_view change_action_name(ChangeAction action);
std::optional<ChangeAction> change_action_from_name(std::string_view name);

// A sentence of a script and the passage of what came in that it rests on.
struct Anchor {
  std::string sentence;  // of the script, as it is written there
  std::string source;    // "notice", or the SHA-256 of an original
  std::string passage;   // as it is written there
  bool operator==(const Anchor&) const = default;
};

struct ChangeItem {
  ChangeAction action = ChangeAction::kNew;
  EntryId entry;                     // revise, retire: which one; new: 0
  int base_revision = 0;             // revise, retire: the newest published number that the editor saw
  EntryText text;                    // new, revise
  std::optional<Instant> retire_at;  // retire: absent means at publication
  std::string reason;                // why; shown to the department
  std::vector<Anchor> anchors = {};  // new, revise: at most 100, one a sentence
  std::string template_name = {};    // new, revise: whose required fields are asked for; "" for none
  bool minor = false;                // revise: nothing that an agent would have to acknowledge again
  bool operator==(const ChangeItem&) const = default;
};

// An entry that the notice touches and that stays as it is, with the editor's reason.
struct KeptEntry {
  EntryId entry;
  int revision = 0;  // number of the newest that the editor saw; a newer one asks for a new decision
  std::string reason;
  bool operator==(const KeptEntry&) const = default;
};

// What the department confirms: exactly this, by the digest of its canonical form.
struct ChangeContent {
  std::string summary;               // one line: what changes
  std::string study_notes;           // 学习笔记, with sources
  std::vector<ChangeItem> items;     // 1..2000 to submit
  std::vector<KeptEntry> kept = {};  // 0..500; none that stands in the items
  bool operator==(const ChangeContent&) const = default;
};

struct Confirmation {
  ConfirmationId id;
  ChangeId change;
  PersonId by;
  DepartmentCode department;
  Instant at;
  std::string digest;   // of the content, 64 hex digits
  bool voided = false;  // a later edit made the content differ
};

// What is wrong with one place of a set.
struct PassageComment {
  std::size_t item = 0;  // its place in the set
  std::string field;     // "script", "brief" …
  std::string quote;     // as it is written there; "" for the whole field
  std::string comment;
  bool operator==(const PassageComment&) const = default;
};

struct ChangeComment {
  PersonId by;
  Instant at;
  std::string kind;  // "return", "withdraw", "emergency"
  std::string text;
  std::vector<PassageComment> passages = {};  // of "return": at most 100
};

struct ChangeSet {
  ChangeId id;
  std::optional<NoticeId> notice;  // absent for an import
  DepartmentCode department;       // the one that must confirm
  ChangeState state = ChangeState::kDraft;
  ChangeContent content;
  std::string digest;
  std::int64_t version = 1;  // of the content; the ETag
  bool emergency = false;
  PersonId created_by;
  Instant created_at;
  std::vector<PersonId> authors;  // everybody who wrote a line of it, in order of first writing
  std::optional<Instant> submitted_at;
  std::optional<Confirmation> confirmation;  // the newest; may be voided
  std::optional<Instant> published_at;       // record time of publication
  std::optional<Instant> effective_at;       // when it goes live (the chosen moment, or published_at)
  std::optional<PersonId> published_by;
  std::vector<ChangeComment> comments;
  bool redacted = false;  // the content of every version is gone (redaction.h)
};

}  // namespace koujing
