#include "search/text/segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "search/text/normalise.h"
#include "search/text/trade_words.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::u32string folded32(std::string_view text) { return normalise(text).characters; }

// The words, a star behind those that are not known.
std::vector<std::string> cut(std::string_view text, const Dictionary& dictionary = Dictionary::standard()) {
  const std::u32string characters = folded32(text);
  std::vector<std::string> all;
  for (const Word& word : segment(characters, dictionary))
    all.push_back(to_utf8(std::u32string_view(characters).substr(word.begin, word.end - word.begin)) +
                  (word.known ? "" : "*"));
  return all;
}

Dictionary with(std::initializer_list<const char*> words, const Dictionary& base = Dictionary::standard()) {
  std::vector<std::u32string> list;
  for (const char* word : words) list.push_back(folded32(word));
  return base.with(list);
}

std::vector<std::string> words_of_the_trade() {
  std::vector<std::string> all;
  std::string word;
  for (const char byte : trade_words()) {
    if (byte != ' ' && byte != '\n') {
      word.push_back(byte);
    } else if (!word.empty()) {
      all.push_back(std::move(word));
      word.clear();
    }
  }
  return all;
}

TEST(Segment, CutsQuestionsOfTheCounterIntoTheirWords) {
  ASSERT_TRUE(Dictionary::standard().loaded());
  EXPECT_THAT(cut("宽带报修"), ElementsAre("宽带", "报修"));
  EXPECT_THAT(cut("预存话费"), ElementsAre("预存", "话费"));
  EXPECT_THAT(cut("国际漫游"), ElementsAre("国际漫游"));
  EXPECT_THAT(cut("水费账单"), ElementsAre("水费", "账单"));
  EXPECT_THAT(cut("開戶行行號"), ElementsAre("开户行", "行号"));
  EXPECT_THAT(cut("携号转网需要什么条件"), ElementsAre("携号转网", "需要", "什么", "条件"));
  EXPECT_THAT(cut("异地就医备案"), ElementsAre("异地就医", "备案"));
  EXPECT_THAT(cut("研究生命起源"), ElementsAre("研究", "生命", "起源"));
}

TEST(Segment, KeepsLettersAndDigitsTogetherAndLeavesSeparatorsOut) {
  EXPECT_THAT(cut("iPhone15，5G 套餐。"), ElementsAre("iphone15*", "5g*", "套餐"));
  EXPECT_THAT(cut("，。 !\n"), IsEmpty());
  EXPECT_THAT(cut(""), IsEmpty());
}

TEST(Segment, LeavesWhatNoDictionaryHoldsAsSingleCharacters) {
  EXPECT_THAT(cut("龘靐我"), ElementsAre("龘*", "靐*", "我*"));
}

TEST(Segment, LetsDecidedWordsWinOverAllOthers) {
  EXPECT_THAT(cut("喵汪网关坏了"), ElementsAre("喵*", "汪*", "网关", "坏*", "了*"));
  EXPECT_THAT(cut("喵汪网关坏了", with({"喵汪"})), ElementsAre("喵汪", "网关", "坏*", "了*"));
  EXPECT_THAT(cut("银行卡密码", with({"行卡"})), ElementsAre("银*", "行卡", "密码"));
  EXPECT_THAT(cut("光猫指示灯", with({"光猫", "光猫指示灯"})), ElementsAre("光猫指示灯"));
  EXPECT_THAT(cut("甲乙丙丁", with({"甲乙丙", "丙丁"})), ElementsAre("甲乙丙", "丁*"));
}

TEST(Segment, TakesDecidedWordsWithLettersWholeOrNotAtAll) {
  const Dictionary dictionary = with({"5G套餐", "e家", "phone壳"});
  EXPECT_THAT(cut("办5g套餐", dictionary), ElementsAre("办*", "5g套餐"));
  EXPECT_THAT(cut("15g套餐", dictionary), ElementsAre("15g*", "套餐"));  // not inside of 15g
  EXPECT_THAT(cut("iphone壳", dictionary), ElementsAre("iphone*", "壳*"));
  EXPECT_THAT(cut("e家e家1", dictionary), ElementsAre("e家", "e家", "1*"));
}

