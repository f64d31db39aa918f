#include "search/text/pinyin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "search/text/encoding.h"
#include "search/text/normalise.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> names(std::span<const Syllable> syllables) {
  std::vector<std::string> all;
  for (const Syllable one : syllables) all.emplace_back(syllable_name(one));
  return all;
}

// "yin hang", with all readings of a character that has several: "xing/hang".
std::string sound(const char* text) {
  std::string joined;
  const std::vector<std::vector<Syllable>> lists = readings_of(normalise(text).characters);
  for (std::size_t at = 0; at < lists.size(); ++at) {
    if (at > 0) joined += ' ';
    for (std::size_t i = 0; i < lists[at].size(); ++i)
      joined += (i == 0 ? "" : "/") + std::string(syllable_name(lists[at][i]));
  }
  return joined;
}

// "xi an", and "dian +2" where two letters are left.
std::vector<std::string> split(std::string_view letters, std::size_t most = 4) {
  std::vector<std::string> all;
  for (const PinyinPath& path : split_pinyin(letters, most)) {
    std::string joined;
    for (const Syllable one : path.syllables)
      joined += (joined.empty() ? "" : " ") + std::string(syllable_name(one));
    if (path.rest > 0) joined += (joined.empty() ? "+" : " +") + std::to_string(path.rest);
    all.push_back(joined);
  }
  return all;
}

bool alike(std::string_view a, std::string_view b) { return sounds_alike(*syllable(a), *syllable(b)); }

TEST(Readings, StandCommonestFirst) {
  EXPECT_THAT(names(readings(U'行')), ElementsAre("xing", "hang"));
  EXPECT_THAT(names(readings(U'还')), ElementsAre("hai", "huan"));
  EXPECT_THAT(names(readings(U'费')), ElementsAre("fei"));
  EXPECT_THAT(names(readings(U'率')), ElementsAre("lv", "shuai"));
  EXPECT_THAT(names(readings(U'略')), ElementsAre("lve"));
  EXPECT_THAT(names(readings(U'〇')), ElementsAre("ling"));
}

TEST(Readings, LeaveOutThoseNoLongerInUse) {
  EXPECT_THAT(names(readings(U'不')), ElementsAre("bu"));
  EXPECT_THAT(names(readings(U'会')), ElementsAre("hui", "kuai"));
}

TEST(Readings, AreThereForIdeographsAlone) {
  for (const char32_t other :
       {U'a', U'1', U'，', U'あ', U'\0', char32_t{0x20000}, char32_t{0x10FFFF}, char32_t{0xFFFFFFFF}})
    EXPECT_TRUE(readings(other).empty()) << static_cast<std::uint32_t>(other);
  for (char32_t character = 0x4E00; character <= 0x9FFF; ++character)
    EXPECT_LE(readings(character).size(), 4u);
}

TEST(Readings, AreKnownForAllOfTheFirstLevelOfGb2312) {
  std::string text;  // the 3,755 commonest characters of simplified Chinese
  for (int row = 0xB0; row <= 0xD7; ++row)
    for (int cell = 0xA1; cell <= (row == 0xD7 ? 0xF9 : 0xFE); ++cell) {
      text.push_back(static_cast<char>(row));
      text.push_back(static_cast<char>(cell));
    }
  const std::u32string characters = normalise(decode_to_utf8(text)).characters;
  ASSERT_EQ(characters.size(), 3755u);
  std::u32string unknown;
  for (const char32_t character : characters)
    if (readings(character).empty()) unknown.push_back(character);
  EXPECT_EQ(to_utf8(unknown), "");
}

struct Word {
  const char* text;
  const char* sound;
};
class ReadingsOfWords : public ::testing::TestWithParam<Word> {};
TEST_P(ReadingsOfWords, AreThoseOfTheWord) {
  EXPECT_EQ(sound(GetParam().text), GetParam().sound) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    Pinyin, ReadingsOfWords,
    ::testing::Values(Word{"银行", "yin hang"}, Word{"长江", "chang jiang"}, Word{"厦门", "xia men"},
                      Word{"大厦", "da sha"}, Word{"重新", "chong xin"}, Word{"重庆", "chong qing"},
                      Word{"重要", "zhong yao"}, Word{"行政", "xing zheng"}, Word{"会计", "kuai ji"},
                      Word{"会议", "hui yi"}, Word{"还款", "huan kuan"}, Word{"还是", "hai shi"},
                      Word{"调整", "tiao zheng"}, Word{"调度", "diao du"}, Word{"长途", "chang tu"},
                      Word{"增长", "zeng zhang"}, Word{"利率", "li lv"}, Word{"首都", "shou du"},
                      Word{"便宜", "pian yi"}, Word{"音乐", "yin yue"}, Word{"参与", "can yu"},
                      Word{"開戶銀行", "kai hu yin hang"},  // traditional text is folded first
                      Word{"宽带报修", "kuan dai bao xiu"}, Word{"重置密码", "chong zhi mi ma"},
                      Word{"省内流量", "sheng nei liu liang"}, Word{"跨行转账", "kua hang zhuan zhang"}));

TEST(ReadingsOf, KeepsAllThatOverlappingWordsAllow) {
  EXPECT_EQ(sound("美的"), "mei de/di");               // two ways to read one word
  EXPECT_EQ(sound("行"), "xing/hang");                 // in no word
  EXPECT_EQ(sound("成长度"), "cheng zhang/chang du");  // 成长 and 长度
}

TEST(ReadingsOf, GivesAnEmptyListForWhatIsNoIdeograph) {
  EXPECT_EQ(sound("5银行，a"), " yin hang  ");
  EXPECT_EQ(readings_of(U"").size(), 0u);
}

