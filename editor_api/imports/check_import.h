// What an import would do, without doing it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "content/store/store.h"
#include "editor_api/imports/read_library.h"

namespace koujing::door {

struct ImportFault {
  std::string file;
  std::size_t row = 0;  // line or row, the first is 1; 0 for the file as a whole
  std::string column;   // field of the exchange format; "" for the row as a whole
  Message why;

  std::string where() const { return row == 0 ? file : file + ":" + std::to_string(row); }
};
// Each field at fault in a line of its own.
std::vector<ImportFault> faults_of(const std::string& file, std::size_t row, const Error& error);
std::size_t rows_at_fault(const std::vector<ImportFault>& faults);  // those of one row follow each other

Message title_twice();  // in a sheet without numbers

struct ImportCheck {
  std::size_t add = 0, revise = 0, same = 0;                // entries
  std::vector<ImportFault> faults;                          // rows that would be refused, each column of them
  std::vector<ImportFault> notes;                           // what will be taken and should be looked at
  std::vector<std::string> new_departments, new_libraries;  // that would be made, in byte order
};

// Looks at one file after the other. Of one thread.
class ImportChecker {
 public:
  ImportChecker(const Reading& reading, Instant now) : reading_(reading), now_(now) {}

  void refuse(std::vector<ImportFault> faults);  // files that cannot be read
  // Errors: those of the store.
  Status look_at(const std::string& file, const LibraryRows& rows);
  ImportCheck finish();

 private:
  struct At {
    const std::string& file;
    std::size_t row;
  };
  Status look_at(const At& at, const ExchangeEntry& entry);
  Status count(const At& at, const EntryText& text);
  void note(const At& at, const std::string& column, Message why);

  const Reading& reading_;
  const Instant now_;
  std::vector<std::string> libraries_;
  ImportCheck check_;
  std::map<std::string, std::string> titles_;  // to where they stand first
  std::set<std::string> ids_, new_departments_, new_libraries_;
};

}  // namespace koujing::door
