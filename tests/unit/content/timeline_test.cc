// Invariants 5 and 6: two clocks, and in force to the microsecond.
#include "content/model/timeline.h"

#include <gtest/gtest.h>

#include <random>

namespace koujing::testing {
namespace {

Instant t(std::int64_t seconds) { return Instant::from_seconds(seconds); }

TEST(Validity, EndsAtItsEndToTheMicrosecond) {
  const Validity validity{t(100), t(200)};
  EXPECT_FALSE(validity.covers({t(100).us - 1}));
  EXPECT_TRUE(validity.covers(t(100)));
  EXPECT_TRUE(validity.covers({t(200).us - 1}));
  EXPECT_FALSE(validity.covers(t(200)));
}

EntryEvent publish(std::int64_t seq, std::int64_t recorded, std::int64_t from,
                   std::optional<std::int64_t> to = {}) {
  EntryEvent event;
  event.seq = seq;
  event.kind = EntryEventKind::kPublish;
  event.revision = RevisionId{seq};
  event.number = static_cast<int>(seq);
  event.validity = {t(from), to ? std::optional(t(*to)) : std::nullopt};
  event.recorded_at = t(recorded);
  return event;
}

int number_at(const std::vector<EntryEvent>& events, std::int64_t at, std::int64_t known) {
  const auto spans = spans_of(events);
  const Span* span = in_force(spans, t(at), t(known));
  return span == nullptr ? 0 : span->number;
}

TEST(Timeline, TellsWhatWasBelievedWhenAboutWhichDay) {
  // On day 10 we learn of a price from day 10; on day 20 we learn that from day 30 it changes.
  const std::vector<EntryEvent> events = {publish(1, 10, 10), publish(2, 20, 30)};
  EXPECT_EQ(number_at(events, 35, 15), 1);  // on day 15 we believed that the first would hold on day 35
  EXPECT_EQ(number_at(events, 35, 25), 2);  // on day 25 we knew better
  EXPECT_EQ(number_at(events, 25, 25), 1);
  EXPECT_EQ(number_at(events, 15, 5), 0);  // on day 5 we knew nothing
}

TEST(Timeline, AnOlderTextNeverComesBackWhenANewerOneEnds) {
  const std::vector<EntryEvent> events = {publish(1, 10, 10), publish(2, 20, 20, 30)};
  EXPECT_EQ(number_at(events, 29, 40), 2);
  EXPECT_EQ(number_at(events, 30, 40), 0);
}

TEST(Timeline, GivesNoSpansForNoEvents) { EXPECT_TRUE(spans_of({}).empty()); }

// The rule of timeline.h once more, as slowly and plainly as it can be said.
int naive(const std::vector<EntryEvent>& events, Instant at, Instant known) {
  for (auto layer = events.rbegin(); layer != events.rend(); ++layer) {
    if (layer->recorded_at > known) continue;
    if (layer->kind != EntryEventKind::kPublish && layer->kind != EntryEventKind::kRetire) continue;
    if (layer->validity.from > at) continue;
    bool gone = false, silent = false;
    for (const EntryEvent& event : events) {
      if (event.kind != EntryEventKind::kWithdraw || event.target != layer->seq || event.recorded_at > known)
        continue;
      const bool begun = event.recorded_at > layer->validity.from;
      if ((event.restore_previous || !begun) && at >= event.recorded_at) gone = true;
      if (!event.restore_previous && begun && at >= event.recorded_at) silent = true;
    }
    if (gone) continue;
    if (silent || layer->kind == EntryEventKind::kRetire || !layer->validity.covers(at)) return 0;
    return layer->number;
  }
  return 0;
}

TEST(Timeline, EqualsANaiveModelForRandomHistories) {
  std::mt19937 random(20261122);
  const auto pick = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  for (int history = 0; history < 2'000; ++history) {
    std::vector<EntryEvent> events;
    std::int64_t recorded = 0;
    const int length = pick(1, 12);
    for (int seq = 1; seq <= length; ++seq) {
      recorded += pick(0, 4);
      EntryEvent event = publish(seq, recorded, pick(0, 40));
      if (pick(0, 2) == 0) event.validity.to = event.validity.from.plus_seconds(pick(1, 15));
      const int kind = pick(0, 5);
      if (kind == 0) {
        event.kind = EntryEventKind::kRetire;
        event.validity.to.reset();
      } else if (kind == 1 && seq > 1) {
        event.kind = EntryEventKind::kWithdraw;
        event.target = pick(1, seq - 1);
        event.restore_previous = pick(0, 1) == 1;
      }
      events.push_back(event);
    }
    const auto spans = spans_of(events);
    for (int probe = 0; probe < 60; ++probe) {
      const Instant at = t(pick(-1, 60)), known = t(pick(-1, 60));
      const Span* span = in_force(spans, at, known);
      ASSERT_EQ(span == nullptr ? 0 : span->number, naive(events, at, known))
          << "history " << history << " at " << at.us << " known " << known.us;
    }
    // Spans never overlap.
    for (std::size_t i = 0; i < spans.size(); ++i)
      for (std::size_t j = i + 1; j < spans.size(); ++j) {
        const bool valid =
            spans[i].valid.from < spans[j].valid.end() && spans[j].valid.from < spans[i].valid.end();
        const bool known =
            spans[i].known.from < spans[j].known.end() && spans[j].known.from < spans[i].known.end();
        ASSERT_FALSE(valid && known);
      }
  }
}

}  // namespace
}  // namespace koujing::testing
