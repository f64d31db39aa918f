// A thread that does something at once and then every minute, until it is destroyed.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace koujing::door {

class EveryMinute {
 public:
  explicit EveryMinute(std::function<void()> round);  // called in that thread alone; must not throw
  ~EveryMinute();                                     // waits for a round that is under way
  EveryMinute(const EveryMinute&) = delete;
  EveryMinute& operator=(const EveryMinute&) = delete;

 private:
  void run();

  const std::function<void()> round_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace koujing::door
