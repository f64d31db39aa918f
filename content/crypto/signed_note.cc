#include "content/crypto/signed_note.h"

#include <sodium.h>

#include <vector>

#include "content/crypto/base64.h"
#include "content/crypto/digest.h"

namespace koujing {
namespace {

constexpr std::string_view kDash = "\u2014 ";
constexpr char kEd25519 = 1;
constexpr std::size_t kKeyId = 4;

std::string bytes_of_hex(const std::string& text) {
  std::string bytes(text.size() / 2, '\0');
  std::size_t size = 0;
  if (sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(),
                     nullptr, &size, nullptr) != 0)
    size = 0;
  bytes.resize(size);
  return bytes;
}

std::string key_id(std::string_view name, const std::string& public_key) {
  return bytes_of_hex(sha256_hex(std::string(name) + "\n" + kEd25519 + public_key)).substr(0, kKeyId);
}

Error not_a_note(const std::string& why) {
  return {
      ErrorKind::kMalformed, "not_a_note", {"这不是签名文本：" + why, "this is not a signed note: " + why}};
}

}  // namespace

std::string sign_note(std::string_view text, std::string_view name, const SigningKey& key) {
  const std::string signature = key_id(name, bytes_of_hex(key.public_key())) + bytes_of_hex(key.sign(text));
  return std::string(text) + "\n" + std::string(kDash) + std::string(name) + " " + base64(signature) + "\n";
}

Result<std::string> open_note(std::string_view note, std::string_view name,
                              const std::string& public_key_hex) {
  const std::size_t end = note.rfind("\n\n");
  if (end == std::string_view::npos) return not_a_note("it has no signatures");
  const std::string_view text = note.substr(0, end + 1);
  std::string_view rest = note.substr(end + 2);
  if (rest.empty() || rest.back() != '\n') return not_a_note("its last line is cut off");
  const std::string id = key_id(name, bytes_of_hex(public_key_hex));
  bool borne = false;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    const std::size_t blank = line.rfind(' ');
    if (!line.starts_with(kDash) || blank == std::string_view::npos || blank < kDash.size())
      return not_a_note("a line behind the text is no signature");
    const std::optional<std::string> bytes = base64_bytes(line.substr(blank + 1));
    if (!bytes || bytes->size() <= kKeyId) return not_a_note("a signature is not in base64");
    if (line.substr(kDash.size(), blank - kDash.size()) != name || !bytes->starts_with(id)) continue;
    borne = true;
    const std::string signature = bytes->substr(kKeyId);
    if (signature_holds(text, hex_of(signature), public_key_hex)) return std::string(text);
  }
  if (borne)
    return Error{ErrorKind::kInvalid, "bad_signature", {"签名不成立", "the signature does not hold"}};
  return Error{
      ErrorKind::kInvalid, "unsigned_note", {"没有这把密钥的签名", "it bears no signature of this key"}};
}

std::string verifier_key(std::string_view name, const std::string& public_key_hex) {
  const std::string key = bytes_of_hex(public_key_hex);
  return std::string(name) + "+" + hex_of(key_id(name, key)) + "+" + base64(kEd25519 + key);
}

}  // namespace koujing
