// The names of enumerators, as they stand in JSON and in the store: one small table for each enum.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

namespace koujing {

template <class E, std::size_t N>
using Names = std::pair<E, std::string_view>[N];

template <class E, std::size_t N>
std::string_view name_in(const Names<E, N>& names, E value) {
  for (const auto& [candidate, name] : names)
    if (candidate == value) return name;
  return "";
}

template <class E, std::size_t N>
std::optional<E> value_in(const Names<E, N>& names, std::string_view name) {
  for (const auto& [candidate, known] : names)
    if (known == name) return candidate;
  return std::nullopt;
}

}  // namespace koujing
