// The media types that extraction tells apart, and file name endings.
#pragma once

#include <string>
#include <string_view>

namespace koujing {

namespace media_type {
inline constexpr std::string_view kDocx =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr std::string_view kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view kPptx =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation";
inline constexpr std::string_view kDoc = "application/msword";
inline constexpr std::string_view kXls = "application/vnd.ms-excel";
inline constexpr std::string_view kPpt = "application/vnd.ms-powerpoint";
inline constexpr std::string_view kCompound = "application/x-ole-storage";
inline constexpr std::string_view kEncryptedOffice = "application/x-encrypted-office";
inline constexpr std::string_view kPdf = "application/pdf";
inline constexpr std::string_view kZip = "application/zip";
inline constexpr std::string_view kHtml = "text/html";
inline constexpr std::string_view kMarkdown = "text/markdown";
inline constexpr std::string_view kCsv = "text/csv";
inline constexpr std::string_view kPlain = "text/plain";
inline constexpr std::string_view kUnknown = "application/octet-stream";
}  // namespace media_type

std::string file_extension(std::string_view file_name);  // in lower case without the dot; "" for none

}  // namespace koujing
