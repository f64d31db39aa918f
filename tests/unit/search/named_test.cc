// What is named whole comes first, sealed or not.
#include <gmock/gmock.h>

#include "tests/unit/search/small_index.h"

namespace koujing::search {
namespace {

using ::testing::ElementsAre;

// The same documents in a sealed base and in a tail.
struct BothWays {
  explicit BothWays(const std::vector<IndexDocument>& documents) {
    tail.put(documents);
    sealed.writer.reset();
    auto generation = take(begin_generation(sealed.directory.path));
    for (const IndexDocument& one : documents) must(generation->add(0, one.entry, {&one, 1}));
    must(generation->swap_in(1));
  }
  SmallIndex tail, sealed;
};

TEST(Named, IsATitleAQuestionADocumentNumberOrAnId) {
  IndexDocument other = document(1, "宽带报修流程说明", "宽带报修", {"宽带报修了以后呢"});
  IndexDocument named = document(2, "宽带报修", "请重启光猫", {"网断了怎么办"});
  named.document_number = "市场〔2026〕15号";
  named.text.external_id = "web-0046";
  IndexDocument rare = document(3, "𠮷野家订餐", "请拨打电话");
  BothWays both({other, named, rare});
  for (SmallIndex* index : {&both.tail, &both.sealed}) {
    EXPECT_EQ(index->found("宽带报修").front(), 2);
    EXPECT_EQ(index->found("网断了，怎么办？").front(), 2);
    EXPECT_EQ(index->found("市场〔2026〕15号").front(), 2);
    EXPECT_THAT(index->found("web-0046"), ElementsAre(2));
    Request request;
    request.text = "𠮷野家订餐";
    request.at = request.known = kNow;
    request.explain = true;
    const Answer answer = index->search(request);
    ASSERT_FALSE(answer.hits.empty());
    EXPECT_EQ(answer.hits.front().reasons.front().feature, "named");
  }
}

TEST(Named, SharesItsNameWithAsManyAsThereAre) {
  std::vector<IndexDocument> documents;
  for (int entry = 1; entry <= 300; ++entry)
    documents.push_back(document(entry, "目录", "第" + std::to_string(entry) + "卷"));
  BothWays both(documents);
  EXPECT_EQ(both.tail.found("目录").size(), 300u);
  EXPECT_EQ(both.sealed.found("目录").size(), 300u);
  // A keyword is no name: many entries have it.
  IndexDocument keyed = document(1, "资费说明", "每月十元");
  keyed.text.keywords = {"宽带"};
  BothWays keywords({keyed, document(2, "宽带")});
  EXPECT_EQ(keywords.tail.found("宽带").front(), 2);
  EXPECT_EQ(keywords.sealed.found("宽带").front(), 2);
}

}  // namespace
}  // namespace koujing::search
