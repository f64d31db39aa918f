// The catalogue as it was known, through search: a random history in which nodes are moved, renamed and
// merged, and entries are placed anew, against what the store itself said at each of its moments.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "content/flow/arrange_catalogue.h"
#include "indexer/follow_feed.h"
#include "search/facets.h"
#include "tests/support/flow_world.h"

namespace koujing::testing {
namespace {

constexpr int kSteps = 120, kProbes = 200;

class PathsThenInSearch : public FlowWorld {
 protected:
  std::size_t pick(std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most - 1)(random);
  }
  std::vector<CatalogueNode> nodes() { return must(reading()->catalogue().all()); }
  ChangeItem placed(ChangeItem item) {
    static const std::vector<std::string> kPaths = {"宽带",      "宽带/资费", "宽带/故障", "手机",
                                                    "手机/套餐", "水务/抄表", "水务",      "宽带/故障/补偿"};
    item.text.catalogue = kPaths[pick(kPaths.size())];
    return item;
  }

  void step() {
    clock.advance(static_cast<std::int64_t>(pick(3'000)) + 1);
    const std::size_t what = entries.size() < 6 ? 0 : pick(6);
    if (what == 0) {
      const ChangeId set = published({placed(new_item("问题" + std::to_string(entries.size())))});
      entries.push_back(entries_of(set)[0]);
    } else if (what == 1) {
      const EntryId entry = entries[pick(entries.size())];
      const int base = must(reading()->entries().find(entry))->newest_number;
      published({placed(revise_item(entry, base, "问题改", "您好。"))});
    } else {
      const auto all = nodes();
      const CatalogueNode& node = all[pick(all.size())];
      CatalogueStep one;
      one.node = node.id;
      if (what == 2) {
        one.action = CatalogueAction::kMerge;
        one.into = all[pick(all.size())].id;
      } else {
        one.name = what == 3 ? node.name : "新名" + std::to_string(++named);
        if (pick(2) == 0) one.parent = all[pick(all.size())].id;
      }
      const auto moved = move_catalogue_node(flow, editor, "调整", one);  // refused when it would loop, say
      if (moved) ++arranged;
    }
    clock.advance(1);
    Moment now{clock.now(), {}};
    for (const EntryId entry : entries) {
      const int newest = must(reading()->entries().find(entry))->newest_number;
      now.paths[entry.value] = must(reading()->entries().revision(entry, newest))->text.catalogue;
    }
    moments.push_back(std::move(now));
  }

  struct Moment {
    Instant at;
    std::map<std::int64_t, std::string> paths;
  };
  std::mt19937 random{20261127};
  std::vector<EntryId> entries;
  std::vector<Moment> moments;
  int named = 0, arranged = 0;
};

TEST_F(PathsThenInSearch, FilterCountAndShowAsTheStoreSaidThen) {
  for (int i = 0; i < kSteps; ++i) step();
  ASSERT_GT(arranged, 30);
  const auto index = directory.path() / "index";
  {
    const auto writer = must(search::open_writer(index));
    must(indexer::catch_up(*store, *writer));
  }
  const auto reader = must(search::open_reader(index));
  std::size_t elsewhere = 0;
  for (int probe = 0; probe < kProbes; ++probe) {
    const Moment& then = moments[pick(moments.size())];
    std::map<std::string, std::size_t> counts;
    for (const auto& [entry, path] : then.paths)
      for (const std::string& one : search::path_and_ancestors(path)) ++counts[one];
    search::Request request;
    if (pick(2) == 0) request.text = "问题";
    request.at = request.known = then.at;
    request.limit = 100;
    request.paths_then = must(reading()->catalogue().paths_then(then.at));
    elsewhere += request.paths_then.size();
    auto answer = must(reader->search(request));
    std::map<std::int64_t, std::string> found;
    for (const search::Hit& hit : answer.hits) found[hit.document.entry.value] = hit.document.text.catalogue;
    ASSERT_EQ(found, then.paths);
    std::map<std::string, std::size_t> counted;
    for (const search::FacetValue& value : answer.facets.catalogue) counted[value.value] = value.count;
    ASSERT_EQ(counted, counts);

    auto path = counts.begin();
    std::advance(path, pick(counts.size()));
    request.filters.catalogue = {path->first};
    answer = must(reader->search(request));
    EXPECT_EQ(answer.total, path->second) << path->first;
    for (const search::Hit& hit : answer.hits)
      EXPECT_EQ(hit.document.text.catalogue, then.paths.at(hit.document.entry.value));
  }
  EXPECT_GT(elsewhere, 100U) << "the history is one in which nodes hang elsewhere";

  // Now is as without: what was remembered of then does not stay.
  search::Request now;
  now.at = now.known = clock.now();
  now.limit = 100;
  for (const auto& [entry, path] : moments.back().paths) {
    now.filters.catalogue = {path};
    bool there = false;
    for (const search::Hit& hit : must(reader->search(now)).hits) there |= hit.document.entry.value == entry;
    EXPECT_TRUE(there) << path;
  }
}

}  // namespace
}  // namespace koujing::testing
