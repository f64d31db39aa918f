// The emergency door in one step (应急公告), and acknowledgement.
#pragma once

#include "content/flow/flow.h"

namespace koujing {

struct BulletinForm {
  std::string title, text;
  std::string script;  // "" for a bulletin without an answer
  std::vector<std::string> questions;
  std::optional<DepartmentCode> department;  // who must confirm; required with a script
  Scope scope;
  std::string library;               // of the answer
  std::optional<Instant> pinned_to;  // 24 hours when absent
};

// With a script: a notice, a change set and an unconfirmed answer are made and published in the same
// transaction, and wait for the department's confirmation.
Result<BulletinId> post_bulletin(const Flow& flow, const Person& actor, const BulletinForm& form);

// What the journal has of a bulletin: SHA-256 of the canonical JSON of "text" and "title".
std::string bulletin_digest(const std::string& title, const std::string& text);

// A second time changes nothing and writes nothing.
Status acknowledge_bulletin(const Flow& flow, const Person& actor, BulletinId bulletin);

}  // namespace koujing
