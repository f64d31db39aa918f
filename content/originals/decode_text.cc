#include "content/originals/decode_text.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>

#include "content/markdown/code_points.h"

namespace koujing {
namespace {

class Converter {
 public:
  explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
  ~Converter() {
    if (valid()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  std::optional<std::string> convert(std::string_view bytes) {
    std::string out(bytes.size() * 2 + 16, '\0');
    std::size_t written = 0;
    char* in = const_cast<char*>(bytes.data());  // iconv does not write to its input
    std::size_t left = bytes.size();
    while (left > 0) {
      char* to = out.data() + written;
      std::size_t room = out.size() - written;
      const std::size_t result = iconv(handle_, &in, &left, &to, &room);
      written = out.size() - room;
      if (result != static_cast<std::size_t>(-1)) break;
      if (errno != E2BIG) return std::nullopt;
      out.resize(out.size() * 2);
    }
    out.resize(written);
    return out;
  }

 private:
  iconv_t handle_;
};

// Tab, line ends and form feed are text; so is the Ctrl-Z with which DOS ended files.
bool has_control_bytes(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\x1A';
  });
}

std::optional<std::string> only_text(std::optional<std::string> decoded) {
  if (decoded && has_control_bytes(*decoded)) decoded.reset();
  return decoded;
}

}  // namespace

std::optional<std::string> decode_from(std::string_view bytes, const std::string& encoding) {
  Converter converter(encoding);
  if (!converter.valid()) return std::nullopt;
  return converter.convert(bytes);
}

std::optional<std::string> decode_text(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return only_text(decode_from(bytes.substr(2), "UTF-16LE"));
  if (bytes.starts_with("\xFE\xFF")) return only_text(decode_from(bytes.substr(2), "UTF-16BE"));
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (has_control_bytes(bytes)) return std::nullopt;
  if (is_valid_utf8(bytes)) return std::string(bytes);
  return only_text(decode_from(bytes, "GB18030"));
}

}  // namespace koujing
