// A library that exists already, read from its files: JSONL, CSV and XLSX with a row an entry, and documents
// (Word, Markdown, HTML, PDF, text) with a file an entry.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/exchange/entry_exchange.h"

namespace koujing::door {

struct LibraryFiles {
  std::vector<std::filesystem::path> files;  // in byte order, without those whose name begins with a dot
  std::vector<std::string> missing;
};
LibraryFiles files_below(const std::vector<std::string>& paths);

Result<std::string> read_file(const std::filesystem::path& file);

struct LibraryRow {
  std::string where;  // file and line or row
  Result<ExchangeEntry> entry;
};

// Of a document: its heading, or else its name, is the title, its text the script (the body when it is longer
// than a script may be), the folders below that of `roots` which holds it its catalogue, its path there its
// id. Errors: kUnsupported "not_a_library"; those of the readers.
Result<std::vector<LibraryRow>> read_library(const std::filesystem::path& file,
                                             const std::vector<std::string>& roots,
                                             const ExchangeDefaults& defaults);

}  // namespace koujing::door
