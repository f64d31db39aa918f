// A place among those that may do something costly at the same time; given back with this object.
#pragma once

#include <chrono>

namespace koujing::door {

template <class Semaphore>
class Place {
 public:
  // Waits for so long and no longer.
  Place(Semaphore& places, std::chrono::seconds patience)
      : places_(places), taken_(places.try_acquire_for(patience)) {}
  ~Place() {
    if (taken_) places_.release();
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool taken() const { return taken_; }

 private:
  Semaphore& places_;
  const bool taken_;
};

}  // namespace koujing::door
