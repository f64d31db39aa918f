// What a number counts: the units behind it, and how number and unit are spelled together. For quantities.h
// alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/text/decimal.h"
#include "search/text/numerals.h"
#include "search/text/quantities.h"

namespace koujing::search {

enum class UnitName {
  kYuan,
  kJiao,
  kFen,
  kForeignMoney,
  kPercent,
  kPerMille,
  kPercentPoint,
  kKilobyte,
  kMegabyte,
  kGigabyte,
  kTerabyte,
  kMegabit,  // a second
  kGigabit,
  kMega,  // of bytes or of bits a second: nothing says of which
  kSecond,
  kMinute,
  kQuarterOfAnHour,
  kHour,
  kDay,
  kWorkingDay,
  kWeek,
  kMonth,
  kYear,
  kTon,
  kCubicMetre,
  kDiscount,
};

struct Unit {
  UnitName name = UnitName::kYuan;
  std::size_t end = 0;        // behind the unit
  bool and_a_half = false;    // 3个半小时, 三年半
  std::string currency = {};  // of kForeignMoney, as it is spelled
};

// The unit that follows a number which ends at `number.end`, one space between allowed. Nothing when there is
// none, and when what looks like one is the beginning of another word: 2026元旦, 一年级, 3方案, 三角.
std::optional<Unit> read_unit(std::u32string_view text, const Numeral& number);

QuantityKind kind_of_unit(UnitName unit);

// "120元", "30分钟" for half an hour, "1000mbps" for a gigabit; two spellings for kMega; none when it gets
// too long.
std::vector<std::string> spell_measure(Decimal value, const Unit& unit);

}  // namespace koujing::search
