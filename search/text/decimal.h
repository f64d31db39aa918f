// Decimal numbers as people write them: exact, of 18 digits at the most.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace koujing::search {

// mantissa / 10^places; the mantissa is below 10^18, places are 18 at the most.
struct Decimal {
  std::uint64_t mantissa = 0;
  unsigned places = 0;

  bool is_whole() const;
};

inline constexpr std::uint64_t kDecimalLimit =
    1'000'000'000'000'000'000;  // the largest power of ten in 64 bits

// Nothing when the result has more than 18 digits.
std::optional<Decimal> times(Decimal a, std::uint64_t factor);
std::optional<Decimal> plus(Decimal a, Decimal b);

// A tenth, a hundredth ...; nothing beyond 18 places.
std::optional<Decimal> shifted_down(Decimal a, unsigned by);

// Its whole part.
std::uint64_t whole_part(Decimal a);

// "120", "0.5", "12.53": no zeros at the end, no point without digits after it.
std::string spelled(Decimal a);

}  // namespace koujing::search
