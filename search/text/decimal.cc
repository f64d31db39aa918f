#include "search/text/decimal.h"

#include <algorithm>

namespace koujing::search {
namespace {

Decimal trimmed(Decimal a) {
  while (a.places > 0 && a.mantissa % 10 == 0) {
    a.mantissa /= 10;
    --a.places;
  }
  return a;
}

}  // namespace

bool Decimal::is_whole() const { return trimmed(*this).places == 0; }

std::optional<Decimal> times(Decimal a, std::uint64_t factor) {
  a = trimmed(a);
  while (a.places > 0 && factor > 0 && factor % 10 == 0) {
    factor /= 10;
    --a.places;
  }
  if (factor != 0 && a.mantissa > (kDecimalLimit - 1) / factor) return std::nullopt;
  a.mantissa *= factor;
  return trimmed(a);
}

std::optional<Decimal> plus(Decimal a, Decimal b) {
  a = trimmed(a);
  b = trimmed(b);
  while (a.places != b.places) {
    Decimal& shorter = a.places < b.places ? a : b;
    if (shorter.mantissa > (kDecimalLimit - 1) / 10) return std::nullopt;
    shorter.mantissa *= 10;
    ++shorter.places;
  }
  a.mantissa += b.mantissa;
  if (a.mantissa >= kDecimalLimit) return std::nullopt;
  return trimmed(a);
}

std::optional<Decimal> shifted_down(Decimal a, unsigned by) {
  a = trimmed(a);
  if (a.places + by > 18) return std::nullopt;
  a.places += by;
  return trimmed(a);
}

std::uint64_t whole_part(Decimal a) {
  for (; a.places > 0; --a.places) a.mantissa /= 10;
  return a.mantissa;
}

std::string spelled(Decimal a) {
  a = trimmed(a);
  std::string digits = std::to_string(a.mantissa);
  if (a.places == 0) return digits;
  if (digits.size() <= a.places) digits.insert(0, a.places + 1 - digits.size(), '0');
  digits.insert(digits.size() - a.places, 1, '.');
  return digits;
}

}  // namespace koujing::search
