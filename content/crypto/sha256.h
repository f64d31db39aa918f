// SHA-256 as 32 bytes. OpenSSL's, which uses the instructions that processors have for it: the journal is
// hashed by the million, and libsodium's portable one takes four times as long.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace koujing {

inline constexpr std::size_t kSha256Bytes = 32;
using Sha256Bytes = std::array<unsigned char, kSha256Bytes>;

// Of all parts, one behind the other. Any thread. Throws std::runtime_error when OpenSSL refuses (out of
// memory).
Sha256Bytes sha256_bytes(std::initializer_list<std::string_view> parts);

// For bytes that arrive in pieces. One use: finish() ends it.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream& other);  // goes on from what the other has read
  Sha256Stream& operator=(const Sha256Stream& other);
  void begin();  // anew
  void add(std::string_view bytes);
  Sha256Bytes finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace koujing
