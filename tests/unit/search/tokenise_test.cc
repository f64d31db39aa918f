#include "search/text/tokenise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/text/normalise.h"

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> spelled(const char* text, TokenKind kind) {
  const NormalText normal = normalise(text);
  std::vector<std::string> all;
  for (const Token& token : tokenise(normal.characters))
    if (token.kind == kind) all.push_back(spelling(normal.characters, token));
  return all;
}

TEST(Tokenise, CutsIdeographsSinglyAndInPairs) {
  EXPECT_THAT(spelled("宽带，报修", TokenKind::kCharacter), ElementsAre("宽", "带", "报", "修"));
  EXPECT_THAT(spelled("宽带，报修", TokenKind::kPair), ElementsAre("宽带", "报修"));
}

TEST(Tokenise, KeepsWordsWholeAndInParts) {
  EXPECT_THAT(spelled("iPhone15 漫游", TokenKind::kWord), ElementsAre("iphone", "15", "iphone15"));
  EXPECT_THAT(spelled("5G", TokenKind::kWord), ElementsAre("5g"));
  EXPECT_THAT(spelled("abc", TokenKind::kGram), ElementsAre("ab", "bc"));
}

TEST(Tokenise, PairsAcrossTheBorderOfScripts) {
  EXPECT_THAT(spelled("5G套餐A", TokenKind::kPair), ElementsAre("g套", "套餐", "餐a"));
}

TEST(Tokenise, SpellsNumbersInOneWay) {
  EXPECT_THAT(spelled("拨打400-800-1234。", TokenKind::kNumber), ElementsAre("4008001234"));
  EXPECT_THAT(spelled("１，０００．５元", TokenKind::kNumber), ElementsAre("1000.5"));
  EXPECT_THAT(spelled("10.", TokenKind::kNumber), IsEmpty());
}

TEST(Tokenise, SpellsDocumentNumbersInOneWay) {
  for (const char* text :
       {"市场〔2026〕15号", "市场[2026]15号", "市场（2026）第015号", "2026年第15号", "【2026】15号"})
    EXPECT_THAT(spelled(text, TokenKind::kDocumentNumber), ElementsAre("2026-15号")) << text;
  EXPECT_THAT(spelled("2026年15日", TokenKind::kDocumentNumber), IsEmpty());
  EXPECT_THAT(spelled("(12026)15号", TokenKind::kDocumentNumber), IsEmpty());
}

TEST(Tokenise, GivesNothingForPunctuation) { EXPECT_TRUE(tokenise(U"，。!? \n😀").empty()); }

}  // namespace
}  // namespace koujing::search
