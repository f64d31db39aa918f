#include "editor_api/commands/read_library.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "content/exchange/library_csv.h"
#include "content/model/text_rules.h"
#include "content/originals/extract_text.h"
#include "search/text/encoding.h"

namespace koujing::door {
namespace {

constexpr std::size_t kLongestTitle = 200, kLongestScript = 20'000;  // characters, as text_rules.h has them

std::string lower_ending(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

std::vector<LibraryRow> read_lines(const std::string& bytes, const std::string& name,
                                   const ExchangeDefaults& defaults) {
  std::vector<LibraryRow> rows;
  std::size_t begin = 0, number = 0;
  while (begin < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line(bytes.data() + begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \r\t") == std::string_view::npos) continue;
    rows.push_back({name + ":" + std::to_string(number), entry_from_line(line, defaults)});
  }
  return rows;
}

// Where the file lies below the given folder that holds it: only its name for a file that was named itself.
std::filesystem::path place_of(const std::filesystem::path& file, const std::vector<std::string>& roots) {
  std::error_code ec;
  for (const std::string& root : roots) {
    if (!std::filesystem::is_directory(root, ec)) continue;
    const auto place = file.lexically_relative(root);
    if (!place.empty() && *place.begin() != "..") return place;
  }
  return file.filename();
}

std::string first_characters_of(std::string text, std::size_t most) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (characters_in(text) > most) {
    do text.pop_back();
    while (!text.empty() && !is_clean_text(text));
  }
  return text;
}

Result<ExchangeEntry> entry_from_document(const std::string& bytes, const std::filesystem::path& file,
                                          const std::filesystem::path& place,
                                          const ExchangeDefaults& defaults) {
  KJ_TRY(ExtractedText read, extract_text(bytes, file.filename().string()));
  EntryText text;
  text.external_id = place.generic_string();
  text.title = first_characters_of(read.title.empty() ? file.stem().string() : read.title, kLongestTitle);
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

}  // namespace

LibraryFiles files_below(const std::vector<std::string>& paths) {
  LibraryFiles found;
  for (const std::string& path : paths) {
    std::error_code ec;
    if (std::filesystem::is_directory(path, ec)) {
      for (std::filesystem::recursive_directory_iterator it(path, ec), end; !ec && it != end;
           it.increment(ec))
        if (it->is_regular_file(ec) && !it->path().filename().string().starts_with("."))
          found.files.push_back(it->path());
    } else if (std::filesystem::is_regular_file(path, ec)) {
      found.files.emplace_back(path);
    } else {
      found.missing.push_back(path);
    }
  }
  std::sort(found.files.begin(), found.files.end());
  return found;
}

Result<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorKind::kUnavailable, "unreadable", {"无法读取", "cannot be read"}};
  return std::string((std::istreambuf_iterator<char>(in)), {});
}

Result<std::vector<LibraryRow>> read_library(const std::filesystem::path& file,
                                             const std::vector<std::string>& roots,
                                             const ExchangeDefaults& defaults) {
  KJ_TRY(const std::string bytes, read_file(file));
  const std::string ending = lower_ending(file), name = file.string();
  if (ending == ".jsonl" || ending == ".json" || ending == ".ndjson")
    return read_lines(bytes, name, defaults);
  std::vector<LibraryRow> rows;
  if (is_document(ending)) {
    rows.push_back({name, entry_from_document(bytes, file, place_of(file, roots), defaults)});
    return rows;
  }
  std::vector<TableRow> table;
  if (ending == ".csv") {
    const std::string text = search::decode_to_utf8(bytes);
    KJ_TRY(table, library_from_csv(text));
  } else if (ending == ".xlsx") {
    KJ_TRY(table, read_xlsx(bytes));
  } else {
    return Error{ErrorKind::kUnsupported,
                 "not_a_library",
                 {"条目只能从 JSONL、CSV、XLSX、Word、Markdown、HTML、PDF 或文本导入",
                  "entries come as JSONL, CSV, XLSX, Word, Markdown, HTML, PDF or text"}};
  }
  for (std::size_t i = 1; i < table.size(); ++i)
    if (std::any_of(table[i].begin(), table[i].end(), [](const std::string& cell) { return !cell.empty(); }))
      rows.push_back({name + ":" + std::to_string(i + 1), entry_from_row(table[0], table[i], defaults)});
  return rows;
}

}  // namespace koujing::door
