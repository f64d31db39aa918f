// Passwords (Argon2id), random tokens and signatures (Ed25519), all by libsodium.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "content/model/result.h"

namespace koujing {

// 32 random bytes as 64 hex digits: session ids, API tokens, search ids.
std::string random_token();

// `words` groups that a person can type: "k7f2-9xqm-4tza-…" of an alphabet without look-alikes; 20 bits a
// group.
std::string random_password(int words = 4);

// Argon2id with libsodium's INTERACTIVE limits (64 MiB, 2 passes: OWASP's floor is 19 MiB). At most two
// hashings run at once and two more wait, so that a shift that signs in together needs 128 MiB and not 64
// GiB, and whoever floods the sign-in never holds more than four threads. Errors: kUnavailable "no_memory";
// kThrottled "sign_in_busy".
Result<std::string> hash_password(std::string_view password);
// Errors as hash_password; false for a wrong password or a string that is no hash.
Result<bool> password_matches(std::string_view password, const std::string& hash);

// The site's signing key, made on first use in `directory` (mode 0600). Errors: kUnavailable
// "key_unreadable".
class SigningKey {
 public:
  static Result<SigningKey> open_or_make(const std::filesystem::path& directory);
  std::string sign(std::string_view message) const;              // 128 hex digits
  const std::string& public_key() const { return public_key_; }  // 64 hex digits

 private:
  SigningKey() = default;
  std::string secret_;  // raw bytes
  std::string public_key_;
};

bool signature_holds(std::string_view message, const std::string& signature_hex,
                     const std::string& public_key_hex);

}  // namespace koujing