TEST(Dictionary, KeepsEarlierDecidedWordsAndLeavesTheOriginalAsItWas) {
  const Dictionary first = with({"喵汪"});
  const Dictionary second = with({"汪喵"}, first);
  EXPECT_TRUE(second.contains(U"喵汪"));
  EXPECT_TRUE(second.contains(U"汪喵"));
  EXPECT_FALSE(first.contains(U"汪喵"));
  EXPECT_FALSE(Dictionary::standard().contains(U"喵汪"));
}

TEST(Dictionary, PassesOverWordsThatCannotBe) {
  const Dictionary dictionary = with(
      {"", "靐", "喵 汪", "喵，", "一二三四五六七八九十一二三四五六七", "一二三四五六七八九十一二三四五六"});
  EXPECT_FALSE(dictionary.contains(U"喵,"));
  EXPECT_FALSE(dictionary.contains(U"靐"));
  EXPECT_FALSE(dictionary.contains(U"喵 汪"));
  EXPECT_FALSE(dictionary.contains(U"一二三四五六七八九十一二三四五六七"));
  EXPECT_TRUE(dictionary.contains(U"一二三四五六七八九十一二三四五六"));
  EXPECT_FALSE(dictionary.contains(U""));
}

TEST(Dictionary, WithoutItsFileHasTheWordsOfTheCounter) {
  const Dictionary own = Dictionary::load("no/such/dictionary.txt");
  EXPECT_FALSE(own.loaded());
  EXPECT_TRUE(own.contains(U"光猫"));
  EXPECT_FALSE(own.contains(U"研究"));
  EXPECT_TRUE(Dictionary::standard().contains(U"研究"));
  EXPECT_THAT(cut("宽带报修", own), ElementsAre("宽带", "报修"));
}

TEST(Dictionary, ReadsWhatItCanOfADamagedFile) {
  const std::filesystem::path file =
      std::filesystem::path(testing::TempDir()) / ("koujing_words_" + std::to_string(::getpid()) + ".txt");
  std::ofstream(file, std::ios::binary) << "喵汪 5 n\n\n汪\n喵喵 many n\n\xFF\xFE 3 n\n汪喵 0\n"
                                        << "A股 3 n\n 4 n\n喵呜 7";
  const Dictionary damaged = Dictionary::load(file);
  std::filesystem::remove(file);
  EXPECT_TRUE(damaged.loaded());
  EXPECT_TRUE(damaged.contains(U"喵汪"));
  EXPECT_TRUE(damaged.contains(U"汪喵"));
  EXPECT_TRUE(damaged.contains(U"喵呜"));
  EXPECT_FALSE(damaged.contains(U"喵喵"));
  EXPECT_FALSE(damaged.contains(U"a股"));
}

TEST(TradeWords, AreMoreThanThreeHundredEachOnceNormalisedAndKeptWhole) {
  const std::vector<std::string> words = words_of_the_trade();
  EXPECT_GT(words.size(), 300u);
  EXPECT_EQ(std::set<std::string>(words.begin(), words.end()).size(), words.size());
  for (const std::string& word : words) {
    EXPECT_EQ(folded(word), word);
    EXPECT_THAT(cut(word), ElementsAre(word));
  }
}

TEST(Segment, CoversEveryCharacterButSeparatorsOnceAndInOrder) {
  const std::u32string text =
      folded32("我的５Ｇ套餐，为什么多扣了20块钱？请查〔2026〕15号；a1b2c3光猫\nOK喵");
  std::u32string joined;
  std::uint32_t end = 0;
  for (const Word& word : segment(text, Dictionary::standard())) {
    EXPECT_LE(end, word.begin);
    EXPECT_LT(word.begin, word.end);
    end = word.end;
    joined += text.substr(word.begin, word.end - word.begin);
  }
  EXPECT_EQ(to_utf8(joined), "我的5g套餐为什么多扣了20块钱请查202615号a1b2c3光猫ok喵");
}

TEST(Segment, GrowsWithTheLengthAlone) {
  const std::u32string text(2'000'000, U'一');  // one stretch; 一一 is a word
  const std::vector<Word> words = segment(text, Dictionary::standard());
  EXPECT_EQ(words.back().end, text.size());
  const std::u32string letters(2'000'000, U'a');
  EXPECT_THAT(segment(letters, Dictionary::standard()), ElementsAre(Word{0, 2'000'000, false}));
}

}  // namespace
}  // namespace koujing::search
