#include "search/text/quantities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "search/text/normalise.h"
#include "search/text/tokenise.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

using ::testing::IsEmpty;

// All spellings, with a bar between.
std::string found(std::string_view text) {
  std::string joined;
  for (const Quantity& quantity : find_quantities(normalise(text).characters))
    joined += (joined.empty() ? "" : "|") + quantity.spelling;
  return joined;
}

struct Case {
  const char* text;
  const char* spellings;
};

constexpr Case kNumbers[] = {
    {"1,000", "1000"},
    {"1000", "1000"},
    {"1千", "1000"},
    {"一千", "1000"},
    {"壹仟", "1000"},
    {"１０００", "1000"},
    {"1,234,567.80", "1234567.8"},
    {"一百二十", "120"},
    {"两百五", "250"},
    {"一百二", "120"},
    {"一百零二", "102"},
    {"一千零五十", "1050"},
    {"十二点五", "12.5"},
    {"三点一四", "3.14"},
    {"零点五", "0.5"},
    {"二〇二六", "2026"},
    {"3万5", "35000"},
    {"三万五", "35000"},
    {"3千5百", "3500"},
    {"1.2亿", "120000000"},
    {"一亿两千万", "120000000"},
    {"三万亿", "3000000000000"},
    {"一点五万", "15000"},
    {"10086", "10086"},
    {"12345", "12345"},
    {"96968", "96968"},
    {"十五", "15"},
    {"15", "15"},
    {"123456789012345678", "123456789012345678"},
    {"萬一", ""},
    {"三萬", "30000"},
    {"兩百", "200"},
};
constexpr Case kMoney[] = {
    {"120元", "120元"},
    {"一百二十元", "120元"},
    {"¥120", "120元"},
    {"￥120.00", "120元"},
    {"120块", "120元"},
    {"120块钱", "120元"},
    {"120.00元", "120元"},
    {"120圆", "120元"},
    {"120圓", "120元"},
    {"RMB 120", "120元"},
    {"120人民币", "120元"},
    {"两块钱", "2元"},
    {"1,200元", "1200元"},
    {"5角", "0.5元"},
    {"5毛", "0.5元"},
    {"五毛钱", "0.5元"},
    {"5分钱", "0.05元"},
    {"12元5角3分", "12.53元"},
    {"3块5", "3.5元"},
    {"3块5毛", "3.5元"},
    {"3万元", "30000元"},
    {"三万五千元", "35000元"},
    {"2.5亿元", "250000000元"},
    {"100美元", "100美元"},
    {"100美金", "100美元"},
    {"100-200元", "100元|200元"},
    {"100元至200元", "100元|200元"},
    {"每月 58 元", "58元"},
    {"壹佰贰拾圆", "120元"},
    {"120元/月", "120元"},
    {"5角3分", "0.53元"},
    {"8000000000元", "8000000000元"},
    {"2026元旦", "2026"},
};
constexpr Case kShares[] = {
    {"15%", "15%"},         {"15％", "15%"},          {"百分之十五", "15%"},      {"百分之15", "15%"},
    {"15.50%", "15.5%"},    {"百分之零点五", "0.5%"}, {"千分之三", "3‰"},         {"3‰", "3‰"},
    {"百分百", "100%"},     {"百分之百", "100%"},     {"15个百分点", "15百分点"}, {"万分之五", "5‱"},
    {"10%-15%", "10%|15%"}, {"八五折", "8.5折"},      {"85折", "8.5折"},          {"8折", "8折"},
    {"八折", "8折"},
};
constexpr Case kData[] = {
    {"10GB", "10gb"},
    {"10G", "10gb"},
    {"10 g", "10gb"},
    {"10个G", "10gb"},
    {"500MB", "500mb"},
    {"64KB", "64kb"},
    {"2TB", "2tb"},
    {"1.5GB", "1.5gb"},
    {"100M流量", "100mb"},
    {"5G流量", "5gb"},
    {"5G套餐", ""},
    {"5GB套餐", "5gb"},
    {"4G网络", ""},
    {"100Mbps", "100mbps"},
    {"100M宽带", "100mbps"},
    {"100兆光纤", "100mbps"},
    {"100M", "100mbps|100mb"},
    {"100兆", "100mbps|100mb"},
    {"千兆宽带", "1000mbps"},
    {"1000兆宽带", "1000mbps"},
    {"1Gbps", "1000mbps"},
    {"三百兆宽带", "300mbps"},
    {"百兆", "100mbps"},
    {"0.1兆帕", "0.1"},
};
constexpr Case kDurations[] = {
    {"24小时", "24小时"},   {"24个小时", "24小时"},   {"二十四小时", "24小时"},
    {"7x24小时", "24小时"}, {"3天", "3天"},           {"3日", "3天"},
    {"三天", "3天"},        {"7个工作日", "7工作日"}, {"七个工作日内", "7工作日"},
    {"7工作日", "7工作日"}, {"半小时", "30分钟"},     {"半个小时", "30分钟"},
    {"30分钟", "30分钟"},   {"1.5小时", "90分钟"},    {"一个半小时", "90分钟"},
    {"60分钟", "1小时"},    {"一刻钟", "15分钟"},     {"一个月", "1个月"},
    {"1个月", "1个月"},     {"3个月", "3个月"},       {"12个月", "1年"},
    {"一年", "1年"},        {"半年", "6个月"},        {"一年半", "18个月"},
    {"18个月", "18个月"},   {"两个半月", "2.5个月"},  {"半个月", "15天"},
    {"60秒", "60秒"},       {"两周", "2周"},          {"2个星期", "2周"},
    {"15个自然日", "15天"}, {"3-5天", "3天|5天"},     {"三至五个工作日", "3工作日|5工作日"},
    {"十分钟", "10分钟"},   {"3天半", "3.5天"},       {"3 个月", "3个月"},
    {"24h", "24小时"},
};
constexpr Case kDates[] = {
    {"2026年1月15日", "2026-01-15"},
    {"2026-01-15", "2026-01-15"},
    {"2026/1/15", "2026-01-15"},
    {"2026.01.15", "2026-01-15"},
    {"2026年1月15号", "2026-01-15"},
    {"二〇二六年一月十五日", "2026-01-15"},
    {"二零二六年一月十五日", "2026-01-15"},
    {"26年1月15日", "2026-01-15"},
    {"2026 年 1 月 15 日", "2026-01-15"},
    {"1月15日", "01-15"},
    {"一月十五号", "01-15"},
    {"2026年1月", "2026-01"},
    {"2026年1月份", "2026-01"},
    {"2026-01", "2026-01"},
    {"3月", "3月"},
    {"三月份", "3月"},
    {"十二月", "12月"},
    {"2026年", "2026年"},
    {"13月", "13"},
    {"2026-13-15", "2026|13|15"},
    {"2026年1月1日至2026年3月31日", "2026-01-01|2026-03-31"},
    {"8点半", "8:30"},
    {"8:30", "8:30"},
    {"08:30", "8:30"},
    {"8：30", "8:30"},
    {"八点半", "8:30"},
    {"8点", "8:00"},
    {"8点30分", "8:30"},
    {"8点30", "8:30"},
    {"八点三十", "8:30"},
    {"八点十分", "8:10"},
    {"8点一刻", "8:15"},
    {"20时15分", "20:15"},
    {"下午3点", "15:00"},
    {"下午三点半", "15:30"},
    {"晚上8点", "20:00"},
    {"今晚8点", "20:00"},
    {"上午9点", "9:00"},
    {"上午三点", "3:00"},
    {"8:30-17:30", "8:30|17:30"},
    {"08:30:15", "8:30:15"},
    {"一点建议", ""},
    {"两点要求", ""},
    {"25:30", "25|30"},
    {"10点20元", "10:00|20元"},
};
constexpr Case kVolumes[] = {
    {"15吨", "15吨"},     {"十五吨", "15吨"},   {"15立方米", "15立方米"}, {"15方", "15立方米"},
    {"15m³", "15立方米"}, {"15㎥", "15立方米"}, {"15立方", "15立方米"},   {"15方案", "15"},
    {"三方协议", ""},     {"2.5吨", "2.5吨"},
};
constexpr Case kPhones[] = {
    {"400-800-1234", "4008001234"},       {"4008001234", "4008001234"},
    {"400 800 1234", "4008001234"},       {"010-62283888", "01062283888"},
    {"(010)62283888", "01062283888"},     {"（0571）8888 1234", "057188881234"},
    {"01062283888", "01062283888"},       {"138 0013 8000", "13800138000"},
    {"13800138000", "13800138000"},       {"138-0013-8000", "13800138000"},
    {"+86 138 0013 8000", "13800138000"}, {"+8613800138000", "13800138000"},
    {"86-13800138000", "13800138000"},    {"6228-3888", "62283888"},
    {"4b2f-9845-5344-fedc", "9845|5344"}, {"0571-88881234-1", "057188881234"},
    {"2000-5000元", "2000元|5000元"},     {"400-800元", "400元|800元"},
};
constexpr Case kDocuments[] = {
    {"市场〔2026〕15号", "2026-15号"},
    {"[2026]15号", "2026-15号"},
    {"（2026）第015号", "2026-15号"},
    {"2026年第15号", "2026-15号"},
    {"2026年15号", "2026-15号"},
    {"【2026】15号", "2026-15号"},
    {"二〇二六年第十五号", "2026-15号"},
    {"第三条", "第3条"},
    {"第3条", "第3条"},
    {"第 3 条", "第3条"},
    {"第十二条第二款", "第12条|第2款"},
    {"第二季度", "第2季"},
    {"第三方", ""},
    {"第一", ""},
};
constexpr Case kNothing[] = {
    {"一下", ""},
    {"一起", ""},
    {"一直", ""},
    {"万一", ""},
    {"三星", ""},
    {"十分满意", ""},
    {"一般", ""},
    {"统一", ""},
    {"唯一", ""},
    {"同一天", ""},
    {"一些", ""},
    {"千万别", ""},
    {"百姓", ""},
    {"五险一金", ""},
    {"三四天", ""},
    {"十五六个", ""},
    {"一年级", ""},
    {"上半年", ""},
    {"一块儿", ""},
    {"三角形", ""},
    {"一点", ""},
    {"iPhone15", ""},
    {"abc123def", ""},
    {"1.2.3", ""},
    {"192.168.1.1", ""},
    {"3", ""},
    {"007", ""},
    {"1234567890123456789", ""},
    {"，。!?", ""},
    {"", ""},
    {"¥", ""},
    {"第", ""},
    {"半", ""},
    {"百分之", ""},
    {"〔2026〕", "2026"},
    {"+", ""},
    {"一百十百", ""},
    {"元", ""},
    {"双十一", "11"},
    {"双11", "11"},
    {"一窗通办", ""},
    {"一网通办", ""},
    {"万一年底", ""},
    {"九十九万九千九百九十九亿亿亿亿", ""},
};

