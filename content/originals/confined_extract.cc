#include "content/originals/confined_extract.h"

#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "content/originals/extraction_errors.h"
#include "content/originals/file_kinds.h"

namespace koujing {
namespace {

constexpr std::string_view kText = "text", kNoText = "no text";

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

std::optional<std::vector<std::string>> fields_of(std::string_view frame) {
  std::vector<std::string> fields;
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
  std::string frame;
  const auto fields = [&](std::initializer_list<std::string_view> list) {
    for (const std::string_view field : list) add(frame, field);
  };
  if (extraction.text) {
    fields({kText, extraction.media_type, extraction.text->title, extraction.text->markdown});
  } else {
    const Error& error = extraction.text.error();
    fields({kNoText, extraction.media_type, name_of(error.kind), error.code, error.message.zh,
            error.message.en, error.log_detail});
  }
  return frame;
}

Extraction unframed(std::string_view frame) {
  const auto fields = fields_of(frame);
  if (fields && fields->size() == 4 && fields->at(0) == kText)
    return {fields->at(1), ExtractedText{fields->at(3), fields->at(1), fields->at(2)}};
  if (fields && fields->size() == 7 && fields->at(0) == kNoText)
    return {
        fields->at(1),
        Error{kind_named(fields->at(2)), fields->at(3), {fields->at(4), fields->at(5)}, {}, fields->at(6)}};
  return {std::string(media_type::kUnknown), original_damaged("the reader answered no frame")};
}

Extraction extract_confined(const std::filesystem::path& program, std::string_view bytes,
                            std::string_view file_name, const ConfinedLimits& limits) {
  if (bytes.size() > kMaxOriginalBytes) return {std::string(media_type::kUnknown), original_too_large()};
  if (has_its_own_tool(bytes)) return extract_here(bytes, file_name);
  ConfinedLimits own = limits;
  own.readable = {program.string()};
  const auto run = run_confined({program.string(), "extract", "--name", std::string(file_name)}, bytes, own);
  if (!run) return {std::string(media_type::kUnknown), run.error()};
  if (run->end != ConfinedEnd::kExited || run->exit_code != 0)
    return {std::string(media_type::kUnknown), error_of(*run)};
  return unframed(run->output);
}

}  // namespace koujing
