#include "editor_api/http/multipart.h"

#include <algorithm>
#include <utility>

#include "editor_api/http/wire_text.h"

namespace koujing::http {
namespace {

constexpr std::size_t kMaxParts = 64;           // a notice comes with a handful of originals
constexpr std::size_t kMaxPartHead = 8 * 1024;  // a file name of 255 characters takes 2.3 KB when encoded
constexpr std::size_t kMaxBoundary = 70;        // RFC 2046 section 5.1.1

using Parameters = std::vector<std::pair<std::string, std::string>>;  // names in lower case

Refusal broken() {
  return Refusal{400,
                 {"表单数据不完整或格式不正确，请重新选择文件后再试。",
                  "The form data is incomplete or broken: choose the files again and retry."}};
}

// "form-data; name="file"; filename="a.docx"": the value, then its parameters. A backslash quotes only '"'
// and itself: browsers send file names like C:\a.docx unescaped.
std::string_view split_parameters(std::string_view text, Parameters& parameters) {
  const auto semicolon = std::min(text.find(';'), text.size());
  const std::string_view value = trimmed(text.substr(0, semicolon));
  text.remove_prefix(semicolon);
  while (!text.empty()) {
    text.remove_prefix(1);  // the semicolon
    const auto stop = std::min(text.find_first_of("=;"), text.size());
    std::string name = lower_case(trimmed(text.substr(0, stop)));
    text.remove_prefix(stop);
    std::string content;
    if (!text.empty() && text.front() == '=') {
      text.remove_prefix(1);
      text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
      if (!text.empty() && text.front() == '"') {
        std::size_t i = 1;
        for (; i < text.size() && text[i] != '"'; ++i) {
          const bool quotes =
              text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
          content += text[quotes ? ++i : i];
        }
        text.remove_prefix(std::min(i + 1, text.size()));
        text.remove_prefix(std::min(text.find(';'), text.size()));
      } else {
        const auto end = std::min(text.find(';'), text.size());
        content = trimmed(text.substr(0, end));
        text.remove_prefix(end);
      }
    }
    if (!name.empty()) parameters.emplace_back(std::move(name), std::move(content));
  }
  return value;
}

const std::string* find(const Parameters& parameters, std::string_view name) {
  for (const auto& [key, value] : parameters) {
    if (key == name) return &value;
  }
  return nullptr;
}

// Browsers encode just these three in a quoted name (HTML standard, multipart/form-data encoding).
std::string browser_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view code = text.substr(i, 3);
    if (code == "%22") {
      out += '"';
    } else if (equals_ignoring_case(code, "%0d")) {
      out += '\r';
    } else if (equals_ignoring_case(code, "%0a")) {
      out += '\n';
    } else {
      out += text[i];
      continue;
    }
    i += 2;
  }
  return out;
}

// The value of an RFC 5987 parameter: UTF-8''%E9%80%9A.docx
std::optional<std::string> extended_decoded(std::string_view text) {
  const auto charset_end = text.find('\'');
  if (charset_end == std::string_view::npos) return std::nullopt;
  const auto language_end = text.find('\'', charset_end + 1);
  if (language_end == std::string_view::npos) return std::nullopt;
  if (!equals_ignoring_case(text.substr(0, charset_end), "utf-8")) return std::nullopt;
  return percent_decoded(text.substr(language_end + 1), false);
}

bool is_name(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
         });
}

bool read_disposition(std::string_view value, Upload& upload) {
  Parameters parameters;
  if (!equals_ignoring_case(split_parameters(value, parameters), "form-data")) return false;
  const std::string* name = find(parameters, "name");
  if (name == nullptr) return false;
  upload.field = browser_decoded(*name);
  if (const std::string* plain = find(parameters, "filename")) upload.file_name = browser_decoded(*plain);
  if (const std::string* extended = find(parameters, "filename*")) {
    auto decoded = extended_decoded(*extended);
    if (!decoded) return false;
    upload.file_name = *std::move(decoded);
  }
  const auto directory_end = upload.file_name.find_last_of("/\\");
  if (directory_end != std::string::npos) upload.file_name.erase(0, directory_end + 1);
  return !upload.field.empty() && is_name(upload.field) && is_name(upload.file_name);
}

bool read_part_head(std::string_view head, Upload& upload) {
  bool named = false;
  while (!head.empty()) {
    const auto end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return false;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (equals_ignoring_case(name, "content-disposition")) {
      if (named || !read_disposition(value, upload)) return false;
      named = true;
    } else if (equals_ignoring_case(name, "content-type")) {
      if (!is_name(value)) return false;
      upload.media_type = value;
    }
  }
  return named;
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  Parameters parameters;
  if (!equals_ignoring_case(split_parameters(content_type, parameters), "multipart/form-data")) {
    return std::nullopt;
  }
  const std::string* boundary = find(parameters, "boundary");
  return boundary != nullptr && boundary->size() <= kMaxBoundary ? *boundary : std::string();
}

std::optional<Refusal> read_multipart(std::string_view body, std::string_view boundary,
                                      std::vector<Upload>& uploads) {
  if (boundary.empty()) return broken();
  const std::string delimiter = "\r\n--" + std::string(boundary);
  // The first delimiter may stand at the very beginning, without its line break; before it is preamble.
  const std::string_view opening = std::string_view(delimiter).substr(2);
  std::size_t at = 0;
  if (body.substr(0, opening.size()) == opening) {
    at = opening.size();
  } else {
    at = body.find(delimiter);
    if (at == std::string_view::npos) return broken();
    at += delimiter.size();
  }
  while (body.substr(at, 2) != "--") {
    if (body.substr(at, 2) != "\r\n" || uploads.size() == kMaxParts) return broken();
    at += 2;
    const auto head_end = body.substr(0, std::min(body.size(), at + kMaxPartHead)).find("\r\n\r\n", at);
    if (head_end == std::string_view::npos) return broken();
    const auto content = head_end + 4;
    // A part of no bytes shares its line break with the blank line.
    const auto end = body.find(delimiter, content - 2);
    if (end == std::string_view::npos) return broken();
    Upload upload;
    if (!read_part_head(body.substr(at, head_end - at), upload)) return broken();
    if (end > content) upload.content = body.substr(content, end - content);
    uploads.push_back(std::move(upload));
    at = end + delimiter.size();
  }
  return std::nullopt;
}

}  // namespace koujing::http
