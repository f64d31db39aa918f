#include "editor_api/stated_facts.h"

namespace koujing::door {

std::optional<KnownIssuer> known_issuer(const std::vector<search::Stated>& written,
                                        const std::vector<Department>& departments) {
  for (const search::Stated& one : written) {
    const Department* best = nullptr;
    for (const Department& department : departments)
      if (one.value.ends_with(department.name) &&
          (best == nullptr || best->name.size() < department.name.size()))
        best = &department;
    if (best != nullptr) return KnownIssuer{*best, one};
  }
  return std::nullopt;
}

std::optional<Instant> moment_of(const std::optional<search::Stated>& day, OfDay of, int utc_offset_minutes) {
  if (!day) return std::nullopt;
  const auto midnight = parse_instant(day->value + "T00:00:00Z");
  if (!midnight) return std::nullopt;
  constexpr std::int64_t kDay = 24 * 3600, kMinute = 60;
  const std::int64_t into = of == OfDay::kBegin ? 0 : of == OfDay::kOver ? kDay : kDay - kMinute;
  return midnight->plus_seconds(into - std::int64_t{utc_offset_minutes} * kMinute);
}

}  // namespace koujing::door
