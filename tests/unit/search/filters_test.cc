#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "search/facets.h"
#include "tests/unit/search/small_index.h"

namespace koujing::search {

void PrintTo(const FacetValue& value, std::ostream* out) { *out << value.value << ":" << value.count; }
bool operator==(const FacetValue& a, const FacetValue& b) { return a.value == b.value && a.count == b.count; }

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Narrowing : public ::testing::Test {
 protected:
  Narrowing() {
    index_.put({placed(1, "业务知识库", "宽带/故障", "market", "市场部", {"江北"}, {"宽带"}),
                placed(2, "业务知识库", "宽带/资费", "market", "市场部", {}, {"宽带", "手机"}),
                placed(3, "百科知识库", "宽带", "water", "水务部", {"江南", "江北"}, {}),
                placed(4, "百科知识库", "宽带大全", "water", "水务部", {"江南"}, {"手机"}),
                placed(5, "生活专栏", "", "", "", {}, {})});
  }

  static IndexDocument placed(std::int64_t entry, std::string library, std::string catalogue,
                              std::string code, std::string name, std::vector<std::string> region,
                              std::vector<std::string> product) {
    IndexDocument made = document(entry, "办理须知");
    made.text.library = std::move(library);
    made.text.catalogue = std::move(catalogue);
    made.text.department.value = std::move(code);
    made.department_name = std::move(name);
    made.text.scope.region = std::move(region);
    made.text.scope.product = std::move(product);
    return made;
  }

  template <class SetFilters>
  std::vector<std::int64_t> with(SetFilters set) {
    Request request;
    request.text = "办理须知";
    request.at = request.known = kNow;
    set(request.filters);
    return index_.found(request);
  }

  SmallIndex index_;
};

TEST_F(Narrowing, FiltersByAnyOfTheLibraries) {
  EXPECT_THAT(with([](Filters& f) { f.library = {"百科知识库"}; }), ElementsAre(3, 4));
  EXPECT_THAT(with([](Filters& f) { f.library = {"百科知识库", "生活专栏"}; }), ElementsAre(3, 4, 5));
  EXPECT_THAT(with([](Filters& f) { f.library = {"没有这个库"}; }), IsEmpty());
}

TEST_F(Narrowing, FiltersByCatalogueWithEverythingBelow) {
  EXPECT_THAT(with([](Filters& f) { f.catalogue = {"宽带"}; }), ElementsAre(1, 2, 3));
  EXPECT_THAT(with([](Filters& f) { f.catalogue = {"宽带/故障"}; }), ElementsAre(1));
  EXPECT_THAT(with([](Filters& f) { f.catalogue = {"宽带/故障", "宽带大全"}; }), ElementsAre(1, 4));
}

TEST_F(Narrowing, FiltersByDepartmentCodeOrName) {
  EXPECT_THAT(with([](Filters& f) { f.department = {"market"}; }), ElementsAre(1, 2));
  EXPECT_THAT(with([](Filters& f) { f.department = {"水务部"}; }), ElementsAre(3, 4));
}

TEST_F(Narrowing, FiltersByRegionAndKeepsWhatHoldsEverywhere) {
  EXPECT_THAT(with([](Filters& f) { f.region = {"江北"}; }), ElementsAre(1, 2, 3, 5));
  EXPECT_THAT(with([](Filters& f) { f.region = {"江南"}; }), ElementsAre(2, 3, 4, 5));
  EXPECT_THAT(with([](Filters& f) { f.region = {"海外"}; }), ElementsAre(2, 5));
}

TEST_F(Narrowing, FiltersByProduct) {
  EXPECT_THAT(with([](Filters& f) { f.product = {"手机"}; }), ElementsAre(2, 4));
}

TEST_F(Narrowing, DemandsEveryKindOfFilterAtOnce) {
  EXPECT_THAT(with([](Filters& f) {
                f.library = {"业务知识库"};
                f.region = {"江南"};
                f.product = {"宽带"};
              }),
              ElementsAre(2));
  EXPECT_THAT(with([](Filters& f) {
                f.library = {"百科知识库"};
                f.product = {"宽带"};
              }),
              IsEmpty());
}

TEST_F(Narrowing, CountsEachFacetOverAllMatchesNotOnlyThePage) {
  Request request;
  request.text = "办理须知";
  request.at = request.known = kNow;
  request.limit = 1;
  const Answer answer = index_.search(request);
  EXPECT_EQ(answer.hits.size(), 1u);
  EXPECT_EQ(answer.total, 5u);
  EXPECT_TRUE(answer.total_exact);
  EXPECT_THAT(answer.facets.library, ElementsAre(FacetValue{"业务知识库", 2}, FacetValue{"百科知识库", 2},
                                                 FacetValue{"生活专栏", 1}));
  EXPECT_THAT(answer.facets.catalogue, ElementsAre(FacetValue{"宽带", 3}, FacetValue{"宽带/故障", 1},
                                                   FacetValue{"宽带/资费", 1}, FacetValue{"宽带大全", 1}));
  EXPECT_THAT(answer.facets.department, ElementsAre(FacetValue{"市场部", 2}, FacetValue{"水务部", 2}));
  EXPECT_THAT(answer.facets.region, ElementsAre(FacetValue{"江北", 2}, FacetValue{"江南", 2}));
  EXPECT_THAT(answer.facets.product, ElementsAre(FacetValue{"宽带", 2}, FacetValue{"手机", 2}));
}

TEST_F(Narrowing, CountsFacetsWithinTheFilters) {
  Request request;
  request.text = "办理须知";
  request.at = request.known = kNow;
  request.filters.library = {"百科知识库"};
  EXPECT_THAT(index_.search(request).facets.region,
              ElementsAre(FacetValue{"江南", 2}, FacetValue{"江北", 1}));
}

TEST_F(Narrowing, PagesWithoutGapsOrRepetitions) {
  std::vector<std::int64_t> paged;
  for (std::size_t offset = 0; offset < 7; offset += 2) {
    Request request;
    request.text = "办理须知";
    request.at = request.known = kNow;
    request.offset = offset;
    request.limit = 2;
    for (const std::int64_t entry : index_.found(request)) paged.push_back(entry);
  }
  EXPECT_THAT(paged, ElementsAre(1, 2, 3, 4, 5));
}

TEST_F(Narrowing, LeavesFacetsOutWhenNobodyAsks) {
  Request request;
  request.text = "办理须知";
  request.at = request.known = kNow;
  request.facets = false;
  const Answer answer = index_.search(request);
  EXPECT_THAT(answer.facets.library, IsEmpty());
  EXPECT_EQ(answer.hits.size(), 5u);
}

TEST(Facets, KeepTheFiftyMostFrequent) {
  FacetTable table;
  std::vector<std::uint32_t> counts;
  for (std::uint32_t library = 0; library < 60; ++library) {
    IndexDocument one = document(1, "");
    one.text.library = "库" + std::to_string(100 + library);
    EXPECT_EQ(table.number(pack_facets(one)), library);
    counts.push_back(library + 1);
  }
  const Facets facets = table.facets(counts, {});
  ASSERT_EQ(facets.library.size(), kMaxFacetValues);
  EXPECT_EQ(facets.library.front(), (FacetValue{"库159", 60}));
  EXPECT_EQ(facets.library.back(), (FacetValue{"库110", 11}));
}

TEST(Facets, ListThePathAndItsAncestors) {
  EXPECT_THAT(path_and_ancestors("宽带/故障/光猫"), ElementsAre("宽带", "宽带/故障", "宽带/故障/光猫"));
  EXPECT_THAT(path_and_ancestors(""), IsEmpty());
}

}  // namespace
}  // namespace koujing::search
