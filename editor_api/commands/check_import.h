// What an import would do, without doing it.
#pragma once

#include <string>
#include <vector>

#include "content/store/store.h"
#include "editor_api/commands/read_library.h"

namespace koujing::door {

struct ImportFault {
  std::string where;   // file and row
  std::string column;  // field of the exchange format; "" for the row as a whole
  std::string why;
};

struct ImportCheck {
  std::size_t add = 0, revise = 0, same = 0;                // entries
  std::vector<ImportFault> faults;                          // rows that would be refused, each column of them
  std::vector<ImportFault> notes;                           // what will be taken and should be looked at
  std::vector<std::string> new_departments, new_libraries;  // that would be made, in byte order
};

// Errors: those of the store. Files that cannot be read are faults.
Result<ImportCheck> check_import(const Reading& reading, const std::vector<std::string>& paths,
                                 const ExchangeDefaults& defaults);

}  // namespace koujing::door
