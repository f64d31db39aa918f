// An absent director's delegate: who reviews notices meanwhile, from when to when.
#pragma once

#include <optional>
#include <string>

#include "content/flow/flow.h"

namespace koujing {

struct Delegation {
  PersonId from;         // who is absent
  PersonId to;           // who stands in
  Instant begins, ends;  // [begins, ends)
};

struct DelegationForm {
  std::string to_login;           // "" ends the delegation at once
  std::optional<Instant> begins;  // absent: now
  std::optional<Instant> ends;    // needed; at most 366 days after the beginning
};

// The delegation that this person gave last, if it is not over at `now`.
Result<std::optional<Delegation>> delegation_by(const Reading& reading, PersonId from, Instant now);

// The director for whom this person stands in at `now`; the one with the lowest number when there are
// several.
Result<std::optional<PersonId>> stands_in_for(const Reading& reading, PersonId person, Instant now);

// `actor` must be a director; the delegate a director, leader or editor who is not disabled. Replaces the one
// before. Errors: kInvalid "invalid_input".
Status delegate(const Flow& flow, const Person& actor, const DelegationForm& form);

}  // namespace koujing
