#include "search/query/rules.h"

#include <algorithm>
#include <set>

#include "search/text/normalise.h"

namespace koujing::search {
namespace {

std::u32string without_blanks(std::u32string_view text) {
  std::u32string kept;
  for (const char32_t character : text)
    if (character != U' ' && character != U'\t' && character != U'\n' && character != U'\u3000')
      kept += character;
  return kept;
}

bool holds(const Rule& rule, Instant at, Instant known) {
  const bool valid = (!rule.from || at >= *rule.from) && (!rule.to || at < *rule.to);
  return valid && known >= rule.known_from && (!rule.known_to || known < *rule.known_to);
}

}  // namespace

RuleTable::RuleTable(const std::vector<Rule>& rules) : rules_(rules) {
  for (std::size_t i = 0; i < rules_.size(); ++i)
    for (const std::string& query : rules_[i].queries) {
      std::u32string text = without_blanks(normalise(query).characters);
      if (text.empty()) continue;
      if (rules_[i].contains)
        contained_.emplace_back(std::move(text), i);
      else
        exact_[std::move(text)].push_back(i);
    }
}

HeldRules RuleTable::held(std::u32string_view text, Instant at, Instant known) const {
  if (rules_.empty()) return {};
  const std::u32string asked = without_blanks(text);
  std::set<std::size_t> numbers;
  if (const auto found = exact_.find(asked); found != exact_.end())
    numbers.insert(found->second.begin(), found->second.end());
  for (const auto& [part, number] : contained_)
    if (asked.find(part) != std::u32string::npos) numbers.insert(number);
  HeldRules held;
  std::set<EntryId> banned, pinned;
  for (const std::size_t number : numbers)
    if (rules_[number].ban && holds(rules_[number], at, known)) banned.insert(rules_[number].entry);
  held.bans.assign(banned.begin(), banned.end());
  for (const std::size_t number : numbers) {
    const Rule& rule = rules_[number];
    if (!rule.ban && holds(rule, at, known) && !banned.contains(rule.entry))
      held.pins.push_back({rule.position, rule.entry});
  }
  std::stable_sort(held.pins.begin(), held.pins.end(),
                   [](const auto& a, const auto& b) { return a.position < b.position; });
  std::erase_if(held.pins, [&](const auto& pin) { return !pinned.insert(pin.entry).second; });
  return held;
}

}  // namespace koujing::search
