// A file of what a command writes: whole or not at all.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "content/model/result.h"

namespace koujing::door {

// Gives what `write(stream)` gives, a Result. What was in `file` stays until the new one is complete; a
// failure leaves nothing beside it. A path that is no plain file (/dev/stdout, a pipe) is written to
// directly. Errors: those of write(); kUnavailable "unwritable".
template <class Write>
auto write_file(const std::string& file, const Write& write)
    -> decltype(write(std::declval<std::ostream&>())) {
  std::error_code failed;
  const auto there = std::filesystem::status(file, failed);
  const bool plain = !std::filesystem::exists(there) || std::filesystem::is_regular_file(there);
  const std::string making = plain ? file + ".making" : file;
  std::ofstream out(making, std::ios::binary);
  if (!out) return Error{ErrorKind::kUnavailable, "unwritable", {"无法写入 " + file, "cannot write " + file}};
  auto written = write(out);
  out.close();
  failed.clear();
  if (written && out && plain) std::filesystem::rename(making, file, failed);
  if (written && out && !failed) return written;
  if (plain) {
    std::error_code ignored;
    std::filesystem::remove(making, ignored);
  }
  if (!written) return written;
  return Error{ErrorKind::kUnavailable,
               "unwritable",
               {"写入 " + file + " 失败，磁盘可能已满", "writing " + file + " failed; the disk may be full"}};
}

}  // namespace koujing::door
