// What past uses say of a question and an entry, gathered a little at a time.
//
// The weight of a pair is the sum over its uses of the weight of their kind (opened 0.3, copied and read_out
// 1), halved every 90 days. What one person does again with the same question and entry within a day of what
// was counted does not count again; when it weighs more (first opened, then copied) it stands in its place.
// Uses before the last reset, those older than 365 days and those of people who answer no calls are left out.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "content/store/store.h"

namespace koujing {

class UseTally {
 public:
  static constexpr std::size_t kMostPairs = 100'000;  // given out: some 10 MB

  // Takes in what was recorded since the last look. Begins anew after a reset, after a question was deleted,
  // and once a day so that what is too old goes. Used on one thread. On an error what was taken in so far
  // stays.
  Status look(const Reading& reading, Instant now);

  // True when a look found anything new since the last past().
  bool changed() const { return changed_; }

  // Heaviest first, as of `now`; equal weights by question and entry.
  std::vector<PastQuestion> past(Instant now);

 private:
  struct Sum {
    double weight = 0;  // as of begun_at_
    Instant last;
  };
  struct Counted {
    Instant at;
    double weight = 0;
  };
  using Pair = std::pair<std::string, EntryId>;
  using Deed = std::tuple<PersonId, EntryId, std::string>;
  void take(const AnswerUse& use);
  void forget_deeds_before(Instant at);

  std::map<Pair, Sum> sums_;
  std::map<Deed, Counted> deeds_;  // of the last day
  std::int64_t seq_ = 0;
  std::optional<Instant> reset_at_;
  std::int64_t forgotten_ = 0;
  std::optional<Instant> begun_at_;
  bool changed_ = false;
};

}  // namespace koujing
