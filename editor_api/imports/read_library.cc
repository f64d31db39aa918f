#include "editor_api/imports/read_library.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "content/exchange/library_csv.h"
#include "content/model/text_rules.h"
#include "content/originals/extract_text.h"
#include "search/text/encoding.h"
#include "search/text/utf8.h"

namespace koujing::door {
namespace {

constexpr std::size_t kLongestTitle = 200, kLongestScript = 20'000;  // characters, as text_rules.h has them

std::vector<LibraryRow> read_lines(const std::string& bytes, const ExchangeDefaults& defaults) {
  std::vector<LibraryRow> rows;
  std::size_t begin = 0, number = 0;
  while (begin < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line(bytes.data() + begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \r\t") == std::string_view::npos) continue;
    rows.push_back({number, entry_from_line(line, defaults)});
  }
  return rows;
}

Result<ExchangeEntry> entry_from_document(const std::string& bytes, const LibraryFile& file,
                                          const FileReaders& readers, const ExchangeDefaults& defaults) {
  const std::filesystem::path place(file.place);
  Extraction extraction = readers.text(bytes, place.filename().string());
  KJ_TRY(ExtractedText read, std::move(extraction.text));
  EntryText text;
  text.external_id = place.generic_string();
  std::string title = read.title.empty() ? place.stem().string() : read.title;
  std::replace(title.begin(), title.end(), '\n', ' ');
  text.title = search::first_characters(title, kLongestTitle);
  text.library = defaults.library;
  text.department.value = defaults.department;
  text.catalogue = place.parent_path().generic_string();
  text.validity.from = Instant::always();
  (characters_in(read.markdown) > kLongestScript ? text.body : text.script) = std::move(read.markdown);
  if (auto faults = faults_of(text, "", false); !faults.empty()) return invalid_input(std::move(faults));
  ExchangeEntry entry;
  entry.revisions.push_back(std::move(text));
  return entry;
}

bool is_document(const std::string& ending) {
  static constexpr std::string_view kEndings[] = {".docx", ".doc", ".md",  ".markdown",
                                                  ".html", ".htm", ".pdf", ".txt"};
  return std::find(std::begin(kEndings), std::end(kEndings), ending) != std::end(kEndings);
}

// Where the file lies below the given folder that holds it: only its name for a file that was named itself.
std::string place_of(const std::filesystem::path& file, const std::string& root) {
  std::error_code ec;
  if (!std::filesystem::is_directory(root, ec)) return file.filename().string();
  return file.lexically_relative(root).generic_string();
}

}  // namespace

std::string lower_ending(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

FileReaders readers_here() { return {extract_here, read_xlsx}; }

FoundFiles files_below(const std::vector<std::string>& paths) {
  FoundFiles found;
  const auto take = [&](const std::filesystem::path& file, const std::string& root) {
    found.files.push_back({file, {file.string(), place_of(file, root)}});
  };
  for (const std::string& path : paths) {
    std::error_code ec;
    if (std::filesystem::is_directory(path, ec)) {
      for (std::filesystem::recursive_directory_iterator it(path, ec), end; !ec && it != end;
           it.increment(ec))
        if (it->is_regular_file(ec) && !it->path().filename().string().starts_with(".")) take(*it, path);
    } else if (std::filesystem::is_regular_file(path, ec)) {
      take(path, path);
    } else {
      found.missing.push_back(path);
    }
  }
  std::sort(found.files.begin(), found.files.end(),
            [](const FoundFile& a, const FoundFile& b) { return a.path < b.path; });
  return found;
}

Result<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorKind::kUnavailable, "unreadable", {"无法读取", "cannot be read"}};
  return std::string((std::istreambuf_iterator<char>(in)), {});
}

Result<LibraryRows> read_library(const LibraryFile& file, const std::string& bytes,
                                 const FileReaders& readers, const ExchangeDefaults& defaults) {
  const std::string ending = lower_ending(file.place);
  if (ending == ".jsonl" || ending == ".json" || ending == ".ndjson")
    return LibraryRows{read_lines(bytes, defaults), {}};
  LibraryRows read;
  if (is_document(ending)) {
    read.rows.push_back({0, entry_from_document(bytes, file, readers, defaults)});
    return read;
  }
  std::vector<TableRow> table;
  if (ending == ".csv") {
    const std::string text = search::decode_to_utf8(bytes);
    KJ_TRY(table, library_from_csv(text));
  } else if (ending == ".xlsx") {
    KJ_TRY(table, readers.sheet(bytes));
  } else {
    return Error{ErrorKind::kUnsupported,
                 "not_a_library",
                 {"条目只能从 JSONL、CSV、XLSX、Word、Markdown、HTML、PDF 或文本导入",
                  "entries come as JSONL, CSV, XLSX, Word, Markdown, HTML, PDF or text"}};
  }
  if (table.empty()) return read;
  for (const std::string& column : table[0])
    if (!column.empty() && field_of_column(column).empty()) read.left_out.push_back(column);
  for (std::size_t i = 1; i < table.size(); ++i)
    if (std::any_of(table[i].begin(), table[i].end(), [](const std::string& cell) { return !cell.empty(); }))
      read.rows.push_back({i + 1, entry_from_row(table[0], table[i], defaults)});
  return read;
}

}  // namespace koujing::door
