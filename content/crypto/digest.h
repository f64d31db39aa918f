// SHA-256 (sha256.h) in the one spelling used everywhere: 64 lower-case hex digits.
#pragma once

#include <string>
#include <string_view>

#include "content/crypto/sha256.h"

namespace koujing {

std::string sha256_hex(std::string_view bytes);
std::string hex_of(std::string_view bytes);  // lower case
bool is_sha256_hex(std::string_view text);

// For bytes that arrive in pieces. One use: finish() ends it; a copy goes on from what was read.
class Sha256 {
 public:
  void add(std::string_view bytes) { stream_.add(bytes); }
  std::string finish();

 private:
  Sha256Stream stream_;
};

}  // namespace koujing