class Quantities : public ::testing::TestWithParam<Case> {};
TEST_P(Quantities, HaveOneSpelling) {
  EXPECT_EQ(found(GetParam().text), GetParam().spellings) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(Numbers, Quantities, ::testing::ValuesIn(kNumbers));
INSTANTIATE_TEST_SUITE_P(Money, Quantities, ::testing::ValuesIn(kMoney));
INSTANTIATE_TEST_SUITE_P(Shares, Quantities, ::testing::ValuesIn(kShares));
INSTANTIATE_TEST_SUITE_P(DataAndSpeeds, Quantities, ::testing::ValuesIn(kData));
INSTANTIATE_TEST_SUITE_P(Durations, Quantities, ::testing::ValuesIn(kDurations));
INSTANTIATE_TEST_SUITE_P(DatesAndClocks, Quantities, ::testing::ValuesIn(kDates));
INSTANTIATE_TEST_SUITE_P(Volumes, Quantities, ::testing::ValuesIn(kVolumes));
INSTANTIATE_TEST_SUITE_P(Phones, Quantities, ::testing::ValuesIn(kPhones));
INSTANTIATE_TEST_SUITE_P(DocumentsAndOrdinals, Quantities, ::testing::ValuesIn(kDocuments));
INSTANTIATE_TEST_SUITE_P(WhatIsNone, Quantities, ::testing::ValuesIn(kNothing));

TEST(FindQuantities, GivesAllOfASentenceInOrderWithTheirBorders) {
  const std::u32string text =
      normalise("自2026年1月15日8点半起，100M宽带每月一百二十元，3至5天装好，拨400-800-1234。").characters;
  std::string joined;
  for (const Quantity& quantity : find_quantities(text))
    joined += to_utf8(std::u32string_view(text).substr(quantity.begin, quantity.end - quantity.begin)) + "=" +
              quantity.spelling + ";";
  EXPECT_EQ(joined,
            "2026年1月15日=2026-01-15;8点半=8:30;100m=100mbps;一百二十元=120元;3=3天;5天=5天;"
            "400-800-1234=4008001234;");
}

TEST(FindQuantities, TellsTheKind) {
  const std::pair<const char*, QuantityKind> kinds[] = {{"一千", QuantityKind::kNumber},
                                                        {"120元", QuantityKind::kMoney},
                                                        {"15%", QuantityKind::kPercent},
                                                        {"10gb", QuantityKind::kData},
                                                        {"千兆", QuantityKind::kSpeed},
                                                        {"3天", QuantityKind::kDuration},
                                                        {"1月15日", QuantityKind::kDate},
                                                        {"8:30", QuantityKind::kClock},
                                                        {"15吨", QuantityKind::kVolume},
                                                        {"138 0013 8000", QuantityKind::kPhone},
                                                        {"第3条", QuantityKind::kOrdinal},
                                                        {"8折", QuantityKind::kDiscount},
                                                        {"2026年第15号", QuantityKind::kDocumentNumber}};
  for (const auto& [text, kind] : kinds) {
    const std::vector<Quantity> quantities = find_quantities(normalise(text).characters);
    ASSERT_EQ(quantities.size(), 1u) << text;
    EXPECT_EQ(quantities[0].kind, kind) << text;
  }
}

TEST(FindQuantities, SpellsDocumentNumbersAsTheTokensAre) {
  const std::u32string text = normalise("市场〔2026〕015号").characters;
  std::string token_spelling;
  for (const Token& token : tokenise(text))
    if (token.kind == TokenKind::kDocumentNumber) token_spelling = spelling(text, token);
  const std::vector<Quantity> quantities = find_quantities(text);
  ASSERT_EQ(quantities.size(), 1u);
  EXPECT_EQ(quantities[0].spelling, token_spelling);
}

TEST(FindQuantities, GrowsWithTheLengthAlone) {
  for (const std::u32string piece : {U"1", U"一", U"1,", U"十百", U"1-", U"1.", U"2026年", U"百分之", U"(",
                                     U"千万亿", U"8点", U"1 ", U"半", U"第", U"一,000", U"9:", U"+86 "}) {
    std::u32string text;
    while (text.size() < 200'000) text += piece;
    const std::vector<Quantity> quantities = find_quantities(text);
    if (!quantities.empty()) {
      EXPECT_LE(quantities.back().end, text.size());
    }
  }
}

}  // namespace
}  // namespace koujing::search
