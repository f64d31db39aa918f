#include "content/crypto/sha256.h"

#include <openssl/evp.h>

#include <stdexcept>

namespace koujing {
namespace {

void need(bool done) {
  if (!done) throw std::runtime_error("SHA-256 of OpenSSL cannot be used");
}

// Fetched once: looking it up by name takes longer than a short digest.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  need(fetched != nullptr);
  return fetched;
}

}  // namespace

struct Sha256Stream::Context {
  Context() : evp(EVP_MD_CTX_new()) { need(evp != nullptr); }
  ~Context() { EVP_MD_CTX_free(evp); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  EVP_MD_CTX* evp;
};

Sha256Stream::Sha256Stream() : context_(std::make_unique<Context>()) { begin(); }
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(const Sha256Stream& other) : context_(std::make_unique<Context>()) {
  need(EVP_MD_CTX_copy_ex(context_->evp, other.context_->evp) == 1);
}
Sha256Stream& Sha256Stream::operator=(const Sha256Stream& other) {
  if (this != &other) need(EVP_MD_CTX_copy_ex(context_->evp, other.context_->evp) == 1);
  return *this;
}

void Sha256Stream::begin() { need(EVP_DigestInit_ex2(context_->evp, algorithm(), nullptr) == 1); }

void Sha256Stream::add(std::string_view bytes) {
  need(EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size()) == 1);
}

Sha256Bytes Sha256Stream::finish() {
  Sha256Bytes digest{};
  unsigned int size = 0;
  need(EVP_DigestFinal_ex(context_->evp, digest.data(), &size) == 1 && size == digest.size());
  return digest;
}

Sha256Bytes sha256_bytes(std::initializer_list<std::string_view> parts) {
  thread_local Sha256Stream stream;
  stream.begin();
  for (const std::string_view part : parts) stream.add(part);
  return stream.finish();
}

}  // namespace koujing
