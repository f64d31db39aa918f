#include "editor_api/sign_in/throttle.h"

#include <algorithm>

namespace koujing::door {
namespace {

constexpr std::int64_t kLongestWait = 300;
constexpr std::size_t kMostKeys = 100'000;  // an attacker who varies names cannot grow memory further

std::string account_key(const std::string& login, const std::string& address) {
  return "a " + address + " " + login;
}
std::string address_key(const std::string& address) { return "i " + address; }

}  // namespace

std::int64_t SignInThrottle::wait_of(const std::string& key, int free_tries, Instant now) {
  const auto found = failures_.find(key);
  if (found == failures_.end()) return 0;
  if (now > found->second.last.plus_seconds(kWindowSeconds)) {
    failures_.erase(found);
    return 0;
  }
  const int over = found->second.count - free_tries;
  if (over < 0) return 0;
  const std::int64_t wait = std::min(kLongestWait, std::int64_t{2} << std::min(over, 10));
  const std::int64_t left = (found->second.last.plus_seconds(wait).us - now.us + 999'999) / 1'000'000;
  return std::max<std::int64_t>(0, left);
}

std::int64_t SignInThrottle::wait_seconds(const std::string& login, const std::string& address, Instant now) {
  const std::lock_guard lock(mutex_);
  return std::max(wait_of(account_key(login, address), kFreeTries, now),
                  wait_of(address_key(address), kFreeTriesOfAddress, now));
}

void SignInThrottle::failed(const std::string& login, const std::string& address, Instant now) {
  const std::lock_guard lock(mutex_);
  if (failures_.size() > kMostKeys)
    std::erase_if(failures_,
                  [&](const auto& row) { return now > row.second.last.plus_seconds(kLongestWait); });
  for (const std::string& key : {account_key(login, address), address_key(address)}) {
    Failures& row = failures_[key];
    ++row.count;
    row.last = now;
  }
}

void SignInThrottle::succeeded(const std::string& login, const std::string& address) {
  const std::lock_guard lock(mutex_);
  failures_.erase(account_key(login, address));
}

}  // namespace koujing::door
