#include "search/text/quantities.h"

#include <limits>
#include <optional>
#include <utility>

#include "search/text/calendar.h"
#include "search/text/characters.h"
#include "search/text/numerals.h"
#include "search/text/phone_numbers.h"
#include "search/text/units.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

// What 第3 can be the number of.
constexpr std::u32string_view kOrdinals = U"条章节款项页期批届次号类版步种轮季名位档级栋集册卷";
// Between the ends of a range.
constexpr std::u32string_view kRangeMarks = U"-~至到—–‐～";
// 万一, 统一, 唯一 ... are words, whatever follows the 一.
constexpr std::u32string_view kBeforeOneInWords = U"万统唯同专归划单某";
// 上半年 is a time of the year, not six months.
constexpr std::u32string_view kBeforeHalfInWords = U"上下前后大小多";

bool one_of(std::u32string_view list, char32_t character) {
  return character != 0 && list.find(character) != std::u32string_view::npos;
}

class Finder {
 public:
  explicit Finder(std::u32string_view text) : text_(text) {}

  std::vector<Quantity> find() {
    for (std::size_t position = 0; position < text_.size();) position = read(position);
    return std::move(found_);
  }

 private:
  char32_t before(std::size_t position) const { return position == 0 ? U'\0' : text_[position - 1]; }

