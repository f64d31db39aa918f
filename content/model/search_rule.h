// What the owners of search set by hand: pins and bans (置顶、屏蔽) by query and period, and golden queries
// (黄金问题) whose answers must not get lost by a change.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/ids.h"
#include "content/model/instant.h"
#include "content/model/result.h"

namespace koujing {

using SearchRuleId = Id<struct SearchRuleTag>;
using GoldenQueryId = Id<struct GoldenQueryTag>;

inline constexpr std::size_t kMostSearchRules = 1'000;   // a list that people can still keep
inline constexpr std::size_t kMostRuleQueries = 20;      // of one rule
inline constexpr int kLowestPin = 10;                    // the first page of results
inline constexpr std::size_t kLongestRuleNote = 500;     // characters
inline constexpr std::size_t kMostGoldenQueries = 500;   // two searches each before a change goes live: 5 s
inline constexpr int kGoldenDepth = 20;                  // results that are looked through
inline constexpr std::size_t kLongestGoldenQuery = 128;  // characters: what search reads of a query

enum class SearchRuleKind { kPin, kBan };
std::string_view search_rule_kind_name(SearchRuleKind kind);  // "pin", "ban"
std::optional<SearchRuleKind> search_rule_kind_from_name(std::string_view name);

struct SearchRuleForm {
  SearchRuleKind kind = SearchRuleKind::kPin;
  std::vector<std::string> queries;
  bool contains = false;  // a query stands somewhere in what was typed; else it is all of it
  EntryId entry;
  int position = 1;                 // of a pin: 1 to kLowestPin
  std::optional<Instant> from, to;  // [from, to) of the time that is searched for
  std::string note;
  bool operator==(const SearchRuleForm&) const = default;
};

// One version of a rule. Every version stays, so that a search of the past can go by what held then.
struct SearchRule {
  SearchRuleId id;
  SearchRuleForm form;
  bool removed = false;
  PersonId by;  // who made this version
  Instant at;   // and when; it holds from then until the next one
  std::int64_t version = 1;
};

struct GoldenQuery {
  GoldenQueryId id;
  std::string text;
  EntryId entry;
  int within = 3;  // its answer must be among so many first results
  PersonId by;
  Instant at;
};

// With every text trimmed; the position of a ban is 1.
SearchRuleForm trimmed(const SearchRuleForm& form);

// Everything that is wrong with a trimmed form, but for an entry that is not there.
std::vector<Fault> faults_of(const SearchRuleForm& form);
std::vector<Fault> faults_of_golden(const std::string& text, int within);

}  // namespace koujing
