#include "search/xapian/session_pool.h"

#include <utility>

namespace koujing::search {

std::unique_ptr<SessionPool::Session> SessionPool::take(const CurrentGeneration& live) {
  std::unique_ptr<Session> session;
  std::vector<std::unique_ptr<Session>> outdated;  // closed outside of the lock
  {
    const std::lock_guard lock(mutex_);
    while (!idle_.empty() && session == nullptr) {
      auto& last = idle_.back();
      if (last->generation == live)
        session = std::move(last);
      else
        outdated.push_back(std::move(last));
      idle_.pop_back();
    }
  }
  if (session == nullptr)
    return std::make_unique<Session>(Session{live, Xapian::Database((directory_ / live.name).string())});
  session->database.reopen();
  return session;
}

void SessionPool::give_back(std::unique_ptr<Session> session) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(session));
}

}  // namespace koujing::search
