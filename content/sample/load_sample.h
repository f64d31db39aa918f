// Plays the sample library (content/sample/library.json) through the real flow, step by step in order of
// time.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>

#include "content/flow/flow.h"

namespace koujing {

// A clock that stands where it was set: the sample's steps happened on the days before it is loaded.
class SteppingClock final : public Clock {
 public:
  Instant now() const override { return {us_.load()}; }
  void set(Instant at) { us_ = at.us; }

 private:
  std::atomic<std::int64_t> us_{0};
};

struct SampleCounts {
  std::size_t people = 0, notices = 0, changes = 0, entries = 0, bulletins = 0;
};

// `directory` holds library.json and originals/. `clock` must be the one that the flow's store was opened
// with; it ends at `today`. Every person gets `password`. Errors name the step that failed.
Result<SampleCounts> load_sample(const Flow& flow, SteppingClock& clock,
                                 const std::filesystem::path& directory, const std::string& password,
                                 Instant today,
                                 const std::function<void(std::size_t done, std::size_t all)>& progress = {});

}  // namespace koujing
