// A library that exists already, read from its files: JSONL, CSV and XLSX with a row an entry, and documents
// (Word, Markdown, HTML, PDF, text) with a file an entry.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "content/exchange/entry_exchange.h"
#include "content/originals/confined_extract.h"

namespace koujing::door {

struct LibraryFile {
  std::string name;  // as reports call it
  std::string place;  // where it lies below the folder that it came with ("宽带/办理/移机.md"), or its name
};

// How text and sheets are read: in a confined child for what came over the network.
struct FileReaders {
  std::function<Extraction(std::string_view bytes, std::string_view file_name)> text;
  std::function<Result<std::vector<TableRow>>(std::string_view bytes)> sheet;
};
FileReaders readers_here();  // in this very process: for files of whoever runs the command

struct LibraryRow {
  std::size_t row = 0;  // line or row, the first is 1; 0 for a file that is one entry
  Result<ExchangeEntry> entry;
};

struct LibraryRows {
  std::vector<LibraryRow> rows;
  std::vector<std::string> left_out;  // columns of which nothing is read
};

// Of a document: its heading, or else its name, is the title, its text the script (the body when it is longer
// than a script may be), the folders of its place its catalogue, its place its id. Errors: kUnsupported
// "not_a_library"; those of the readers.
Result<LibraryRows> read_library(const LibraryFile& file, const std::string& bytes,
                                 const FileReaders& readers, const ExchangeDefaults& defaults);

// On disk.
struct FoundFile {
  std::filesystem::path path;
  LibraryFile file;  // its name is the path
};
struct FoundFiles {
  std::vector<FoundFile> files;  // in byte order, without those whose name begins with a dot
  std::vector<std::string> missing;
};
FoundFiles files_below(const std::vector<std::string>& paths);

Result<std::string> read_file(const std::filesystem::path& file);
std::string lower_ending(const std::filesystem::path& file);  // ".docx" of 通知.DOCX

}  // namespace koujing::door
