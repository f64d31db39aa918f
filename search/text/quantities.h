// Quantities in text and their one spelling: what stands beside the text in the index, so that 一百二十元,
// ¥120 and 120.00元 find each other. Each kind has spellings of its own, so that different things never meet.
//
//  kind      written                                       spelled
//  number    1,000, 1千, 一千; 十二点五; 3万5              1000; 12.5; 35000
//  money     120元, 一百二十元, ¥120, 120块; 3块5          120元; 3.5元
//  percent   15%, 百分之十五; 千分之三; 15个百分点         15%; 3‰; 15百分点
//  data      10gb, 10g, 10个g; 500mb                       10gb; 500mb
//  speed     100mbps, 100兆宽带; 千兆, 1gbps               100mbps; 1000mbps
//  duration  24个小时; 半小时; 1.5小时; 3日; 7个工作日     24小时; 30分钟; 90分钟; 3天; 7工作日
//            3个月; 12个月; 一年半; 半个月                 3个月; 1年; 18个月; 15天
//  date      2026年1月15日, 2026/1/15; 1月15日             2026-01-15; 01-15
//            2026年1月; 3月; 2026年                        2026-01; 3月; 2026年
//  clock     8点半, 08:30; 下午3点; 20时15分               8:30; 15:00; 20:15
//  volume    15吨; 15立方米, 15方, 15m3                    15吨; 15立方米
//  phone     400-800-1234; 138 0013 8000                   4008001234; 13800138000
//  document  〔2026〕15号, 2026年第15号                    2026-15号, as tokenise.h spells it
//  ordinal   第三条, 第3条                                 第3条
//  discount  八五折, 85折, 8.5折                           8.5折
//
// 100m and 100兆 without a word behind them (宽带, 流量) can be a speed and an amount of data, and give both.
// 2g to 6g are generations of networks, and nothing here unless 流量 or the like follows. Both ends of a
// range (3-5天, 100至200元) have its unit. A number that is part of a word (iphone15) is none; one Chinese
// digit or 十 is none without a unit, so that 一起, 十分, 万一 and 三星 give nothing; nor does a number of
// one digit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koujing::search {

enum class QuantityKind : std::uint8_t {
  kNumber,
  kMoney,
  kPercent,
  kData,
  kSpeed,
  kDuration,
  kDate,
  kClock,
  kVolume,
  kPhone,
  kDocumentNumber,
  kOrdinal,
  kDiscount,
};

struct Quantity {
  std::uint32_t begin = 0;  // characters of the text, half-open
  std::uint32_t end = 0;
  std::string spelling;  // UTF-8, at most 40 bytes
  QuantityKind kind = QuantityKind::kNumber;
  bool operator==(const Quantity&) const = default;
};

// All quantities of normalised text by where they begin. They do not overlap, but two readings of one place
// stand one after the other with the same borders. Total; time grows with the length alone. Numbers of more
// than 18 digits are passed over. Any thread.
std::vector<Quantity> find_quantities(std::u32string_view text);

}  // namespace koujing::search
