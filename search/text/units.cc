#include "search/text/units.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "search/text/characters.h"

namespace koujing::search {
namespace {

enum class After { kAny, kDigitsOnly, kDigitsOrTens };  // which numbers a unit may follow

struct Spelled {
  std::u32string_view text;
  UnitName name;
  std::u32string_view not_before = {};  // with one of these behind it, it is another word
  After after = After::kAny;  // 三方, 三角, 两块 are words; 15方, 5角, 120块 are quantities
};

// Longer ones first among those that begin alike. Those in Latin letters end where the letters end.
constexpr std::array kUnits = {
    Spelled{U"元", UnitName::kYuan, U"旦宵素件年月老器"},
    Spelled{U"圆", UnitName::kYuan, U"形圈桌满心"},
    Spelled{U"块钱", UnitName::kYuan},
    Spelled{U"块", UnitName::kYuan, U"链头状儿地", After::kDigitsOrTens},
    Spelled{U"人民币", UnitName::kYuan},
    Spelled{U"rmb", UnitName::kYuan},
    Spelled{U"cny", UnitName::kYuan},
    Spelled{U"角钱", UnitName::kJiao},
    Spelled{U"角", UnitName::kJiao, U"度色形落", After::kDigitsOnly},
    Spelled{U"毛钱", UnitName::kJiao},
    Spelled{U"毛", UnitName::kJiao, U"利", After::kDigitsOnly},
    Spelled{U"分钱", UnitName::kFen},
    Spelled{U"美元", UnitName::kForeignMoney},
    Spelled{U"美金", UnitName::kForeignMoney},
    Spelled{U"港元", UnitName::kForeignMoney},
    Spelled{U"港币", UnitName::kForeignMoney},
    Spelled{U"欧元", UnitName::kForeignMoney},
    Spelled{U"日元", UnitName::kForeignMoney},
    Spelled{U"英镑", UnitName::kForeignMoney},
    Spelled{U"%", UnitName::kPercent},
    Spelled{U"‰", UnitName::kPerMille},
    Spelled{U"个百分点", UnitName::kPercentPoint},
    Spelled{U"百分点", UnitName::kPercentPoint},
    Spelled{U"kb", UnitName::kKilobyte},
    Spelled{U"mbps", UnitName::kMegabit},
    Spelled{U"mb/s", UnitName::kMegabit},
    Spelled{U"mbit/s", UnitName::kMegabit},
    Spelled{U"mb", UnitName::kMegabyte},
    Spelled{U"个m", UnitName::kMegabyte},
    Spelled{U"m3", UnitName::kCubicMetre},
    Spelled{U"m", UnitName::kMega},
    Spelled{U"兆每秒", UnitName::kMegabit},
    Spelled{U"兆", UnitName::kMega, U"丰头帕"},
    Spelled{U"gbps", UnitName::kGigabit},
    Spelled{U"gb/s", UnitName::kGigabit},
    Spelled{U"gb", UnitName::kGigabyte},
    Spelled{U"个gb", UnitName::kGigabyte},
    Spelled{U"个g", UnitName::kGigabyte},
    Spelled{U"g", UnitName::kGigabyte},
    Spelled{U"tb", UnitName::kTerabyte},
    Spelled{U"t", UnitName::kTerabyte},
    Spelled{U"秒钟", UnitName::kSecond},
    Spelled{U"秒", UnitName::kSecond, U"杀表"},
    Spelled{U"个分钟", UnitName::kMinute},
    Spelled{U"分钟", UnitName::kMinute},
    Spelled{U"刻钟", UnitName::kQuarterOfAnHour},
    Spelled{U"个小时", UnitName::kHour},
    Spelled{U"小时", UnitName::kHour, U"候"},
    Spelled{U"个钟头", UnitName::kHour},
    Spelled{U"钟头", UnitName::kHour},
    Spelled{U"h", UnitName::kHour},
    Spelled{U"个工作日", UnitName::kWorkingDay},
    Spelled{U"工作日", UnitName::kWorkingDay},
    Spelled{U"个自然日", UnitName::kDay},
    Spelled{U"自然日", UnitName::kDay},
    Spelled{U"天", UnitName::kDay, U"气然线花津猫翼"},
    Spelled{U"日", UnitName::kDay, U"本均期历志常元"},
    Spelled{U"个星期", UnitName::kWeek},
    Spelled{U"星期", UnitName::kWeek, U"一二三四五六日天"},
    Spelled{U"个礼拜", UnitName::kWeek},
    Spelled{U"周", UnitName::kWeek, U"年岁一二三四五六日边围期到"},
    Spelled{U"个月", UnitName::kMonth},
    Spelled{U"年", UnitName::kYear, U"底初级轻龄代终末份"},
    Spelled{U"吨", UnitName::kTon},
    Spelled{U"立方米", UnitName::kCubicMetre},
    Spelled{U"立方", UnitName::kCubicMetre},
    Spelled{U"方", UnitName::kCubicMetre, U"案面式法便向位格程才言针队", After::kDigitsOnly},
    Spelled{U"折", UnitName::kDiscount, U"叠返断现线痕损"},
};

bool is_latin(char32_t character) {
  return (character >= 'a' && character <= 'z') || is_ascii_digit(character);
}

bool stands_at(std::u32string_view text, std::size_t position, const Spelled& unit) {
  if (text.substr(position, unit.text.size()) != unit.text) return false;
  const std::size_t end = position + unit.text.size();
  const char32_t next = at(text, end);
  if (is_latin(unit.text.back()) && (kind_of(next) == CharacterKind::kLetter || is_ascii_digit(next)))
    return false;
  return next == 0 || unit.not_before.find(next) == std::u32string_view::npos;
}

bool may_follow(const Numeral& number, After after) {
  if (after == After::kAny || !number.chinese) return true;
  return after == After::kDigitsOrTens && whole_part(number.value) >= 10;
}

bool follows(std::u32string_view text, std::size_t position,
             std::initializer_list<std::u32string_view> words) {
  for (const std::u32string_view word : words)
    if (text.substr(std::min(position, text.size()), word.size()) == word) return true;
  return false;
}

bool of_data(std::u32string_view text, std::size_t position) {
  return follows(text, position,
                 {U"流量", U"国内流量", U"通用流量", U"定向流量", U"全国流量", U"内存", U"空间", U"存储",
                  U"云盘", U"大小", U"的流量"});
}
bool of_speed(std::u32string_view text, std::size_t position) {
  return follows(text, position,
                 {U"宽带", U"光纤", U"光宽", U"网速", U"速率", U"带宽", U"专线", U"家宽", U"的宽带"});
}

// Whether g, m and 兆 mean data or a speed here; nothing for the g of 5g, the generation.
std::optional<UnitName> decide(std::u32string_view text, const Numeral& number, UnitName name,
                               const Spelled& unit) {
  const std::size_t end = number.end;
  const std::size_t behind = end + (at(text, end) == ' ' ? 1 : 0) + unit.text.size();
  if (name == UnitName::kMega) {
    if (of_data(text, behind)) return UnitName::kMegabyte;
    return of_speed(text, behind) ? UnitName::kMegabit : name;
  }
  if (name == UnitName::kGigabyte && unit.text == U"g") {
    const std::uint64_t value = whole_part(number.value);
    const bool generation = number.plain && value >= 2 && value <= 6;
    if (generation && !of_data(text, behind)) return std::nullopt;
  }
  return name;
}

std::string currency_of(std::u32string_view text) {
  if (text == U"美元" || text == U"美金") return "美元";
  if (text == U"港元" || text == U"港币") return "港元";
  if (text == U"欧元") return "欧元";
  return text == U"日元" ? "日元" : "英镑";
}

bool takes_half(UnitName name) {
  return name == UnitName::kHour || name == UnitName::kDay || name == UnitName::kYear ||
         name == UnitName::kWeek;
}

// The value in a unit `factor` times smaller, when that is a whole number.
std::optional<std::uint64_t> whole_of(Decimal value, std::uint64_t factor) {
  const auto product = times(value, factor);
  if (!product || !product->is_whole()) return std::nullopt;
  return whole_part(*product);
}

std::string spell_minutes(std::uint64_t minutes) {
  if (minutes > 0 && minutes % 60 == 0) return std::to_string(minutes / 60) + "小时";
  return std::to_string(minutes) + "分钟";
}

std::string spell_months(std::uint64_t months) {
  if (months > 0 && months % 12 == 0) return std::to_string(months / 12) + "年";
  return std::to_string(months) + "个月";
}

// Hours in minutes when they are not whole, and so on: one spelling for 半小时 and 30分钟, 一年半 and 18个月.
std::string spell_duration(Decimal value, UnitName name) {
  constexpr std::uint64_t kMinutes[] = {1, 15, 60};
  switch (name) {
    case UnitName::kMinute:
    case UnitName::kQuarterOfAnHour:
    case UnitName::kHour: {
      const auto minutes =
          whole_of(value, kMinutes[static_cast<int>(name) - static_cast<int>(UnitName::kMinute)]);
      if (minutes) return spell_minutes(*minutes);
      return spelled(value) + (name == UnitName::kHour ? "小时" : "分钟");
    }
    case UnitName::kMonth:
      if (value.mantissa == 5 && value.places == 1)
        return "15天";  // 半个月 is counted as half of thirty days
      [[fallthrough]];
    case UnitName::kYear: {
      const auto months = whole_of(value, name == UnitName::kYear ? 12 : 1);
      if (months) return spell_months(*months);
      return spelled(value) + (name == UnitName::kYear ? "年" : "个月");
    }
    case UnitName::kSecond:
      return spelled(value) + "秒";
    case UnitName::kWorkingDay:
      return spelled(value) + "工作日";
    case UnitName::kWeek:
      return spelled(value) + "周";
    default:
      return spelled(value) + "天";
  }
}

std::vector<std::string> spell_scaled(std::optional<Decimal> value, const char* unit) {
  if (!value) return {};
  return {spelled(*value) + unit};
}

}  // namespace

std::optional<Unit> read_unit(std::u32string_view text, const Numeral& number) {
  const std::size_t position = number.chinese ? number.end : behind_space(text, number.end);
  Unit found;
  // 个半 stands between: 3个半小时 is read as 3个小时 and a half.
  if (follows(text, position, {U"个半小时", U"个半钟头", U"个半月", U"个半星期"})) {
    const char32_t first = at(text, position + 2);
    found.and_a_half = true;
    found.name = first == U'月' ? UnitName::kMonth : first == U'星' ? UnitName::kWeek : UnitName::kHour;
    found.end = position + (first == U'月' ? 3 : 4);
    return found;
  }
  for (const Spelled& unit : kUnits) {
    if (!stands_at(text, position, unit) || !may_follow(number, unit.after)) continue;
    const auto name = decide(text, number, unit.name, unit);
    if (!name) return std::nullopt;
    found.name = *name;
    found.end = position + unit.text.size();
    if (*name == UnitName::kForeignMoney) found.currency = currency_of(unit.text);
    if (takes_half(*name) && at(text, found.end) == U'半' && at(text, found.end + 1) != U'价') {
      found.and_a_half = true;
      ++found.end;
    }
    return found;
  }
  return std::nullopt;
}

QuantityKind kind_of_unit(UnitName unit) {
  if (unit <= UnitName::kForeignMoney) return QuantityKind::kMoney;
  if (unit <= UnitName::kPercentPoint) return QuantityKind::kPercent;
  if (unit <= UnitName::kTerabyte) return QuantityKind::kData;
  if (unit <= UnitName::kMega) return QuantityKind::kSpeed;
  if (unit <= UnitName::kYear) return QuantityKind::kDuration;
  return unit == UnitName::kDiscount ? QuantityKind::kDiscount : QuantityKind::kVolume;
}

std::vector<std::string> spell_measure(Decimal value, const Unit& unit) {
  if (unit.and_a_half) {
    const auto more = plus(value, {5, 1});
    if (!more) return {};
    value = *more;
  }
  switch (unit.name) {
    case UnitName::kYuan:
      return {spelled(value) + "元"};
    case UnitName::kJiao:
      return spell_scaled(shifted_down(value, 1), "元");
    case UnitName::kFen:
      return spell_scaled(shifted_down(value, 2), "元");
    case UnitName::kForeignMoney:
      return {spelled(value) + unit.currency};
    case UnitName::kPercent:
      return {spelled(value) + "%"};
    case UnitName::kPerMille:
      return {spelled(value) + "‰"};
    case UnitName::kPercentPoint:
      return {spelled(value) + "百分点"};
    case UnitName::kKilobyte:
      return {spelled(value) + "kb"};
    case UnitName::kMegabyte:
      return {spelled(value) + "mb"};
    case UnitName::kGigabyte:
      return {spelled(value) + "gb"};
    case UnitName::kTerabyte:
      return {spelled(value) + "tb"};
    case UnitName::kMegabit:
      return {spelled(value) + "mbps"};
    case UnitName::kGigabit:
      return spell_scaled(times(value, 1000), "mbps");
    case UnitName::kMega:
      return {spelled(value) + "mbps", spelled(value) + "mb"};
    case UnitName::kTon:
      return {spelled(value) + "吨"};
    case UnitName::kCubicMetre:
      return {spelled(value) + "立方米"};
    case UnitName::kDiscount:
      // 85折 and 八五折 are 8.5折.
      if (value.is_whole() && whole_part(value) >= 10) return spell_scaled(shifted_down(value, 1), "折");
      return {spelled(value) + "折"};
    default:
      return {spell_duration(value, unit.name)};
  }
}

}  // namespace koujing::search
