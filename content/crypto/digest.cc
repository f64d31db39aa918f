#include "content/crypto/digest.h"

#include <sodium.h>

namespace koujing {
namespace {

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::string hex_of(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
  text.pop_back();
  return text;
}

namespace {

std::string hex_of_digest(const Sha256Bytes& digest) {
  return hex_of({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

std::string Sha256::finish() { return hex_of_digest(stream_.finish()); }

std::string sha256_hex(std::string_view bytes) { return hex_of_digest(sha256_bytes({bytes})); }

bool is_sha256_hex(std::string_view text) {
  if (text.size() != 64) return false;
  for (const char c : text)
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  return true;
}

}  // namespace koujing
