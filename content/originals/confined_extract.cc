#include "content/originals/confined_extract.h"

#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "content/originals/extraction_errors.h"
#include "content/originals/file_kinds.h"

namespace koujing {
namespace {

constexpr std::string_view kText = "text", kNoText = "no text", kRows = "rows";

// Kinds of error that reading can end with; any other one is a fault of ours.
constexpr std::pair<ErrorKind, std::string_view> kKinds[] = {{ErrorKind::kTooLarge, "too_large"},
                                                             {ErrorKind::kInvalid, "invalid"},
                                                             {ErrorKind::kUnsupported, "unsupported"},
                                                             {ErrorKind::kUnavailable, "unavailable"}};

std::string_view name_of(ErrorKind kind) {
  for (const auto& [known, name] : kKinds)
    if (known == kind) return name;
  return "unavailable";
}
ErrorKind kind_named(std::string_view name) {
  for (const auto& [kind, known] : kKinds)
    if (known == name) return kind;
  return ErrorKind::kUnavailable;
}

void add(std::string& frame, std::string_view field) {
  frame += std::to_string(field.size());
  frame += '\n';
  frame += field;
}

std::string frame_of(const Error& error, std::string_view media_type) {
  std::string frame;
  for (const std::string_view field : {kNoText, media_type, name_of(error.kind), std::string_view(error.code),
                                       std::string_view(error.message.zh), std::string_view(error.message.en),
                                       std::string_view(error.log_detail)})
    add(frame, field);
  return frame;
}

using Fields = std::vector<std::string>;

std::optional<Fields> fields_of(std::string_view frame) {
  Fields fields;
  while (!frame.empty()) {
    std::size_t size = 0;
    const auto end = std::from_chars(frame.data(), frame.data() + frame.size(), size);
    if (end.ec != std::errc() || end.ptr == frame.data() + frame.size() || *end.ptr != '\n')
      return std::nullopt;
    frame.remove_prefix(static_cast<std::size_t>(end.ptr - frame.data()) + 1);
    if (size > frame.size()) return std::nullopt;
    fields.emplace_back(frame.substr(0, size));
    frame.remove_prefix(size);
  }
  return fields;
}

std::optional<Error> error_in(const Fields& fields) {
  if (fields.size() != 7 || fields[0] != kNoText) return std::nullopt;
  return Error{kind_named(fields[2]), fields[3], {fields[4], fields[5]}, {}, fields[6]};
}

Error no_frame() { return original_damaged("the reader answered no frame"); }

Error took_too_long(std::string log_detail) {
  return {ErrorKind::kTooLarge,
          "original_takes_too_long",
          {"读取这个文件用的时间或内存太多，已停止；原件会原样保存。请另存为新文件或拆分后再上传一份。",
           "Reading this file took too much time or memory and was stopped; the original is kept. Save it as "
           "a new "
           "file, or split it, and upload that too."},
          {},
          std::move(log_detail)};
}

// The tools of these are confined by themselves.
bool has_its_own_tool(std::string_view bytes) {
  return bytes.starts_with("%PDF") || bytes.starts_with("\xD0\xCF\x11\xE0") || is_picture(bytes);
}

Error error_of(const ConfinedRun& run) {
  switch (run.end) {
    case ConfinedEnd::kOverLimit:
      return took_too_long(run.complaints);
    case ConfinedEnd::kNotInstalled:
      return {ErrorKind::kUnavailable,
              "extraction_unavailable",
              {"系统暂时无法启动文件读取程序，请稍后再试。",
               "The program that reads files cannot be started right now. Try again later."},
              {},
              "not found"};
    case ConfinedEnd::kCrashed:
    case ConfinedEnd::kExited:
      break;
  }
  return original_damaged("reader ended with " + std::to_string(run.exit_code) + ": " + run.complaints);
}

}  // namespace

Extraction extract_here(std::string_view bytes, std::string_view file_name) {
  return {sniff_media_type(bytes, file_name), extract_text(bytes, file_name)};
}

std::string frame_of(const Extraction& extraction) {
  if (!extraction.text) return frame_of(extraction.text.error(), extraction.media_type);
  std::string frame;
  for (const std::string_view field :
       {kText, std::string_view(extraction.media_type), std::string_view(extraction.text->title),
        std::string_view(extraction.text->markdown)})
    add(frame, field);
  return frame;
}

Extraction unframed(std::string_view frame) {
  const auto fields = fields_of(frame);
  if (fields && fields->size() == 4 && fields->at(0) == kText)
    return {fields->at(1), ExtractedText{fields->at(3), fields->at(1), fields->at(2)}};
  if (auto error = fields ? error_in(*fields) : std::nullopt) return {fields->at(1), *std::move(error)};
  return {std::string(media_type::kUnknown), no_frame()};
}

std::string frame_of_rows(const Result<std::vector<TableRow>>& rows) {
  if (!rows) return frame_of(rows.error(), media_type::kUnknown);
  std::string frame;
  add(frame, kRows);
  for (const TableRow& row : *rows) {
    std::string cells;
    for (const std::string& cell : row) add(cells, cell);
    add(frame, cells);
  }
  return frame;
}

Result<std::vector<TableRow>> unframed_rows(std::string_view frame) {
  const auto fields = fields_of(frame);
  if (!fields || fields->empty()) return no_frame();
  if (auto error = error_in(*fields)) return *std::move(error);
  if (fields->front() != kRows) return no_frame();
  std::vector<TableRow> rows;
  for (std::size_t i = 1; i < fields->size(); ++i) {
    auto cells = fields_of(fields->at(i));
    if (!cells) return no_frame();
    rows.push_back(*std::move(cells));
  }
  return rows;
}

namespace {

// What `koujing extract` with these arguments answers.
Result<std::string> answer_of(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                              std::string_view bytes, ConfinedLimits limits) {
  limits.readable = {program.string()};
  std::vector<std::string> command = {program.string(), "extract"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  KJ_TRY(ConfinedRun run, run_confined(command, bytes, limits));
  if (run.end != ConfinedEnd::kExited || run.exit_code != 0) return error_of(run);
  return std::move(run.output);
}

}  // namespace

Result<std::vector<TableRow>> rows_confined(const std::filesystem::path& program, std::string_view bytes,
                                            const ConfinedLimits& limits) {
  if (bytes.size() > kMaxOriginalBytes) return original_too_large();
  KJ_TRY(const std::string answer, answer_of(program, {"--rows"}, bytes, limits));
  return unframed_rows(answer);
}

Extraction extract_confined(const std::filesystem::path& program, std::string_view bytes,
                            std::string_view file_name, const ConfinedLimits& limits) {
  if (bytes.size() > kMaxOriginalBytes) return {std::string(media_type::kUnknown), original_too_large()};
  if (has_its_own_tool(bytes)) return extract_here(bytes, file_name);
  const auto answer = answer_of(program, {"--name", std::string(file_name)}, bytes, limits);
  if (!answer) return {std::string(media_type::kUnknown), answer.error()};
  return unframed(*answer);
}

}  // namespace koujing
