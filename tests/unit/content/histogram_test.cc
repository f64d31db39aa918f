// The journal by stretches of time, against counting record by record.
#include "content/journal/histogram.h"

#include <random>

#include "content/journal/append.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

constexpr std::int64_t kHour = 3'600, kDay = 24 * kHour;
constexpr int kChina = 480;

class JournalHistogram : public FlowWorld {
 protected:
  void note(const std::string& verb, const std::string& entry = "1") {
    const auto writing = must(store->write());
    must(append(*writing, &agent, {verb, {"entry", entry}, "", "", "{}", {}}));
    must(writing->commit());
  }
  Histogram histogram(const JournalFilter& filter = {}, std::optional<Instant> from = {},
                      std::optional<Instant> to = {}, int offset = kChina) {
    return must(journal_histogram(reading()->record(), filter, from, to, offset));
  }
  std::vector<JournalRecord> all() { return must(reading()->record().journal_after(0, 100'000)); }
  // The journal already has the founding of the library: what comes after it.
  Instant later(std::int64_t seconds) {
    clock.advance(static_cast<int>(seconds));
    return clock.now();
  }
};

std::int64_t sum(const Histogram& histogram) {
  std::int64_t records = 0;
  for (const Stretch& stretch : histogram.stretches)
    for (const auto& [verb, count] : stretch.verbs) records += count;
  return records;
}

TEST_F(JournalHistogram, NothingFoundHasNoStretches) {
  JournalFilter none;
  none.actor_login = "nobody";
  EXPECT_TRUE(histogram(none).stretches.empty());
  EXPECT_EQ(histogram(none).step, "");
  EXPECT_TRUE(histogram({}, Instant::from_seconds(0), Instant::from_seconds(60)).stretches.empty());
}

TEST_F(JournalHistogram, TheStepGrowsWithThePeriod) {
  const Instant from = later(60);
  note("use_answer");
  EXPECT_EQ(histogram({}, from).step, "PT1M");
  const std::vector<std::pair<std::int64_t, std::string>> spans = {
      {3 * kHour, "PT5M"},   {8 * kHour, "PT15M"},  {kDay, "PT1H"},        {10 * kDay, "PT6H"},
      {25 * kDay, "P1D"},    {200 * kDay, "P7D"},   {900 * kDay, "P1M"},   {3'000 * kDay, "P3M"},
      {9'000 * kDay, "P1Y"}, {9'000 * kDay, "P1Y"}, {10'000 * kDay, "P1Y"}};
  for (const auto& [seconds, step] : spans) {
    later(seconds);
    note("use_answer");
    const Histogram found = histogram({}, from);
    EXPECT_EQ(found.step, step) << seconds;
    EXPECT_LE(found.stretches.size(), step == "P1Y" ? 100U : kMostStretches);
    EXPECT_EQ(found.stretches.back().verbs.at("use_answer"), 1) << step;
  }
}

TEST_F(JournalHistogram, StretchesBeginAtWholeStepsOfLocalTime) {
  const Instant from = later(60);
  note("use_answer");
  later(30 * kDay);
  note("use_answer");
  for (const auto& [offset, end] : {std::pair{kChina, "T00:00:00+08:00"}, std::pair{0, "T00:00:00+00:00"}}) {
    const Histogram days = histogram({}, from, {}, offset);
    ASSERT_EQ(days.step, "P1D");
    EXPECT_EQ(days.stretches.front().from, from) << "none reaches out of what was asked for";
    for (std::size_t i = 1; i < days.stretches.size(); ++i) {
      const std::string begins = format_instant(days.stretches[i].from, offset);
      EXPECT_EQ(begins.substr(10), end) << begins;
    }
  }
  later(200 * kDay);
  note("use_answer");
  const Histogram weeks = histogram();
  ASSERT_EQ(weeks.step, "P7D");
  for (const Stretch& week : weeks.stretches)  // 2024-01-01 was a Monday
    EXPECT_EQ((week.from.us - must(parse_instant("2024-01-01")).us) % (7 * kDay * 1'000'000), 0);
  later(1'000 * kDay);
  note("use_answer");
  const Histogram months = histogram();
  ASSERT_EQ(months.step, "P1M");
  for (const Stretch& month : months.stretches)
    EXPECT_EQ(format_instant(month.from, kChina).substr(7), "-01T00:00:00+08:00");
}

TEST_F(JournalHistogram, CountsAsCountingOneByOne) {
  std::mt19937 random(20'261'127);
  const auto pick = [&](std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(0, most)(random);
  };
  const std::vector<std::string> verbs = {"use_answer", "sign_in", "publish_change", "receive_notice"};
  for (int i = 0; i < 300; ++i) {
    later(pick(10) == 0 ? pick(40 * kDay) : pick(300));
    note(verbs[static_cast<std::size_t>(pick(3))], std::to_string(pick(2)));
  }
  const std::vector<JournalRecord> records = all();
  const auto moment = [&] {
    return records[static_cast<std::size_t>(pick(static_cast<std::int64_t>(records.size()) - 1))]
        .at.plus_seconds(pick(2) - 1);
  };
  for (int probe = 0; probe < 200; ++probe) {
    JournalFilter filter;
    std::optional<Instant> from, to;
    if (pick(1) == 0) filter.about = JournalRef{"entry", std::to_string(pick(2))};
    if (pick(2) == 0) filter.verbs = {verbs[static_cast<std::size_t>(pick(3))]};
    if (pick(2) == 0) filter.actor_login = agent.login;
    if (pick(2) == 0) filter.person = agent.id;
    if (pick(1) == 0) from = moment();
    if (pick(1) == 0) to = moment();
    const auto wanted = [&](const JournalRecord& one) {
      return (!filter.about || one.subject == *filter.about) &&
             (filter.verbs.empty() || one.verb == filter.verbs[0]) &&
             (!filter.actor_login || one.actor_login == *filter.actor_login) &&
             (!filter.person || one.actor == filter.person ||
              one.subject == JournalRef{"person", id_text(filter.person->value)}) &&
             (!from || one.at >= *from) && (!to || one.at < *to);
    };
    const Histogram found = histogram(filter, from, to);
    EXPECT_EQ(sum(found), std::count_if(records.begin(), records.end(), wanted));
    for (std::size_t i = 0; i < found.stretches.size(); ++i) {
      const Stretch& stretch = found.stretches[i];
      if (i > 0) {
        EXPECT_EQ(stretch.from, found.stretches[i - 1].to);
      }
      EXPECT_LT(stretch.from, stretch.to);
      std::map<std::string, std::int64_t> naive;
      for (const JournalRecord& one : records)
        if (wanted(one) && one.at >= stretch.from && one.at < stretch.to) ++naive[one.verb];
      EXPECT_EQ(stretch.verbs, naive);
    }
    if (found.stretches.empty()) continue;
    EXPECT_FALSE(found.stretches.front().verbs.empty());
    EXPECT_FALSE(found.stretches.back().verbs.empty());
  }
}

}  // namespace
}  // namespace koujing::testing
