// A file of what a command writes: whole or not at all.
#pragma once

#include <filesystem>
#include <fstream>
#include <ostream>
#include <streambuf>
#include <string>
#include <system_error>

#include "content/crypto/digest.h"
#include "content/model/result.h"

namespace koujing::door {

// Passes on to `out` what is written to it, and digests it.
class DigestingBuffer : public std::streambuf {
 public:
  explicit DigestingBuffer(std::ostream& out) : out_(out) {}
  std::string finish() { return digest_.finish(); }  // once; 64 hex digits

 protected:
  int_type overflow(int_type character) override {
    if (traits_type::eq_int_type(character, traits_type::eof())) return traits_type::not_eof(character);
    const char one = traits_type::to_char_type(character);
    return xsputn(&one, 1) == 1 ? character : traits_type::eof();
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    digest_.add({text, static_cast<std::size_t>(size)});
    out_.write(text, size);
    return out_ ? size : 0;
  }

 private:
  std::ostream& out_;
  Sha256 digest_;
};

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