TEST(Syllables, AreFoundByTheirNamesAndOtherSpellings) {
  for (std::size_t i = 0; i < syllable_count(); ++i) {
    const auto number = static_cast<Syllable>(i);
    EXPECT_EQ(syllable(syllable_name(number)), number) << syllable_name(number);
    EXPECT_EQ(initial(number), syllable_name(number)[0]);
  }
  for (const auto& [form, name] : std::vector<std::pair<const char*, const char*>>{{"lue", "lve"},
                                                                                   {"nue", "nve"},
                                                                                   {"lü", "lv"},
                                                                                   {"nü", "nv"},
                                                                                   {"lüe", "lve"},
                                                                                   {"lyu", "lv"},
                                                                                   {"nyu", "nv"},
                                                                                   {"jv", "ju"},
                                                                                   {"qve", "que"},
                                                                                   {"xvan", "xuan"},
                                                                                   {"yvn", "yun"}}) {
    ASSERT_TRUE(syllable(form).has_value()) << form;
    EXPECT_EQ(syllable_name(*syllable(form)), name);
  }
  for (const char* none : {"", "b", "zh", "kuandai", "bv", "ü", "Yi", "v", "xinh", "ng"})
    EXPECT_FALSE(syllable(none).has_value()) << none;
  EXPECT_EQ(syllable_name(9999), "");
  EXPECT_EQ(initial(9999), '\0');
}

TEST(SplitPinyin, CutsWholeSyllables) {
  EXPECT_EQ(split("kuandaibaoxiu").front(), "kuan dai bao xiu");
  EXPECT_EQ(split("liuliangtaocan").front(), "liu liang tao can");
  EXPECT_EQ(split("guojimanyou").front(), "guo ji man you");
  EXPECT_EQ(split("zhuangwang").front(), "zhuang wang");
  EXPECT_EQ(split("nüxing").front(), "nv xing");
  EXPECT_EQ(split("lvyou").front(), "lv you");
  EXPECT_EQ(split("shengluehao").front(), "sheng lve hao");
  EXPECT_EQ(split("KuanDai").front(), "kuan dai");
}

TEST(SplitPinyin, GivesTheLikelierReadingFirst) {
  EXPECT_THAT(split("xian"), ElementsAre("xian", "xi an", "xia +1", "xi a +1"));
  EXPECT_THAT(split("fangan"), ElementsAre("fang an", "fan gan", "fang a +1", "fan ga +1"));
  EXPECT_THAT(split("xian", 1), ElementsAre("xian"));
  EXPECT_THAT(split("xian", 0), IsEmpty());
}

TEST(SplitPinyin, TakesApostrophesSpacesAndHyphensAsBorders) {
  EXPECT_THAT(split("xi'an", 1), ElementsAre("xi an"));
  EXPECT_THAT(split("fan gan", 1), ElementsAre("fan gan"));
  EXPECT_THAT(split(" kuan-dai "), ElementsAre("kuan dai", "ku an dai"));
  EXPECT_THAT(split("kua ndai"), IsEmpty());
}

TEST(SplitPinyin, LeavesAnUnfinishedSyllableAtTheEnd) {
  EXPECT_EQ(split("liuliangb").front(), "liu liang +1");
  EXPECT_EQ(split("chongzh").front(), "chong +2");
  EXPECT_EQ(split("kuan d").front(), "kuan +1");
  EXPECT_THAT(split("zh"), ElementsAre("+2"));
  EXPECT_EQ(split("zhuangzhua").front(), "zhuang zhua");
  EXPECT_THAT(split("k d"), IsEmpty());  // unfinished in the middle
}

TEST(SplitPinyin, GivesNothingForWhatIsNoPinyin) {
  for (const char* text :
       {"", " ", "''", "iphone", "kuandai1", "宽带", "abcdef", "wifi5", "vip", "a,b", "\xC3", "\xFF"})
    EXPECT_THAT(split(text), IsEmpty()) << text;
}

TEST(SplitPinyin, IsBoundedForManyWays) {
  std::string letters;
  for (int i = 0; i < 5000; ++i) letters += "xian";
  const std::vector<PinyinPath> paths = split_pinyin(letters, 1000);
  ASSERT_EQ(paths.size(), 16u);
  EXPECT_EQ(paths.front().syllables.size(), 5000u);
  for (std::size_t i = 1; i < paths.size(); ++i) EXPECT_LE(paths[i - 1].cost, paths[i].cost);
}

TEST(SoundsAlike, ForWhatIsMixedUpInSpeech) {
  for (const auto& [a, b] : std::vector<std::pair<const char*, const char*>>{{"zi", "zhi"},
                                                                             {"cong", "chong"},
                                                                             {"san", "shan"},
                                                                             {"nan", "lan"},
                                                                             {"fei", "hei"},
                                                                             {"re", "le"},
                                                                             {"dan", "dang"},
                                                                             {"men", "meng"},
                                                                             {"xin", "xing"},
                                                                             {"lian", "liang"},
                                                                             {"guan", "guang"},
                                                                             {"zen", "zheng"},
                                                                             {"lin", "ning"},
                                                                             {"an", "ang"},
                                                                             {"bao", "bao"}}) {
    EXPECT_TRUE(alike(a, b)) << a << ' ' << b;
    EXPECT_TRUE(alike(b, a)) << b << ' ' << a;
  }
  for (const auto& [a, b] : std::vector<std::pair<const char*, const char*>>{
           {"zi", "ci"}, {"dan", "den"}, {"bao", "pao"}, {"nan", "ran"}, {"hu", "wu"}, {"dong", "dou"}}) {
    EXPECT_FALSE(alike(a, b)) << a << ' ' << b;
  }
}

}  // namespace
}  // namespace koujing::search
