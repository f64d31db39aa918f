#include "search/visibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Visibility, SortsInstantsAsBytes) {
  const std::vector<std::int64_t> ordered = {
      std::numeric_limits<std::int64_t>::min(), -256, -1, 0, 1, 255, 256,
      std::numeric_limits<std::int64_t>::max()};
  for (std::size_t i = 1; i < ordered.size(); ++i)
    EXPECT_LT(sortable(Instant{ordered[i - 1]}), sortable(Instant{ordered[i]}));
}

class TwoClocks : public ::testing::Test {
 protected:
  std::vector<std::int64_t> seen(Instant at, Instant known) {
    Request request;
    request.text = "漫游资费";
    request.at = at;
    request.known = known;
    return index_.found(request);
  }
  SmallIndex index_;
};

TEST_F(TwoClocks, HoldsFromItsBeginningToItsEndToTheMicrosecond) {
  IndexDocument answer = document(1, "漫游资费");
  answer.span.valid = {Instant{1'000'000}, Instant{2'000'000}};
  answer.span.known.from = Instant{0};
  index_.put({answer});
  EXPECT_THAT(seen(Instant{999'999}, kNow), IsEmpty());
  EXPECT_THAT(seen(Instant{1'000'000}, kNow), ElementsAre(1));
  EXPECT_THAT(seen(Instant{1'999'999}, kNow), ElementsAre(1));
  EXPECT_THAT(seen(Instant{2'000'000}, kNow), IsEmpty());
}

TEST_F(TwoClocks, IsKnownFromItsRecordingUntilSomethingNewerIsRecorded) {
  IndexDocument answer = document(1, "漫游资费");
  answer.span.known = {Instant{500}, Instant{700}};
  index_.put({answer});
  EXPECT_THAT(seen(kNow, Instant{499}), IsEmpty());
  EXPECT_THAT(seen(kNow, Instant{500}), ElementsAre(1));
  EXPECT_THAT(seen(kNow, Instant{699}), ElementsAre(1));
  EXPECT_THAT(seen(kNow, Instant{700}), IsEmpty());
}

TEST_F(TwoClocks, AnswersWhatWasBelievedThenAboutAnyDay) {
  // Until record time 100 we believed that the old price holds for ever; since then, that the new one does
  // from 50 on.
  IndexDocument believed = document(1, "漫游资费：旧价");
  believed.span.valid = {Instant{0}, std::nullopt};
  believed.span.known = {Instant{10}, Instant{100}};
  IndexDocument before = believed;
  before.span.valid = {Instant{0}, Instant{50}};
  before.span.known = {Instant{100}, std::nullopt};
  IndexDocument after = document(1, "漫游资费：新价");
  after.span.valid = {Instant{50}, std::nullopt};
  after.span.known = {Instant{100}, std::nullopt};
  const std::vector<IndexDocument> spans = {believed, before, after};
  must(index_.writer->replace_entry(EntryId{1}, spans));
  must(index_.writer->commit(1));

  const auto title = [&](Instant at, Instant known) {
    Request request;
    request.text = "漫游资费";
    request.at = at;
    request.known = known;
    const Answer answer = index_.search(request);
    EXPECT_EQ(answer.hits.size(), 1u);
    EXPECT_EQ(answer.total, 1u);
    return answer.hits.empty() ? "" : answer.hits.front().document.text.title;
  };
  EXPECT_EQ(title(Instant{60}, Instant{99}), "漫游资费：旧价");
  EXPECT_EQ(title(Instant{60}, Instant{100}), "漫游资费：新价");
  EXPECT_EQ(title(Instant{49}, Instant{100}), "漫游资费：旧价");
}

TEST_F(TwoClocks, HoldsAlwaysAndNeverEndsWhenNothingIsSaid) {
  IndexDocument answer = document(1, "漫游资费");
  answer.span.valid = {Instant::always(), std::nullopt};
  answer.span.known = {Instant::always(), std::nullopt};
  index_.put({answer});
  EXPECT_THAT(seen(Instant::always(), Instant::always()), ElementsAre(1));
  EXPECT_THAT(seen(Instant::never(), Instant::never()), ElementsAre(1));
}

TEST_F(TwoClocks, CountsFacetsAndSuggestsOnlyWhatIsInForce) {
  IndexDocument ended = document(1, "漫游资费已停");
  ended.span.valid.to = kNow;
  ended.text.library = "旧库";
  index_.put({ended, document(2, "漫游资费在用")});
  const Answer answer = index_.search("漫游资费");
  ASSERT_EQ(answer.facets.library.size(), 1u);
  EXPECT_EQ(answer.facets.library[0].value, "业务知识库");
  EXPECT_THAT(take(index_.reader->suggest("漫游", kNow, 10)), ElementsAre("漫游资费在用"));
  EXPECT_THAT(take(index_.reader->suggest("漫游", kNow.plus_seconds(-1), 10)),
              ElementsAre("漫游资费在用", "漫游资费已停"));
}

}  // namespace
}  // namespace koujing::search
