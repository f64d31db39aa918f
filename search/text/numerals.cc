#include "search/text/numerals.h"

#include <array>

namespace koujing::search {
namespace {

constexpr std::size_t kMostDigits = 18;

// Counting words after a last digit show that it does not belong to the number before it: 3万一年 is 30,000
// and a year.
constexpr std::u32string_view kCounters = U"年月天日个次小周星工分秒条位张台户人";

struct Scale {
  std::uint64_t factor = 0;
  bool big = false;  // 万 and 亿 multiply all that stands before them
};

std::optional<Scale> scale_of(char32_t character) {
  switch (character) {
    case U'十':
    case U'拾':
      return Scale{10, false};
    case U'百':
    case U'佰':
      return Scale{100, false};
    case U'千':
    case U'仟':
      return Scale{1000, false};
    case U'万':
      return Scale{10'000, true};
    case U'亿':
      return Scale{100'000'000, true};
    default:
      return std::nullopt;
  }
}

bool is_zero(char32_t character) { return character == U'零' || character == U'〇'; }

std::size_t end_of_ascii_digits(std::u32string_view text, std::size_t position) {
  while (is_ascii_digit(at(text, position))) ++position;
  return position;
}

std::optional<Decimal> decimal_of_ascii(std::u32string_view whole, std::u32string_view fraction) {
  Decimal value;
  std::size_t digits = 0;
  for (const std::u32string_view part : {whole, fraction})
    for (const char32_t character : part) {
      if (character == ',') continue;
      if (++digits > kMostDigits) return std::nullopt;
      value.mantissa = value.mantissa * 10 + (character - '0');
    }
  value.places = static_cast<unsigned>(fraction.size());
  return value;
}

struct AsciiNumber {
  std::size_t end = 0;
  Decimal value;
  bool plain = true;
  bool pointed = false;
};

std::optional<AsciiNumber> read_ascii(std::u32string_view text, std::size_t begin) {
  AsciiNumber number;
  std::size_t whole_end = end_of_ascii_digits(text, begin);
  if (whole_end - begin <= 3 && text[begin] != '0')
    while (at(text, whole_end) == ',' &&
           end_of_ascii_digits(text.substr(0, whole_end + 5), whole_end + 1) == whole_end + 4) {
      whole_end += 4;
      number.plain = false;
    }
  number.end = whole_end;
  if (at(text, whole_end) == '.' && is_ascii_digit(at(text, whole_end + 1))) {
    number.end = end_of_ascii_digits(text, whole_end + 1);
    number.plain = false;
    number.pointed = true;
    if (at(text, number.end) == '.' && is_ascii_digit(at(text, number.end + 1))) return std::nullopt;
  }
  const std::size_t fraction = number.pointed ? whole_end + 1 : number.end;
  const auto value =
      decimal_of_ascii(text.substr(begin, whole_end - begin), text.substr(fraction, number.end - fraction));
  if (!value) return std::nullopt;
  number.value = *value;
  return number;
}

// 五 and 一四 of 十二点五 and 三点一四; not 八点三十, 八点五分, which are times of the day.
std::optional<std::size_t> end_of_spoken_fraction(std::u32string_view text, std::size_t point) {
  if (at(text, point) != U'点') return std::nullopt;
  std::size_t end = point + 1;
  while (chinese_digit(at(text, end))) ++end;
  constexpr std::u32string_view kClock = U"十拾分刻半钟";
  if (end == point + 1 || end - point > kMostDigits ||
      kClock.find(at(text, end)) != std::u32string_view::npos)
    return std::nullopt;
  return end;
}

// Reads coefficients and scales one after another; each step gives nothing when the number breaks a limit.
class ScaledNumber {
 public:
  ScaledNumber(std::u32string_view text, std::size_t begin) : text_(text), begin_(begin), at_(begin) {}

  std::optional<Numeral> read() {
    const bool ascii = is_ascii_digit(at(text_, at_));
    if (ascii ? !first_in_ascii() : !first_in_chinese()) return std::nullopt;
    while (!done_)
      if (!next()) return std::nullopt;
    std::optional<Decimal> sum = plus(total_, middle_);
    if (sum) sum = plus(*sum, section_);
    if (!sum) return std::nullopt;
    if (!ascii && !refused_tail_ && is_chinese_numeral(at(text_, at_))) return std::nullopt;  // 十五六
    Numeral numeral{at_, *sum, !ascii, ascii && plain_ && scales_ == 0, true};
    if (!ascii && !fraction(numeral)) return std::nullopt;
    const bool lone = scales_ == 0 || numeral.end == begin_ + 1;  // 三, 十
    numeral.certain = ascii || !lone || numeral.value.places > 0;
    return numeral;
  }

 private:
  bool first_in_ascii() {
    const auto number = read_ascii(text_, at_);
    if (!number) return false;
    at_ = number->end;
    plain_ = number->plain;
    const auto scale = scale_of(at(text_, at_));
    if (!scale || scale->factor == 10) {
      section_ = number->value;
      done_ = true;
      return true;
    }
    done_ = number->pointed;  // nothing is added to 1.5万
    return scaled(number->value, *scale);
  }

  bool first_in_chinese() {
    const char32_t first = at(text_, at_);
    if (first == U'十' || first == U'拾') return scaled({1, 0}, {10, false});
    const auto digit = chinese_digit(first);
    if (!digit) return false;
    ++at_;
    return coefficient(*digit);
  }

  // A Chinese digit or a single other one has been read; what follows says what it counts.
  bool coefficient(unsigned digit) {
    const auto scale = scale_of(at(text_, at_));
    if (scale) return scaled({digit, 0}, *scale);
    if (last_factor_ == 0 || after_zero_ || last_factor_ == 10) {
      done_ = true;
      return add({digit, 0}, 1);
    }
    done_ = true;
    return add({digit, 0}, last_factor_ / 10);  // 一百二 is 120, 3万5 is 35,000
  }

  bool next() {
    while (is_zero(at(text_, at_))) {
      after_zero_ = true;
      ++at_;
    }
    const char32_t character = at(text_, at_);
    auto digit = chinese_digit(character);
    if (!digit && is_ascii_digit(character) && !is_ascii_digit(at(text_, at_ + 1)) &&
        at(text_, at_ + 1) != '.')
      digit = character - '0';
    if (!digit) {
      const auto scale = scale_of(character);
      if (scale && scale->big && last_factor_ != 0) return scaled({0, 0}, *scale);  // 三百 and then 万
      if (scale && after_zero_ && scale->factor == 10) return scaled({1, 0}, *scale);
      done_ = true;
      return true;
    }
    if (!scale_of(at(text_, at_ + 1)) && !after_zero_ && last_factor_ > 10 &&
        kCounters.find(at(text_, at_ + 1)) != std::u32string_view::npos) {
      refused_tail_ = done_ = true;
      return true;
    }
    ++at_;
    return coefficient(*digit);
  }

  bool scaled(Decimal coefficient, Scale scale) {
    ++at_;
    ++scales_;
    after_zero_ = false;
    if (!scale.big) {
      if (scale.factor >= least_small_) return false;  // 三十百
      least_small_ = scale.factor;
      last_factor_ = scale.factor;
      return add(coefficient, scale.factor);
    }
    if (!add(coefficient, 1)) return false;
    Decimal& into = scale.factor == 10'000 ? middle_ : total_;
    std::optional<Decimal> all = plus(middle_, section_);
    if (all) all = times(*all, scale.factor);
    if (!all || into.mantissa != 0) return false;  // 三万五万
    middle_ = {};
    into = *all;
    section_ = {};
    least_small_ = 10'000;
    last_factor_ = scale.factor;
    return true;
  }

  bool add(Decimal coefficient, std::uint64_t factor) {
    const auto product = times(coefficient, factor);
    const auto sum = product ? plus(section_, *product) : std::nullopt;
    if (sum) section_ = *sum;
    return sum.has_value();
  }

  // 点五 behind the whole part, and 万 or 亿 behind that.
  bool fraction(Numeral& numeral) {
    const auto end = end_of_spoken_fraction(text_, numeral.end);
    if (!end) return true;
    for (std::size_t i = numeral.end + 1; i < *end; ++i) {
      const Decimal digit{*chinese_digit(text_[i]), static_cast<unsigned>(i - numeral.end)};
      const auto sum = plus(numeral.value, digit);
      if (!sum) return false;
      numeral.value = *sum;
    }
    numeral.end = *end;
    const auto scale = scale_of(at(text_, *end));
    if (scale && scale->big) {
      const auto product = times(numeral.value, scale->factor);
      if (!product) return false;
      numeral.value = *product;
      ++numeral.end;
      ++scales_;
    }
    return true;
  }

  std::u32string_view text_;
  std::size_t begin_;
  std::size_t at_;
  Decimal total_;    // before 亿
  Decimal middle_;   // before 万
  Decimal section_;  // below 10,000
  std::uint64_t last_factor_ = 0;
  std::uint64_t least_small_ = 10'000;
  std::size_t scales_ = 0;
  bool plain_ = false;
  bool after_zero_ = false;
  bool refused_tail_ = false;
  bool done_ = false;
};

// 二〇二六, digit by digit: three or more, or two before 折 (八五折).
std::optional<Numeral> read_spelled_digits(std::u32string_view text, std::size_t begin) {
  Decimal value;
  std::size_t end = begin;
  for (; const auto digit = chinese_digit(at(text, end)); ++end) {
    if (end - begin >= kMostDigits) return std::nullopt;
    value.mantissa = value.mantissa * 10 + *digit;
  }
  if (is_chinese_numeral(at(text, end))) return std::nullopt;
  if (end - begin < 3 && at(text, end) != U'折') return std::nullopt;
  return Numeral{end, value, true, true, true};
}

}  // namespace

char32_t at(std::u32string_view text, std::size_t position) {
  return position < text.size() ? text[position] : U'\0';
}

std::size_t behind_space(std::u32string_view text, std::size_t position) {
  return at(text, position) == ' ' ? position + 1 : position;
}

bool is_ascii_digit(char32_t character) { return character >= '0' && character <= '9'; }

std::optional<unsigned> chinese_digit(char32_t character) {
  if (character < U'〇' || character > U'零') return std::nullopt;
  constexpr std::array<std::u32string_view, 10> kDigits = {U"零〇", U"一壹", U"二两贰", U"三叁", U"四肆",
                                                           U"五伍", U"六陆", U"七柒",   U"八捌", U"九玖"};
  for (unsigned digit = 0; digit < kDigits.size(); ++digit)
    if (kDigits[digit].find(character) != std::u32string_view::npos) return digit;
  return std::nullopt;
}

bool is_chinese_numeral(char32_t character) {
  return chinese_digit(character).has_value() || scale_of(character).has_value();
}

std::optional<Numeral> read_numeral(std::u32string_view text, std::size_t position) {
  if (chinese_digit(at(text, position)) && chinese_digit(at(text, position + 1)))
    return read_spelled_digits(text, position);
  return ScaledNumber(text, position).read();
}

std::size_t end_of_numeral_run(std::u32string_view text, std::size_t position) {
  const auto belongs = [&](std::size_t i) {
    const char32_t character = at(text, i);
    return is_ascii_digit(character) || is_chinese_numeral(character) ||
           ((character == '.' || character == ',') && is_ascii_digit(at(text, i + 1)));
  };
  while (position < text.size() && belongs(position)) ++position;
  return position;
}

std::optional<SmallNumber> read_small_number(std::u32string_view text, std::size_t position) {
  if (is_ascii_digit(at(text, position))) {
    SmallNumber number{position, 0, false};
    for (; number.end - position < 2 && is_ascii_digit(at(text, number.end)); ++number.end)
      number.value = number.value * 10 + (text[number.end] - '0');
    if (is_ascii_digit(at(text, number.end))) return std::nullopt;
    return number;
  }
  SmallNumber number{position, 0, true};
  const auto tens = chinese_digit(at(text, number.end));
  if (tens) ++number.end;
  if (at(text, number.end) == U'十' && tens != 0U) {
    number.value = tens.value_or(1) * 10;
    ++number.end;
    if (const auto ones = chinese_digit(at(text, number.end)); ones && *ones != 0) {
      number.value += *ones;
      ++number.end;
    }
  } else if (tens == 0U && chinese_digit(at(text, number.end))) {  // 零五
    number.value = *chinese_digit(at(text, number.end));
    ++number.end;
  } else if (tens) {
    number.value = *tens;
  } else {
    return std::nullopt;
  }
  if (is_chinese_numeral(at(text, number.end))) return std::nullopt;
  return number;
}

}  // namespace koujing::search
