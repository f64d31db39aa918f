#include "editor_api/every_minute.h"

#include <chrono>
#include <utility>

namespace koujing::door {

EveryMinute::EveryMinute(std::function<void()> round)
    : round_(std::move(round)), thread_([this] { run(); }) {}

EveryMinute::~EveryMinute() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void EveryMinute::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    round_();
    lock.lock();
    wake_.wait_for(lock, std::chrono::minutes{1}, [this] { return stopping_; });
  }
}

}  // namespace koujing::door
