#include "content/journal/histogram.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "content/journal/find_record.h"

namespace koujing {
namespace {

struct Step {
  const char* name;
  int minutes;  // 0: of whole months
  int months;
};
constexpr int kDay = 24 * 60;
constexpr std::array<Step, 10> kSteps{{{"PT1M", 1, 0},
                                       {"PT5M", 5, 0},
                                       {"PT15M", 15, 0},
                                       {"PT1H", 60, 0},
                                       {"PT6H", 6 * 60, 0},
                                       {"P1D", kDay, 0},
                                       {"P7D", 7 * kDay, 0},
                                       {"P1M", 0, 1},
                                       {"P3M", 0, 3},
                                       {"P1Y", 0, 12}}};

using Minutes = std::chrono::sys_time<std::chrono::minutes>;  // of local time

Minutes local_minute(Instant at, int offset) {
  return std::chrono::floor<std::chrono::minutes>(
             std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(at.us))) +
         std::chrono::minutes(offset);
}

Instant instant_of(Minutes local, int offset) {
  return Instant::from_seconds((local.time_since_epoch().count() - offset) * 60);
}

Minutes start_of_step(Minutes at, const Step& step) {
  if (step.months > 0) {
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at)};
    const unsigned month = (static_cast<unsigned>(day.month()) - 1) / static_cast<unsigned>(step.months) *
                           static_cast<unsigned>(step.months);
    return std::chrono::sys_days{day.year() / std::chrono::month{month + 1} / 1};
  }
  // 1970-01-01 was a Thursday: weeks are counted from the Monday before.
  const auto since = at.time_since_epoch() + std::chrono::days(3);
  return at - since % std::chrono::minutes(step.minutes);
}

Minutes next_step(Minutes at, const Step& step) {
  if (step.months == 0) return at + std::chrono::minutes(step.minutes);
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at)};
  return std::chrono::sys_days{day + std::chrono::months(step.months)};
}

// Where the stretches begin, and where the last one ends.
std::vector<Minutes> edges_of(Minutes first, Minutes last, const Step& step, std::size_t most) {
  std::vector<Minutes> edges = {start_of_step(first, step)};
  while (edges.back() <= last && edges.size() <= most + 1) edges.push_back(next_step(edges.back(), step));
  return edges;
}

}  // namespace

Result<Histogram> journal_histogram(const RecordTable& record, const JournalFilter& filter,
                                    std::optional<Instant> from, std::optional<Instant> to,
                                    int utc_offset_minutes) {
  KJ_TRY(const JournalFilter within, within_period(record, filter, from, to));
  Histogram histogram;
  KJ_TRY(const auto oldest, record.journal(within, false, {1, {}}));
  KJ_TRY(const auto newest, record.journal(within, true, {1, {}}));
  if (oldest.items.empty() || newest.items.empty()) return histogram;
  const Minutes first = local_minute(oldest.items.front().at, utc_offset_minutes);
  const Minutes last = local_minute(newest.items.front().at, utc_offset_minutes);

  std::vector<Minutes> edges;
  for (const Step& step : kSteps) {
    const bool longest = &step == &kSteps.back();
    edges = edges_of(first, last, step, longest ? 10'000 : kMostStretches);  // times end with the year 9999
    histogram.step = step.name;
    if (edges.size() <= kMostStretches + 1) break;
  }

  std::vector<std::int64_t> numbers;
  for (const Minutes edge : edges) {
    const Instant at = instant_of(edge, utc_offset_minutes);
    KJ_TRY(const std::int64_t before, last_record_before(record, at));
    numbers.push_back(before);
    if (numbers.size() > 1) histogram.stretches.back().to = to ? std::min(at, *to) : at;
    if (numbers.size() < edges.size())
      histogram.stretches.push_back({from ? std::max(at, *from) : at, {}, {}});
  }
  KJ_TRY(const auto counts, record.count_journal(within, numbers));
  for (const JournalCount& count : counts)
    histogram.stretches[count.stretch].verbs[count.verb] = count.records;
  return histogram;
}

}  // namespace koujing