  void add(std::size_t begin, std::size_t end, QuantityKind kind, std::string spelling) {
    found_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), std::move(spelling), kind});
  }

  // Reads what begins here and gives the place to go on at, always a later one.
  std::size_t read(std::size_t position) {
    const char32_t first = text_[position];
    if (is_ascii_digit(first)) return digits(position);
    if (first == '+' || first == '(') return phone(position).value_or(position + 1);
    if (first == U'¥') return behind_currency(position, 1);
    if (first == 'r' || first == 'c') {
      const std::u32string_view word = text_.substr(position, 3);
      const bool alone = kind_of(before(position)) != CharacterKind::kLetter;
      return alone && (word == U"rmb" || word == U"cny") ? behind_currency(position, 3) : position + 1;
    }
    if (first < 0x3000) return position + 1;
    if (first == U'第') return ordinal(position);
    if (first == U'半') return half(position);
    if (is_chinese_numeral(first)) return chinese(position);
    return position + 1;
  }

  std::size_t digits(std::size_t position) {
    const bool times_mark = position >= 2 && before(position) == 'x' && is_ascii_digit(text_[position - 2]);
    if (kind_of(before(position)) == CharacterKind::kLetter && !times_mark)
      return end_of_numeral_run(text_, position);  // iphone15
    if (const auto end = dated(position)) return *end;
    const auto number = read_numeral(text_, position);
    if (number && read_unit(text_, *number)) return measured(position, *number);
    if (const auto end = phone(position)) return *end;
    return number ? measured(position, *number) : end_of_numeral_run(text_, position);
  }

  std::size_t chinese(std::size_t position) {
    if (const auto end = share(position)) return *end;
    if (const auto end = line_speed(position)) return *end;
    const bool in_word = text_[position] == U'一' && one_of(kBeforeOneInWords, before(position));
    if (!in_word)
      if (const auto end = dated(position)) return *end;
    const auto number = in_word ? std::nullopt : read_numeral(text_, position);
    if (!number) return end_of_numeral_run(text_, position);
    return measured(position, *number);
  }

  std::optional<std::size_t> dated(std::size_t position) {
    if (const auto document = read_document_number(text_, position)) {
      add(position, document->end, QuantityKind::kDocumentNumber, document->spelling);
      return document->end;
    }
    if (const auto date = read_date(text_, position)) {
      add(position, date->end, QuantityKind::kDate, date->spelling);
      return date->end;
    }
    if (const auto clock = read_clock(text_, position)) {
      add(position, clock->end, QuantityKind::kClock, clock->spelling);
      return clock->end;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> phone(std::size_t position) {
    if (before(position) == '-') return std::nullopt;  // a part of a longer identifier
    auto number = read_phone_number(text_, position);
    if (!number) return std::nullopt;
    const bool goes_on = at(text_, number->end) == '-' && !is_ascii_digit(at(text_, number->end + 1));
    if (goes_on || kind_of(at(text_, number->end)) == CharacterKind::kLetter) return std::nullopt;
    add(position, number->end, QuantityKind::kPhone, std::move(number->digits));
    return number->end;
  }

  // A number and its unit, or a number alone.
  std::size_t measured(std::size_t begin, const Numeral& number) {
    const auto unit = read_unit(text_, number);
    if (!unit) {
      alone(begin, number);
      return number.end;
    }
    std::size_t end = unit->end;
    Decimal value = number.value;
    if (unit->name == UnitName::kYuan) end = small_change(end, value);
    if (unit->name == UnitName::kJiao) end = fen_after_jiao(end, value);
    both_ends(begin, *unit);
    for (std::string& spelling : spell_measure(value, *unit)) {
      const bool data = spelling.ends_with("mb");
      add(begin, end, data ? QuantityKind::kData : kind_of_unit(unit->name), std::move(spelling));
    }
    open_end_.reset();
    return end;
  }

  // A number without a unit is one end of a range, perhaps, and is something by itself when it is long
  // enough.
  void alone(std::size_t begin, const Numeral& number) {
    const bool letter_behind = kind_of(at(text_, number.end)) == CharacterKind::kLetter;
    open_end_ = OpenEnd{begin, number, found_.size()};
    if (letter_behind || !number.certain) return;
    const bool leading_zero = text_[begin] == '0' && number.value.places == 0;
    if (leading_zero || (number.value.places == 0 && number.value.mantissa < 10)) return;
    add(begin, number.end, QuantityKind::kNumber, spelled(number.value));
  }

  // 3-5天: the 3 has the unit of the 5.
  void both_ends(std::size_t begin, const Unit& unit) {
    if (!open_end_ || begin != open_end_->number.end + 1 || !one_of(kRangeMarks, before(begin))) return;
    found_.resize(open_end_->found);  // the plain number, if there was one
    Unit same = unit;
    same.and_a_half = false;
    for (std::string& spelling : spell_measure(open_end_->number.value, same)) {
      const bool data = spelling.ends_with("mb");
      add(open_end_->begin, open_end_->number.end, data ? QuantityKind::kData : kind_of_unit(unit.name),
          std::move(spelling));
    }
  }

  // The digit before 角, 毛 or 分.
  std::optional<unsigned> digit_at(std::size_t position) const {
    const char32_t character = at(text_, position);
    if (is_ascii_digit(character)) return character - '0';
    return chinese_digit(character);
  }

  void add_to(Decimal& value, unsigned digit, unsigned places) {
    if (const auto sum = plus(value, {digit, places})) value = *sum;
  }

  // 5角3分, 5毛, 零5分 or a single 5 behind 12元 and 3块.
  std::size_t small_change(std::size_t end, Decimal& value) {
    if (!value.is_whole()) return end;
    const std::size_t first = end + (at(text_, end) == U'零' ? 1 : 0);
    const auto digit = digit_at(first);
    if (!digit) return end;
    const char32_t unit = at(text_, first + 1);
    if (unit == U'角' || unit == U'毛') {
      add_to(value, *digit, 1);
      return fen(first + 2, value, 2);
    }
    if (unit == U'分' && at(text_, first + 2) != U'钟') {
      add_to(value, *digit, 2);
      return first + 2;
    }
    const bool ends = unit == 0 || unit == U'钱' || kind_of(unit) == CharacterKind::kSeparator;
    if (at(text_, end - 1) != U'块' || first != end || !ends || unit == '.' || unit == ':') return end;
    add_to(value, *digit, 1);  // 3块5
    return first + (unit == U'钱' ? 2 : 1);
  }

  std::size_t fen_after_jiao(std::size_t end, Decimal& value) {
    if (!value.is_whole()) return end;
    return fen(end, value, 1);
  }

  // 3分 behind 角; `places` says in which unit the value is counted: 2 for 元, 1 for 角.
  std::size_t fen(std::size_t end, Decimal& value, unsigned places) {
    const auto digit = digit_at(end);
    if (!digit || at(text_, end + 1) != U'分' || at(text_, end + 2) == U'钟') return end;
    add_to(value, *digit, places);
    return end + 2;
  }

  std::size_t behind_currency(std::size_t position, std::size_t length) {
    std::size_t digits_begin = position + length;
    if (at(text_, digits_begin) == ' ') ++digits_begin;
    if (!is_ascii_digit(at(text_, digits_begin))) return position + length;
    const auto number = read_numeral(text_, digits_begin);
    if (!number) return end_of_numeral_run(text_, digits_begin);
    std::size_t end = number->end;
    if (at(text_, end) == U'元') ++end;
    add(position, end, QuantityKind::kMoney, spelled(number->value) + "元");
    return end;
  }

  // 百分之十五, 千分之三, 万分之五, 百分百.
  std::optional<std::size_t> share(std::size_t position) {
    const std::u32string_view word = text_.substr(position, 3);
    if (word == U"百分百") {
      add(position, position + 3, QuantityKind::kPercent, "100%");
      return position + 3;
    }
    if (word != U"百分之" && word != U"千分之" && word != U"万分之") return std::nullopt;
    if (at(text_, position + 3) == U'百' && !chinese_digit(at(text_, position + 4))) {
      add(position, position + 4, QuantityKind::kPercent, "100%");
      return position + 4;
    }
    const auto number = read_numeral(text_, position + 3);
    if (!number) return position + 3;
    const char* const mark = word[0] == U'百' ? "%" : word[0] == U'千' ? "‰" : "‱";
    add(position, number->end, QuantityKind::kPercent, spelled(number->value) + mark);
    return number->end;
  }

  // 百兆, 千兆, 万兆: speeds of lines.
  std::optional<std::size_t> line_speed(std::size_t position) {
    if (at(text_, position + 1) != U'兆') return std::nullopt;
    const char32_t first = text_[position];
    if (first != U'百' && first != U'千' && first != U'万') return std::nullopt;
    const char* const speed = first == U'百' ? "100mbps" : first == U'千' ? "1000mbps" : "10000mbps";
    add(position, position + 2, QuantityKind::kSpeed, speed);
    return position + 2;
  }

  std::size_t ordinal(std::size_t position) {
    const std::size_t begin = behind_space(text_, position + 1);
    if (!is_ascii_digit(at(text_, begin)) && !is_chinese_numeral(at(text_, begin))) return begin;
    const auto number = read_numeral(text_, begin);
    if (!number) return end_of_numeral_run(text_, begin);
    const std::size_t counter = behind_space(text_, number->end);
    const char32_t counted = at(text_, counter);
    if (number->value.places != 0 || !one_of(kOrdinals, counted)) return number->end;
    std::string spelling = "第" + spelled(number->value);
    append_character(spelling, counted);
    add(position, counter + 1, QuantityKind::kOrdinal, std::move(spelling));
    return counter + 1;
  }

  // 半小时, 半个月, 半年, 半天.
  std::size_t half(std::size_t position) {
    if (one_of(kBeforeHalfInWords, before(position)) || is_chinese_numeral(before(position)))
      return position + 1;
    const Numeral number{position + 1, {5, 1}, true, false, false};
    const auto unit = read_unit(text_, number);
    const bool taken = unit && !unit->and_a_half &&
                       (unit->name == UnitName::kHour || unit->name == UnitName::kMonth ||
                        unit->name == UnitName::kYear || unit->name == UnitName::kDay);
    if (!taken || (unit->name == UnitName::kYear && one_of(U"度报", at(text_, unit->end))))
      return position + 1;
    for (std::string& spelling : spell_measure(number.value, *unit))
      add(position, unit->end, QuantityKind::kDuration, std::move(spelling));
    return unit->end;
  }

  struct OpenEnd {
    std::size_t begin = 0;
    Numeral number;
    std::size_t found = 0;  // how many quantities stood before it
  };

  std::u32string_view text_;
  std::vector<Quantity> found_;
  std::optional<OpenEnd> open_end_;
};

}  // namespace

std::vector<Quantity> find_quantities(std::u32string_view text) {
  return Finder(text.substr(0, std::numeric_limits<std::uint32_t>::max())).find();
}

}  // namespace koujing::search
