// A department without an account confirms one change set, or answers one question, by a link: whoever holds
// it sees that set, its notice and originals, or that question and its entry, and nothing else, and decides
// once.
#pragma once

#include <optional>
#include <string>

#include "content/flow/flow.h"

namespace koujing {

struct ConfirmLinkForm {
  std::string name;                   // of who will confirm, 1..100 characters: stands in the confirmation
  std::string contact;                // how the link reaches them, 1..200 characters: stands in the journal
  std::optional<Instant> expires_at;  // absent: in 7 days; at most 30
};

struct NewConfirmLink {
  std::string secret;  // shown once; only its SHA-256 is kept
  PersonId person;     // made for it: of the set's department, without a password
  Instant expires_at;
};

// The set must wait for a confirmation (submitted, or published as an emergency). Whoever wrote a line of it
// cannot issue the link: "four_eyes". Errors: kInvalid "invalid_input"; kConflict "wrong_state".
Result<NewConfirmLink> issue_confirm_link(const Flow& flow, const Person& actor, ChangeId change,
                                          const ConfirmLinkForm& form);

// The question must wait for its department (routed). The link answers it or gives it back, once.
Result<NewConfirmLink> issue_answer_link(const Flow& flow, const Person& actor, QuestionId question,
                                         const ConfirmLinkForm& form);

}  // namespace koujing
