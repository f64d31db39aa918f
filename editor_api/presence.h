// Who has which change set open to write in it, right now. In memory alone: it is of this minute.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <vector>

#include "content/model/ids.h"

namespace koujing::door {

// Any thread.
class Presence {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds kGone{15};  // a page says every five seconds that it is there

  // Notes that `person` is there at `now`; who else is, in the order of their coming.
  std::vector<PersonId> meet(ChangeId change, PersonId person, Time now) {
    const std::lock_guard lock(mutex_);
    std::erase_if(seen_, [&](const auto& one) { return now - one.second.last > kGone; });
    const auto [mine, fresh] = seen_.try_emplace({change, person}, Seen{now, now});
    mine->second.last = now;
    (void)fresh;
    std::vector<std::pair<Time, PersonId>> others;
    for (auto at = seen_.lower_bound({change, PersonId{}}); at != seen_.end() && at->first.first == change;
         ++at)
      if (at->first.second != person) others.emplace_back(at->second.first, at->first.second);
    std::sort(others.begin(), others.end());
    std::vector<PersonId> people;
    people.reserve(others.size());
    for (const auto& [since, who] : others) people.push_back(who);
    return people;
  }

 private:
  struct Seen {
    Time first, last;
  };
  std::mutex mutex_;
  std::map<std::pair<ChangeId, PersonId>, Seen> seen_;
};

}  // namespace koujing::door
