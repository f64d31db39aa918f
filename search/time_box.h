// How long one search may hold a worker.
#pragma once

#include <chrono>

namespace koujing::search {

class TimeBox {
 public:
  explicit TimeBox(std::chrono::milliseconds length) : end_(std::chrono::steady_clock::now() + length) {}
  // About 30 ns; once over, it stays over.
  bool over() {
    if (!over_ && std::chrono::steady_clock::now() >= end_) over_ = true;
    return over_;
  }
  bool was_over() const { return over_; }

 private:
  std::chrono::steady_clock::time_point end_;
  bool over_ = false;
};

}  // namespace koujing::search
