// The rows of one file come in: published as signed imports, a transaction for each 500 entries, so that an
// import that was stopped goes on at the next one when it is run again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "content/crypto/secret.h"
#include "content/flow/flow.h"
#include "editor_api/imports/check_import.h"
#include "editor_api/imports/read_library.h"

namespace koujing::door {

struct ImportTally {
  std::size_t added = 0, revised = 0, unchanged = 0;  // revisions
  std::size_t titled = 0;                             // titles made from the text
  std::vector<ImportFault> refused;
};

// Code of a department by code or name; made under its own name when it is new.
Result<DepartmentCode> department_of(const Flow& flow, const Person& by, const std::string& name);

// Adds to the tally. Rows at fault are refused, the others come in. `progress` (rows done) may be empty.
// Errors: those of the store; what was committed before stays.
Status import_library(const Flow& flow, const Person& by, const SigningKey& key, const std::string& file,
                      LibraryRows rows, ImportTally& tally,
                      const std::function<void(std::size_t done)>& progress = {});

}  // namespace koujing::door
