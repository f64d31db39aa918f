#include "content/originals/zip_package.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "content/originals/extraction_errors.h"

namespace koujing {
namespace {

struct FreeArchive {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using ArchiveReader = std::unique_ptr<archive, FreeArchive>;

ArchiveReader open_zip(std::string_view bytes) {
  ArchiveReader reader(archive_read_new());
  // By the directory at the end only: a file that was cut off has none, and is not read in part.
  if (!reader || archive_read_support_format_zip_seekable(reader.get()) != ARCHIVE_OK ||
      archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return nullptr;
  }
  return reader;
}

std::string why(archive* reader) {
  const char* text = archive_error_string(reader);
  return text == nullptr ? "libarchive gave no reason" : text;
}

std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  std::string text = name == nullptr ? "" : name;
  for (char& c : text) {
    if (c == '\\') c = '/';  // some writers of docx on Windows
  }
  return text;
}

// One member, appended to `part`. `inflated` counts over all members.
Status inflate(archive* reader, std::string& part, std::size_t& inflated) {
  std::array<char, 64 * 1024> buffer{};
  const std::int64_t start = archive_filter_bytes(reader, -1);
  for (;;) {
    const la_ssize_t got = archive_read_data(reader, buffer.data(), buffer.size());
    if (got < 0) return original_damaged(why(reader));
    if (got == 0) return {};
    const auto count = static_cast<std::size_t>(got);
    inflated += count;
    if (inflated > kMaxInflatedBytes) return original_expands_too_far("more than 64 MB inflated");
    part.append(buffer.data(), count);
    const auto packed =
        static_cast<std::size_t>(std::max<std::int64_t>(1, archive_filter_bytes(reader, -1) - start));
    if (part.size() > kRatioCountsFrom && part.size() / kMaxInflationRatio > packed) {
      return original_expands_too_far("a member inflates more than a hundredfold");
    }
  }
}

}  // namespace

const std::string* ZipPackage::find(std::string_view name) const {
  const auto found = parts.find(name);
  return found == parts.end() ? nullptr : &found->second;
}

Result<ZipPackage> open_zip_package(std::string_view bytes) {
  const ArchiveReader reader = open_zip(bytes);
  if (!reader) return original_damaged("not a ZIP archive");
  ZipPackage package;
  std::size_t members = 0;
  std::size_t inflated = 0;
  archive_entry* entry = nullptr;
  for (int status; (status = archive_read_next_header(reader.get(), &entry)) != ARCHIVE_EOF;) {
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return original_damaged(why(reader.get()));
    if (++members > kMaxPackageMembers) return original_expands_too_far("more than 2,000 members");
    const std::string name = name_of(entry);
    if (!name.ends_with(".xml") && !name.ends_with(".rels")) continue;
    if (archive_entry_is_encrypted(entry) != 0) return original_damaged("encrypted member");
    auto [at, is_new] = package.parts.try_emplace(name);
    if (!is_new) return original_damaged("two members of one name");
    KJ_DO(inflate(reader.get(), at->second, inflated));
  }
  if (members == 0) return original_damaged("no member in the archive");
  return package;
}

std::vector<std::string> list_zip_members(std::string_view bytes) {
  std::vector<std::string> names;
  const ArchiveReader reader = open_zip(bytes);
  if (!reader) return names;
  archive_entry* entry = nullptr;
  while (names.size() < kMaxPackageMembers) {
    const int status = archive_read_next_header(reader.get(), &entry);
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) break;
    names.push_back(name_of(entry));
  }
  return names;
}

}  // namespace koujing
