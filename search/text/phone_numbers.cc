#include "search/text/phone_numbers.h"

#include <initializer_list>
#include <vector>

#include "search/text/numerals.h"

namespace koujing::search {
namespace {

constexpr std::size_t kFurthest = 32;
constexpr std::size_t kMostGroups = 6;

struct Group {
  std::string digits;
  std::size_t end = 0;
  char32_t mark = 0;  // between it and the group before
};

// Runs of digits with one separator between.
std::vector<Group> read_groups(std::u32string_view text, std::size_t position) {
  std::vector<Group> groups;
  const std::size_t limit = position + kFurthest;
  char32_t mark = 0;
  while (groups.size() < kMostGroups && is_ascii_digit(at(text, position))) {
    Group group{"", position, mark};
    for (; is_ascii_digit(at(text, group.end)); ++group.end) {
      if (group.end >= limit) return {};
      group.digits.push_back(static_cast<char>(text[group.end]));
    }
    position = group.end;
    groups.push_back(std::move(group));
    mark = at(text, position);
    if (mark != '-' && mark != ' ' && mark != U'‐' && mark != U'–') break;
    ++position;
  }
  return groups;
}

bool sized(const std::vector<Group>& groups, std::size_t first, std::size_t count,
           std::initializer_list<std::size_t> sizes) {
  if (sizes.size() != count) return false;
  for (const std::size_t size : sizes)
    if (groups[first++].digits.size() != size) return false;
  return true;
}

bool is_mobile(const std::vector<Group>& groups, std::size_t first, std::size_t count) {
  const std::string& lead = groups[first].digits;
  if (lead.size() < 3 || lead[0] != '1' || lead[1] < '3') return false;
  return sized(groups, first, count, {11}) || sized(groups, first, count, {3, 4, 4}) ||
         sized(groups, first, count, {3, 8}) || sized(groups, first, count, {7, 4});
}

bool is_free_call(const std::vector<Group>& groups, std::size_t first, std::size_t count) {
  const std::string& lead = groups[first].digits;
  if (!lead.starts_with("400") && !lead.starts_with("800")) return false;
  return sized(groups, first, count, {10}) || sized(groups, first, count, {3, 3, 4}) ||
         sized(groups, first, count, {3, 4, 3}) || sized(groups, first, count, {3, 7});
}

bool is_with_area_code(const std::vector<Group>& groups, std::size_t first, std::size_t count) {
  const std::string& lead = groups[first].digits;
  if (lead.size() < 3 || lead[0] != '0' || lead[1] == '0') return false;
  if (count == 1) return lead.size() >= 10 && lead.size() <= 12;
  if (lead.size() > 4) return false;
  return sized(groups, first + 1, count - 1, {7}) || sized(groups, first + 1, count - 1, {8}) ||
         sized(groups, first + 1, count - 1, {4, 4}) || sized(groups, first + 1, count - 1, {3, 4});
}

// Not 2026-2027 and 2000-5000, which are years and amounts.
bool is_local(const std::vector<Group>& groups, std::size_t first, std::size_t count) {
  if (!sized(groups, first, count, {4, 4}) || groups[first + 1].mark == ' ') return false;
  const std::string& lead = groups[first].digits;
  return lead[0] >= '2' && !lead.starts_with("20") && !groups[first + 1].digits.ends_with("00");
}

std::optional<PhoneNumber> match(const std::vector<Group>& groups, std::size_t first) {
  for (std::size_t count = groups.size() - first; count > 0; --count) {
    if (!is_mobile(groups, first, count) && !is_free_call(groups, first, count) &&
        !is_with_area_code(groups, first, count) && !is_local(groups, first, count))
      continue;
    PhoneNumber number{groups[first + count - 1].end, ""};
    for (std::size_t i = first; i < first + count; ++i) number.digits += groups[i].digits;
    return number;
  }
  return std::nullopt;
}

}  // namespace

std::optional<PhoneNumber> read_phone_number(std::u32string_view text, std::size_t position) {
  if (at(text, position) == '(') {  // an area code in brackets
    std::vector<Group> groups = read_groups(text, position + 1);
    if (groups.size() != 1 || at(text, groups[0].end) != ')') return std::nullopt;
    const std::size_t next = groups[0].end + (at(text, groups[0].end + 1) == ' ' ? 2 : 1);
    for (Group& group : read_groups(text, next)) groups.push_back(std::move(group));
    if (groups.size() < 2 || groups[0].digits[0] != '0') return std::nullopt;
    return match(groups, 0);
  }
  const bool international = at(text, position) == '+';
  const std::vector<Group> groups = read_groups(text, position + (international ? 1 : 0));
  if (groups.empty()) return std::nullopt;
  const std::string& lead = groups[0].digits;
  if (lead == "86" || lead == "0086") return groups.size() > 1 ? match(groups, 1) : std::nullopt;
  if (lead.size() == 13 && lead.starts_with("861"))  // +8613800138000
    return PhoneNumber{groups[0].end, lead.substr(2)};
  return international ? std::nullopt : match(groups, 0);
}

}  // namespace koujing::search
