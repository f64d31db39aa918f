// Signed pages of everything that is answered now or will be, for desks to keep.
//
// The pages are the same for every reader, so they are kept for a while: when 500 desks begin a day, each
// page is made once, and anew when the law has deleted something. Safe from any thread.
#pragma once

#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "editor_api/compose.h"

namespace koujing::door {

class OfflineCopy {
 public:
  static constexpr std::int64_t kFreshFor = 600;          // seconds that a page is handed out again
  static constexpr std::size_t kMostBytes = 128UL << 20;  // of kept pages; the oldest go first

  struct Asked {
    std::int64_t since = 0;   // feed seq; 0 for everything
    std::int64_t cursor = 0;  // entries with higher numbers
    std::size_t limit = 100;
    auto operator<=>(const Asked&) const = default;
  };

  // The text of a SignedPage (editor_api/openapi.yaml).
  Result<std::string> page(Site& site, const Asked& asked);

 private:
  struct Kept {
    std::string text;
    Instant made_at;
    std::int64_t seq = 0;
    std::int64_t redactions = 0;  // how many there were
  };
  std::optional<std::string> kept(const Asked& asked, Instant now, std::int64_t head,
                                  std::int64_t redactions);
  void keep(const Asked& asked, Kept page);

  std::mutex mutex_;
  std::map<Asked, Kept> pages_;
  std::list<Asked> order_;  // oldest first
  std::size_t bytes_ = 0;
  std::optional<SigningKey> key_;
};

}  // namespace koujing::door
