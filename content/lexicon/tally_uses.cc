#include "content/lexicon/tally_uses.h"

#include <algorithm>
#include <cmath>

namespace koujing {
namespace {

constexpr std::int64_t kDay = 24 * 3600;
constexpr std::int64_t kOldest = 365 * kDay;
constexpr double kHalfLife = 90.0 * kDay * 1e6;  // microseconds
constexpr std::size_t kBatch = 10'000;
constexpr std::size_t kMostDeeds = 100'000;  // then those older than a day are let go

// An opened answer may have been the wrong one; what was copied or read out went to the customer.
double weight_of(const std::string& how) { return how == "opened" ? 0.3 : 1.0; }

double faded(Instant from, Instant to) {
  return std::exp2(-(static_cast<double>(to.us) - static_cast<double>(from.us)) / kHalfLife);
}

}  // namespace

Status UseTally::look(const Reading& reading, Instant now) {
  KJ_TRY(const LexiconMark mark, reading.lexicon().mark());
  if (!begun_at_ || reset_at_ != mark.uses_reset_at || forgotten_ != mark.uses_forgotten ||
      now >= begun_at_->plus_seconds(kDay)) {
    changed_ |= !sums_.empty();
    sums_.clear();
    deeds_.clear();
    seq_ = 0;
    reset_at_ = mark.uses_reset_at;
    forgotten_ = mark.uses_forgotten;
    begun_at_ = now;
  }
  const Instant since = std::max(begun_at_->plus_seconds(-kOldest), reset_at_.value_or(Instant::always()));
  for (;;) {
    KJ_TRY(const auto uses, reading.lexicon().uses_after(seq_, since, kBatch));
    for (const AnswerUse& use : uses) take(use);
    if (uses.size() < kBatch) return {};
  }
}

void UseTally::take(const AnswerUse& use) {
  seq_ = use.seq;
  std::string question = trimmed(use.question);
  if (question.empty()) return;
  changed_ = true;
  if (deeds_.size() >= kMostDeeds) forget_deeds_before(use.at.plus_seconds(-kDay));
  const double weight = weight_of(use.how);
  Sum& sum = sums_[{question, use.entry}];
  sum.last = std::max(sum.last, use.at);
  const auto [known, is_new] = deeds_.try_emplace({use.person, use.entry, std::move(question)});
  Counted& counted = known->second;
  if (is_new || use.at >= counted.at.plus_seconds(kDay)) {
    sum.weight += weight * faded(use.at, *begun_at_);
    counted = {use.at, weight};
  } else if (weight > counted.weight) {
    sum.weight += (weight - counted.weight) * faded(counted.at, *begun_at_);
    counted.weight = weight;
  }
}

void UseTally::forget_deeds_before(Instant at) {
  std::erase_if(deeds_, [&](const auto& deed) { return deed.second.at < at; });
}

std::vector<PastQuestion> UseTally::past(Instant now) {
  changed_ = false;
  std::vector<PastQuestion> past;
  if (!begun_at_) return past;
  const double fading = faded(*begun_at_, now);
  past.reserve(sums_.size());
  for (const auto& [pair, sum] : sums_)
    past.push_back({pair.first, pair.second, sum.weight * fading, sum.last});
  // The map is in order of question and entry, so a stable order keeps equal weights in it.
  std::stable_sort(past.begin(), past.end(),
                   [](const PastQuestion& a, const PastQuestion& b) { return a.weight > b.weight; });
  if (past.size() > kMostPairs) past.resize(kMostPairs);
  return past;
}

}  // namespace koujing
