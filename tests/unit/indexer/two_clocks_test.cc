// Invariant 1, through the store and through the search: what was in force at T, as known at R, of one random
// history of 2,000 events, against the rule as plainly as it can be said.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "content/model/timeline.h"
#include "indexer/follow_feed.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

constexpr std::size_t kEvents = 2'000;
constexpr std::size_t kEntries = 80;
constexpr int kProbes = 400;

// The newest of the layers that cover T and were known at R answers, unless it was withdrawn: then the one
// below it, when what was before was to come back or it had not begun yet, and nobody otherwise.
int naive(const std::vector<EntryEvent>& events, Instant at, Instant known) {
  for (auto layer = events.rbegin(); layer != events.rend(); ++layer) {
    if (layer->recorded_at > known || layer->validity.from > at) continue;
    if (layer->kind != EntryEventKind::kPublish && layer->kind != EntryEventKind::kRetire) continue;
    bool gone = false, silent = false;
    for (const EntryEvent& event : events) {
      if (event.kind != EntryEventKind::kWithdraw || event.target != layer->seq ||
          event.recorded_at > known || at < event.recorded_at)
        continue;
      const bool begun = event.recorded_at > layer->validity.from;
      (event.restore_previous || !begun ? gone : silent) = true;
    }
    if (gone) continue;
    if (silent || layer->kind == EntryEventKind::kRetire || !layer->validity.covers(at)) return 0;
    return layer->number;
  }
  return 0;
}

class TwoClocks : public FlowWorld {
 protected:
  std::size_t pick(std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most - 1)(random);
  }
  Instant moment(std::int64_t reach_seconds) {
    return {start.us + static_cast<std::int64_t>(pick(static_cast<std::size_t>(reach_seconds))) * 1'000'000 +
            static_cast<std::int64_t>(pick(1'000'000))};
  }

  // One step of a random kind on random entries, now or for later.
  void step() {
    clock.advance(static_cast<std::int64_t>(pick(3'000)) + 1);
    const auto later = [&]() -> std::optional<Instant> {
      if (pick(3) != 0) return std::nullopt;
      return clock.now().plus_seconds(static_cast<std::int64_t>(pick(400'000)) + 1);
    };
    const std::size_t what = entries.size() < 12 ? 0 : pick(10);
    if (what == 0 && entries.size() < kEntries) {
      std::vector<ChangeItem> items;
      for (std::size_t i = 0; i < 4; ++i)
        items.push_back(item("历史问题" + std::to_string(entries.size() + i)));
      sets.push_back(published(items, later()));
      for (const EntryId entry : entries_of(sets.back())) entries.push_back(entry);
    } else if (what <= 6) {
      std::map<std::int64_t, ChangeItem> items;
      for (std::size_t i = 0; i < 6; ++i) {
        const EntryId entry = entries[pick(entries.size())];
        const int base = must(reading()->entries().find(entry))->newest_number;
        ChangeItem one = item("历史问题改" + std::to_string(base));
        one.action = ChangeAction::kRevise;
        one.entry = entry;
        one.base_revision = base;
        items[entry.value] = pick(8) == 0 ? retire_item(entry, base) : one;
      }
      std::vector<ChangeItem> list;
      for (auto& [entry, one] : items) list.push_back(one);
      sets.push_back(published(list, later()));
    } else if (what <= 8) {
      const ChangeId set = sets[pick(sets.size())];
      if (change(set).state == ChangeState::kPublished)
        must(withdraw_change(flow, editor, set, "撤回", pick(2) == 0, {}));
    } else {
      const Status taken = withdraw_entry(flow, editor, entries[pick(entries.size())], "撤回", pick(2) == 0);
      if (!taken) {
        EXPECT_EQ(taken.error().code, "not_in_force");
      }
    }
  }
  ChangeItem item(const std::string& title) {
    ChangeItem one = new_item(title);
    if (pick(4) == 0)
      one.text.validity.to = clock.now().plus_seconds(static_cast<std::int64_t>(pick(500'000)) + 450'000);
    return one;
  }

  std::mt19937 random{20261126};
  Instant start = clock.now();
  std::vector<EntryId> entries;
  std::vector<ChangeId> sets;
};

TEST_F(TwoClocks, StoreAndSearchAnswerAsANaiveModelForARandomHistory) {
  std::map<std::int64_t, std::vector<EntryEvent>> history;
  std::size_t events = 0;
  while (events < kEvents) {
    for (int i = 0; i < 20; ++i) step();
    events = 0;
    for (const EntryId entry : entries) {
      history[entry.value] = must(reading()->entries().events(entry));
      events += history[entry.value].size();
    }
  }
  const auto index = directory.path() / "index";
  {
    const auto writer = must(search::open_writer(index));
    must(indexer::catch_up(*store, *writer));
  }
  const auto reader = must(search::open_reader(index));
  const std::int64_t reach = (clock.now().us - start.us) / 1'000'000;

  std::size_t in_force_at_all = 0, silent = 0;
  for (int probe = 0; probe < kProbes; ++probe) {
    const Instant at = moment(reach + 500'000), known = moment(reach + 10);
    std::map<std::int64_t, int> wanted;
    for (const auto& [entry, list] : history) {
      const int number = naive(list, at, known);
      if (number != 0) wanted[entry] = number;
      const auto spans = spans_of(list);
      const Span* span = in_force(spans, at, known);
      ASSERT_EQ(span == nullptr ? 0 : span->number, number) << "store, entry " << entry;
      ++(number != 0 ? in_force_at_all : silent);
    }
    for (const char* text : {"", "历史问题"}) {
      search::Request request;
      request.text = text;
      request.at = at;
      request.known = known;
      request.limit = 100;
      auto answer = must(reader->search(request));
      // On a busy machine the time for one search may run out, which it says.
      for (int again = 0; answer.partial && again < 20; ++again) answer = must(reader->search(request));
      ASSERT_FALSE(answer.partial);
      std::map<std::int64_t, int> found;
      for (const search::Hit& hit : answer.hits) found[hit.document.entry.value] = hit.document.span.number;
      ASSERT_EQ(found, wanted) << "'" << text << "' at " << at.us << " known " << known.us;
      EXPECT_EQ(answer.total, wanted.size());
      std::size_t counted = 0;
      for (const auto& value : answer.facets.library) counted += value.count;
      EXPECT_EQ(counted, wanted.size()) << "facets";
    }
  }
  // The history is one in which both happen.
  EXPECT_GT(in_force_at_all, 1'000u);
  EXPECT_GT(silent, 1'000u);
}

}  // namespace
}  // namespace koujing::testing
