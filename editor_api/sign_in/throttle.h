// Slowing down whoever guesses passwords, by account and by address.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "content/model/instant.h"

namespace koujing::door {

// After kFreeTries failures within the window, each further one closes the account (from that address) for
// twice as long, from 2 s up to 5 min; an address is closed after kFreeTriesOfAddress failures over all
// accounts. Kept in memory: a restart forgets. Safe from any thread.
class SignInThrottle {
 public:
  static constexpr int kFreeTries = 5;
  static constexpr int kFreeTriesOfAddress = 50;       // a whole call centre may share one address
  static constexpr std::int64_t kWindowSeconds = 900;  // failures older than this are forgotten

  // Seconds to wait before another try; 0 when it may be made now.
  std::int64_t wait_seconds(const std::string& login, const std::string& address, Instant now);
  void failed(const std::string& login, const std::string& address, Instant now);
  void succeeded(const std::string& login, const std::string& address);

 private:
  struct Failures {
    int count = 0;
    Instant last;
  };
  std::int64_t wait_of(const std::string& key, int free_tries, Instant now);
  std::mutex mutex_;
  std::map<std::string, Failures> failures_;
};

}  // namespace koujing::door
