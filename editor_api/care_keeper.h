// Looks every minute for entries that nobody has checked for too long, and withdraws them when the rules say
// so (content/flow/care.h).
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "editor_api/compose.h"

namespace koujing::door {

class CareKeeper {
 public:
  using Report = std::function<void(const Error&)>;
  CareKeeper(Site& site, Report report);
  ~CareKeeper();  // ends the thread
  CareKeeper(const CareKeeper&) = delete;
  CareKeeper& operator=(const CareKeeper&) = delete;

 private:
  void run();

  Site& site_;
  const Report report_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace koujing::door
