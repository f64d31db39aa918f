// Nothing found is never a dead end.
#include <gmock/gmock.h>

#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NothingFound : public ::testing::Test {
 protected:
  NothingFound() {
    IndexDocument east = document(1, "宽带报修怎么处理");
    east.text.catalogue = "宽带/故障";
    east.text.scope.region = {"城东"};
    IndexDocument west = document(2, "国际漫游怎么开通");
    west.text.catalogue = "漫游";
    west.text.scope.region = {"江北"};
    IndexDocument ended = document(3, "宽带旧资费");
    ended.text.catalogue = "宽带/资费";
    ended.span.valid.to = kNow;
    index_.put({east, west, ended});
  }
  Answer search(const std::string& text, const Filters& filters) {
    Request request;
    request.text = text;
    request.at = request.known = kNow;
    request.filters = filters;
    return index_.search(request);
  }
  static std::vector<std::int64_t> entries(const std::vector<Hit>& hits) {
    std::vector<std::int64_t> numbers;
    for (const Hit& hit : hits) numbers.push_back(hit.document.entry.value);
    return numbers;
  }
  SmallIndex index_;
};

TEST_F(NothingFound, ShowsWhatTheFiltersShutOutAndSaysSo) {
  Filters north;
  north.region = {"江北"};
  const Answer found = search("国际漫游", north);
  EXPECT_THAT(entries(found.hits), ElementsAre(2));
  EXPECT_THAT(found.relaxed, IsEmpty());
  const Answer elsewhere = search("宽带报修", north);
  EXPECT_THAT(elsewhere.hits, IsEmpty());
  EXPECT_THAT(entries(elsewhere.nearest), ElementsAre(1));
  EXPECT_THAT(elsewhere.relaxed, ElementsAre(Relaxation::kFilters));
}

TEST_F(NothingFound, NeverGivesUpTheClocks) {
  Filters fees;
  fees.catalogue = {"宽带/资费"};
  const Answer answer = search("旧资费", fees);
  EXPECT_THAT(entries(answer.hits), IsEmpty());
  EXPECT_THAT(entries(answer.nearest), ElementsAre(1));  // the next above in the catalogue
  EXPECT_EQ(answer.nearest_catalogue, "宽带");
}

TEST_F(NothingFound, ShowsWhatIsNearInTheCatalogue) {
  const Answer answer = search("䶮䶮", {});
  EXPECT_THAT(answer.hits, IsEmpty());
  EXPECT_EQ(answer.total, 0u);
  EXPECT_THAT(entries(answer.nearest), ElementsAre(2, 1));  // the newest of all
  EXPECT_EQ(answer.nearest_catalogue, "");
  EXPECT_THAT(search("国际漫游", {}).nearest, IsEmpty());
}

TEST_F(NothingFound, LooksNoFurtherThanTheCatalogueGoes) {
  Filters deep;
  for (int level = 0; level < 3000; ++level) deep.catalogue.resize(1), deep.catalogue.front() += "a/";
  deep.catalogue.front() += "b";
  const Answer answer = search("䶮䶮", deep);
  EXPECT_THAT(entries(answer.nearest), ElementsAre(2, 1));
  EXPECT_FALSE(answer.partial);
}

class AskedBefore : public NothingFound {
 protected:
  void remember(std::vector<PastUse> uses) {
    Lexicon lexicon;
    lexicon.uses = std::move(uses);
    index_.reader->use_lexicon(lexicon);
  }
  std::vector<std::string> suggest(const std::string& text, const Filters& filters = {}) {
    return take(index_.reader->suggest(text, kNow, 10, filters));
  }
};

TEST_F(AskedBefore, IsOfferedByCharactersPinyinAndFirstLetters) {
  remember({{"断网了找谁", EntryId{1}, 3, kNow}, {"断网怎么赔", EntryId{2}, 5, kNow}});
  EXPECT_THAT(suggest("断网"), ElementsAre("断网怎么赔", "断网了找谁"));
  EXPECT_THAT(suggest("duanwangl"), Contains("断网了找谁"));
  EXPECT_THAT(suggest("dwl"), Contains("断网了找谁"));
  EXPECT_THAT(suggest("断电"), IsEmpty());
}

TEST_F(AskedBefore, IsOfferedOnlyWhenItsAnswerMayBeGivenHere) {
  remember({{"旧资费多少", EntryId{3}, 9, kNow}, {"断网了找谁", EntryId{1}, 3, kNow}});
  EXPECT_THAT(suggest("旧资"), IsEmpty());
  Filters north, east;
  north.region = {"江北"};
  east.region = {"城东"};
  EXPECT_THAT(suggest("断网", north), IsEmpty());
  EXPECT_THAT(suggest("断网", east), ElementsAre("断网了找谁"));
}

TEST_F(AskedBefore, KeepsToItselfWhatOnlyOneAskedAndWhatHasALongNumber) {
  remember({{"断网了找谁", EntryId{1}, 1, kNow},
            {"断网回电13800000000", EntryId{1}, 9, kNow},
            {"断网回电138-0000-0000", EntryId{1}, 9, kNow}});
  EXPECT_THAT(suggest("断网"), IsEmpty());
}

TEST_F(AskedBefore, CountsOneQuestionHoweverItIsPunctuated) {
  remember({{"断网了找谁", EntryId{1}, 1, kNow}, {"断网了，找谁？", EntryId{1}, 1.2, kNow}});
  EXPECT_THAT(suggest("断网"), ElementsAre("断网了，找谁？"));
}

}  // namespace
}  // namespace koujing::search
