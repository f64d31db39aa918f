#include "content/crypto/secret.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <mutex>
#include <semaphore>

#include "content/crypto/digest.h"

namespace koujing {
namespace {

// sodium_init is safe to call again; it must run before anything random.
void ready() {
  static const bool once = sodium_init() >= 0;
  (void)once;
}

// Two hash, two more wait; a fifth caller is turned away at once.
std::counting_semaphore<4>& room() {
  static std::counting_semaphore<4> places(4);
  return places;
}

std::counting_semaphore<2>& hashing_slots() {
  static std::counting_semaphore<2> slots(2);
  return slots;
}

class Slot {
 public:
  Slot() : entered_(room().try_acquire()) {
    if (entered_) hashing_slots().acquire();
  }
  ~Slot() {
    if (!entered_) return;
    hashing_slots().release();
    room().release();
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  bool entered() const { return entered_; }

 private:
  const bool entered_;
};

Error sign_in_busy() {
  return {
      ErrorKind::kThrottled,
      "sign_in_busy",
      {"同时登录的人太多，请过一两秒再试", "too many are signing in at once; try again in a second or two"}};
}

std::string hex(const unsigned char* bytes, std::size_t size) {
  return hex_of({reinterpret_cast<const char*>(bytes), size});
}

Error key_unreadable(const std::string& detail) {
  return {ErrorKind::kUnavailable,
          "key_unreadable",
          {"签名密钥无法读取或写入，请检查数据目录 keys/ 的权限",
           "the signing key cannot be read or written; check the rights on keys/ in the data directory"},
          {},
          detail};
}

}  // namespace

std::string random_token() {
  ready();
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return hex(bytes.data(), bytes.size());
}

std::string random_password(int words) {
  ready();
  static constexpr char kAlphabet[] = "abcdefghjkmnpqrstuvwxyz23456789";  // 31 letters: no i, l, o, 0, 1
  std::string password;
  for (int word = 0; word < words; ++word) {
    if (word > 0) password += '-';
    for (int i = 0; i < 4; ++i) password += kAlphabet[randombytes_uniform(31)];
  }
  return password;
}

Result<std::string> hash_password(std::string_view password) {
  ready();
  const Slot slot;
  if (!slot.entered()) return sign_in_busy();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return Error{ErrorKind::kUnavailable,
                 "no_memory",
                 {"内存不足，暂时无法处理密码，请稍后再试",
                  "not enough memory to hash a password now; try again later"}};
  return std::string(hash.data());
}

Result<bool> password_matches(std::string_view password, const std::string& hash) {
  ready();
  const Slot slot;
  if (!slot.entered()) return sign_in_busy();
  errno = 0;
  const bool matches = crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
  if (!matches && errno == ENOMEM)
    return Error{ErrorKind::kUnavailable,
                 "no_memory",
                 {"内存不足，暂时无法核对密码，请稍后再试",
                  "not enough memory to check a password now; try again later"}};
  return matches;
}

Result<SigningKey> SigningKey::open_or_make(const std::filesystem::path& directory) {
  ready();
  std::error_code ec;
  std::filesystem::create_directories(directory, ec);
  const auto file = directory / "site.ed25519";
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key{};
  if (std::ifstream in(file, std::ios::binary); in) {
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    std::size_t size = 0;
    if (sodium_hex2bin(secret_key.data(), secret_key.size(), text.data(), text.size(), "\n", &size,
                       nullptr) != 0 ||
        size != secret_key.size())
      return key_unreadable(file.string() + " does not hold a key");
  } else {
    crypto_sign_keypair(public_key.data(), secret_key.data());
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return key_unreadable(file.string() + ": " + std::strerror(errno));
    const std::string text = hex(secret_key.data(), secret_key.size()) + "\n";
    const bool written =
        ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
    ::close(fd);
    if (!written) return key_unreadable(file.string() + ": " + std::strerror(errno));
  }
  crypto_sign_ed25519_sk_to_pk(public_key.data(), secret_key.data());
  SigningKey key;
  key.secret_.assign(reinterpret_cast<const char*>(secret_key.data()), secret_key.size());
  key.public_key_ = hex(public_key.data(), public_key.size());
  return key;
}

std::string SigningKey::sign(std::string_view message) const {
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(message.data()),
                       message.size(), reinterpret_cast<const unsigned char*>(secret_.data()));
  return hex(signature.data(), signature.size());
}

bool signature_holds(std::string_view message, const std::string& signature_hex,
                     const std::string& public_key_hex) {
  ready();
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  std::size_t size = 0;
  if (sodium_hex2bin(signature.data(), signature.size(), signature_hex.data(), signature_hex.size(), nullptr,
                     &size, nullptr) != 0 ||
      size != signature.size())
    return false;
  if (sodium_hex2bin(public_key.data(), public_key.size(), public_key_hex.data(), public_key_hex.size(),
                     nullptr, &size, nullptr) != 0 ||
      size != public_key.size())
    return false;
  return crypto_sign_verify_detached(signature.data(), reinterpret_cast<const unsigned char*>(message.data()),
                                     message.size(), public_key.data()) == 0;
}

}  // namespace koujing
