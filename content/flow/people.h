// People, departments, libraries and API tokens, each change with its journal record.
#pragma once

#include "content/flow/flow.h"

namespace koujing {

// `actor` absent: the system, when a data directory is made or from the command line of its owner.
Result<PersonId> add_person(const Flow& flow, const Person* actor, const Person& person,
                            const std::string& password);
Result<PersonId> save_person(const Flow& flow, const Person* actor, const Person& person);  // not the login
Result<PersonId> set_password(const Flow& flow, const Person* actor, PersonId person,
                              const std::string& password);
Status add_department(const Flow& flow, const Person* actor, const Department& department);
Status add_library(const Flow& flow, const Person* actor, const std::string& name);

// The same inside a transaction that makes more than this. Names are within the limits already.
Status make_department(Writing& writing, const Person* actor, const Department& department);
Status make_library(Writing& writing, const Person* actor, const std::string& name);

struct NewToken {
  std::int64_t id = 0;
  std::string secret;  // shown once; only its SHA-256 is kept
};
// The token acts as `person`.
Result<NewToken> add_token(const Flow& flow, const Person* actor, PersonId person, const std::string& label);
Status revoke_token(const Flow& flow, const Person* actor, std::int64_t token);

// A password: 8..1024 bytes, not among the few hundred that everybody tries first, not the login name.
Status check_password(const std::string& password, const std::string& login);

}  // namespace koujing
