// SHA-256 (sha256.h) in the one spelling used everywhere: 64 lower-case hex digits.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace koujing {

std::string sha256_hex(std::string_view bytes);
std::string hex_of(std::string_view bytes);  // lower case
bool is_sha256_hex(std::string_view text);

// For bytes that arrive in pieces. One use: finish() ends it.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256& other);  // goes on from what the other has read
  Sha256& operator=(const Sha256& other);
  void add(std::string_view bytes);
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace koujing
