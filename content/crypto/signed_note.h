// Texts with signatures in the format of C2SP signed-note (https://c2sp.org/signed-note), Ed25519 alone:
//
//     TEXT (lines, each with its line feed)
//     (an empty line)
//     — NAME BASE64(key id (4 bytes) || signature (64 bytes))
//
// The key id is the first four bytes of SHA-256(NAME || 0x0A || 0x01 || public key). Other programs know a
// key as NAME+KEYID+BASE64(0x01 || public key). Lines of other signers, such as witnesses, are passed over.
#pragma once

#include <string>
#include <string_view>

#include "content/crypto/secret.h"

namespace koujing {

// Preconditions: `text` is not empty, ends with a line feed and has no empty line at its end; `name` has
// neither blanks nor '+'.
std::string sign_note(std::string_view text, std::string_view name, const SigningKey& key);

// The text, when a signature of that name and key holds. Errors: kMalformed "not_a_note"; kInvalid
// "unsigned_note" when it bears no signature of that key, "bad_signature" when it bears one that does not
// hold.
Result<std::string> open_note(std::string_view note, std::string_view name,
                              const std::string& public_key_hex);

// How programs for transparency logs are told the key.
std::string verifier_key(std::string_view name, const std::string& public_key_hex);

}  // namespace koujing
