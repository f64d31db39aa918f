#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

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

// What is in force is remembered between two borders; every border is kept to the microsecond all the same,
// forwards, backwards, and after something was published.
TEST_F(TwoClocks, ForgetsWhatItRemembersAtEveryBorder) {
  std::vector<IndexDocument> documents;
  for (int i = 0; i < 20; ++i) {
    documents.push_back(document(i + 1, "漫游资费"));
    documents.back().span.valid = {kNow.plus_seconds(i), kNow.plus_seconds(i + 3)};
  }
  index_.put(documents);
  const auto expected = [](int second) {
    std::vector<std::int64_t> entries;
    for (int i = 0; i < 20; ++i)
      if (i <= second && second < i + 3) entries.push_back(i + 1);
    return entries;
  };
  const Instant known = kNow.plus_seconds(100);
  for (const int second : {0, 1, 2, 5, 5, 4, 19, 22, 3, 0, 21}) {
    EXPECT_EQ(seen(kNow.plus_seconds(second), known), expected(second)) << second;
    EXPECT_EQ(seen(Instant{kNow.plus_seconds(second + 1).us - 1}, known), expected(second)) << second;
  }
  index_.put({document(50, "漫游资费")});
  EXPECT_THAT(seen(kNow.plus_seconds(21), known), ElementsAre(20, 50));
}

}  // namespace
}  // namespace koujing::search
