#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "content/originals/decode_text.h"
#include "content/originals/extract_text.h"
#include "content/originals/file_kinds.h"
#include "content/originals/zip_package.h"

namespace koujing {
namespace {

using namespace std::string_view_literals;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view zip_kind(std::string_view bytes) {
  for (const std::string& name : list_zip_members(bytes)) {
    if (name.starts_with("word/")) return media_type::kDocx;
    if (name.starts_with("xl/")) return media_type::kXlsx;
    if (name.starts_with("ppt/")) return media_type::kPptx;
  }
  return media_type::kZip;
}

// Old Office files and encrypted new ones are compound files; the directory names their streams in UTF-16.
std::string_view compound_kind(std::string_view bytes) {
  const auto has = [bytes](std::string_view ascii_name) {
    std::string wide;
    for (char c : ascii_name) {
      wide += c;
      wide += '\0';
    }
    return bytes.find(wide) != std::string_view::npos;
  };
  if (has("EncryptedPackage")) return media_type::kEncryptedOffice;
  if (has("WordDocument")) return media_type::kDoc;
  if (has("Workbook")) return media_type::kXls;
  if (has("PowerPoint Document")) return media_type::kPpt;
  return media_type::kCompound;
}

// The kinds that name themselves in their first bytes, and need no further look.
std::optional<std::string_view> first_bytes_kind(std::string_view bytes) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kMagic = {{
      {"\x89PNG\r\n\x1A\n"sv, "image/png"},
      {"\xFF\xD8\xFF"sv, "image/jpeg"},
      {"GIF87a"sv, "image/gif"},
      {"GIF89a"sv, "image/gif"},
      {"BM"sv, "image/bmp"},
      {"II*\0"sv, "image/tiff"},
      {"MM\0*"sv, "image/tiff"},
      {"{\\rtf"sv, "application/rtf"},
      {"\x1F\x8B"sv, "application/gzip"},
      {"7z\xBC\xAF\x27\x1C"sv, "application/x-7z-compressed"},
      {"Rar!\x1A\x07"sv, "application/vnd.rar"},
      {"ID3"sv, "audio/mpeg"},
      {"#!AMR"sv, "audio/amr"},
  }};
  if (bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return "image/webp";
  if (bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WAVE") return "audio/wav";
  for (const auto& [magic, kind] : kMagic) {
    const bool short_magic =
        magic.size() < 4;  // two letters can begin a text as well: then a NUL must follow soon
    if (bytes.starts_with(magic) &&
        (!short_magic || bytes.substr(0, 64).find('\0') != std::string_view::npos ||
         magic == "\xFF\xD8\xFF"sv)) {
      return kind;
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> magic_kind(std::string_view bytes) {
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return media_type::kPdf;
  if (bytes.starts_with("PK\x03\x04")) return zip_kind(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return compound_kind(bytes);
  return first_bytes_kind(bytes);
}

bool looks_like_html(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\f");
  if (begin == std::string_view::npos || text[begin] != '<') return false;
  const std::string head = lower(text.substr(begin, 2048));
  if (head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head") ||
      head.starts_with("<body") || head.starts_with("<meta ") || head.starts_with("<table")) {
    return true;
  }
  const bool prologue = head.starts_with("<?xml") || head.starts_with("<!--");
  return prologue && head.find("<html") != std::string::npos;
}

}  // namespace

std::string file_extension(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  return dot == std::string_view::npos ? std::string{} : lower(file_name.substr(dot + 1));
}

bool is_picture(std::string_view bytes) { return first_bytes_kind(bytes).value_or("").starts_with("image/"); }

std::string sniff_media_type(std::string_view bytes, std::string_view file_name) {
  if (const auto kind = magic_kind(bytes)) return std::string(*kind);
  const std::optional<std::string> text = decode_text(bytes);
  if (bytes.empty() || !text) return std::string(media_type::kUnknown);
  const std::string extension = file_extension(file_name);
  if (extension == "md" || extension == "markdown") return std::string(media_type::kMarkdown);
  if (extension == "csv") return std::string(media_type::kCsv);
  if (extension == "html" || extension == "htm" || looks_like_html(*text))
    return std::string(media_type::kHtml);
  if (extension == "json" || extension == "jsonl") return "application/json";
  return std::string(media_type::kPlain);
}

std::string ending_of_content(std::string_view media_type, std::string_view file_name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kEndings = {{
      {"docx", media_type::kDocx}, {"doc", media_type::kDoc},     {"xlsx", media_type::kXlsx},
      {"xls", media_type::kXls},   {"pptx", media_type::kPptx},   {"ppt", media_type::kPpt},
      {"pdf", media_type::kPdf},   {"zip", media_type::kZip},     {"html", media_type::kHtml},
      {"htm", media_type::kHtml},  {"md", media_type::kMarkdown}, {"markdown", media_type::kMarkdown},
      {"csv", media_type::kCsv},   {"txt", media_type::kPlain},   {"rtf", "application/rtf"},
      {"png", "image/png"},        {"jpg", "image/jpeg"},         {"jpeg", "image/jpeg"},
      {"gif", "image/gif"},        {"bmp", "image/bmp"},          {"tif", "image/tiff"},
      {"tiff", "image/tiff"},      {"webp", "image/webp"},        {"mp3", "audio/mpeg"},
      {"wav", "audio/wav"},
  }};
  const std::string extension = file_extension(file_name);
  const auto promised =
      std::ranges::find(kEndings, std::string_view(extension), &decltype(kEndings)::value_type::first);
  const auto found = std::ranges::find(kEndings, media_type, &decltype(kEndings)::value_type::second);
  if (promised == kEndings.end() || found == kEndings.end() || promised->second == media_type) return {};
  const bool office = extension == "doc" || extension == "docx" || extension == "xls" || extension == "xlsx";
  if (office && media_type == media_type::kHtml) return {};
  return std::string(found->first);
}

}  // namespace koujing
