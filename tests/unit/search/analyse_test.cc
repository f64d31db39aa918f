#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/query/analysed_query.h"
#include "search/search_types.h"

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> terms(std::string_view text) {
  std::vector<std::string> all;
  for (const QueryTerm& term : analyse(text).terms) all.push_back(term.text);
  return all;
}

TEST(Analyse, UnderstandsMixedText) {
  EXPECT_THAT(terms("iPhone 漫游 5G"), ElementsAre("iphone", "漫", "漫游", "游", "5g"));
}

TEST(Analyse, CountsWhatIsAskedTwiceOnce) {
  const AnalysedQuery query = analyse("漫游 漫游");
  ASSERT_EQ(query.terms.size(), 3u);
  EXPECT_EQ(query.terms[1].text, "漫游");
  EXPECT_EQ(query.terms[1].count, 2u);
}

TEST(Analyse, TakesQuotesThatStandApartAsADemand) {
  const AnalysedQuery query = analyse("“携号转网” 资费");
  ASSERT_EQ(query.phrases.size(), 1u);
  EXPECT_EQ(query.phrases[0].characters, U"携号转网");
  EXPECT_THAT(query.phrases[0].pairs, ElementsAre("携号", "号转", "转网"));
  EXPECT_THAT(analyse("\"iPhone 15\"").phrases[0].grams, ElementsAre("ip", "ph", "ho", "on", "ne", "15"));
}

TEST(Analyse, TakesQuotesWithinASentenceAsText) {
  EXPECT_THAT(analyse("什么是“携号转网”？").phrases, IsEmpty());
  EXPECT_THAT(analyse("\"没有关上").phrases, IsEmpty());
  EXPECT_THAT(analyse("\"\" “，”").phrases, IsEmpty());
}

TEST(Analyse, ReadsAsManyCharactersAsPromised) {
  std::string text;
  for (std::size_t i = 0; i < kMaxQueryCharacters; ++i) text += "宽";
  EXPECT_THAT(terms(text + "带"), ElementsAre("宽", "宽宽"));
  text.resize(text.size() - 3);
  EXPECT_THAT(terms(text + "带"), ElementsAre("宽", "宽宽", "宽带", "带"));
}

TEST(Analyse, TellsBlankFromPunctuation) {
  EXPECT_TRUE(analyse("").blank);
  EXPECT_TRUE(analyse(" \t　\n").blank);
  EXPECT_FALSE(analyse("？！").blank);
  EXPECT_FALSE(analyse("宽").blank);
}

TEST(Analyse, SpellsTheWholeQuestionWithoutPunctuation) {
  EXPECT_EQ(analyse("寬帶 報修，怎麼辦？").exact, "宽带报修怎么办");
}

}  // namespace
}  // namespace koujing::search
