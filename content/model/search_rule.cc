#include "content/model/search_rule.h"

#include <algorithm>

#include "content/model/lexicon.h"
#include "content/model/names.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr Names<SearchRuleKind, 2> kKinds = {{SearchRuleKind::kPin, "pin"}, {SearchRuleKind::kBan, "ban"}};

Fault out_of_range(const std::string& pointer, int most) {
  const std::string limit = std::to_string(most);
  return {pointer, "out_of_range", {"应在 1 到 " + limit + " 之间", "must be 1 to " + limit}};
}

}  // namespace

std::string_view search_rule_kind_name(SearchRuleKind kind) { return name_in(kKinds, kind); }
std::optional<SearchRuleKind> search_rule_kind_from_name(std::string_view name) {
  return value_in(kKinds, name);
}

SearchRuleForm trimmed(const SearchRuleForm& form) {
  SearchRuleForm clean = form;
  for (std::string& query : clean.queries) query = trimmed(query);
  clean.note = trimmed(clean.note);
  if (clean.kind == SearchRuleKind::kBan) clean.position = 1;
  return clean;
}

std::vector<Fault> faults_of(const SearchRuleForm& form) {
  std::vector<Fault> faults;
  if (form.queries.empty())
    faults.push_back({"/queries", "required", {"至少填写一个问法", "needs at least one query"}});
  if (form.queries.size() > kMostRuleQueries)
    faults.push_back({"/queries",
                      "too_many",
                      {"最多 " + std::to_string(kMostRuleQueries) + " 个问法",
                       "at most " + std::to_string(kMostRuleQueries) + " queries"}});
  for (std::size_t i = 0; i < form.queries.size() && i < kMostRuleQueries; ++i) {
    const std::string pointer = "/queries/" + std::to_string(i);
    for (Fault& fault : faults_of_word(form.queries[i], pointer)) faults.push_back(std::move(fault));
    const auto here = form.queries.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(form.queries.begin(), here, form.queries[i]) != here)
      faults.push_back({pointer, "repeated", {"这个问法重复了", "this query stands there twice"}});
  }
  if (form.position < 1 || form.position > kLowestPin)
    faults.push_back(out_of_range("/position", kLowestPin));
  if (form.from && form.to && *form.to <= *form.from)
    faults.push_back({"/to", "ends_before_it_begins", {"结束应晚于开始", "must be after the beginning"}});
  if (!is_clean_text(form.note))
    faults.push_back(
        {"/note", "bad_characters", {"含有无法接受的字符", "holds characters that are not accepted"}});
  else if (characters_in(form.note) > kLongestRuleNote)
    faults.push_back({"/note",
                      "too_long",
                      {"最多 " + std::to_string(kLongestRuleNote) + " 个字符",
                       "at most " + std::to_string(kLongestRuleNote) + " characters"}});
  return faults;
}

std::vector<Fault> faults_of_golden(const std::string& text, int within) {
  std::vector<Fault> faults;
  if (!is_clean_text(text) || text.find_first_of("\r\n\t") != std::string::npos)
    faults.push_back(
        {"/text", "bad_characters", {"含有无法接受的字符", "holds characters that are not accepted"}});
  else if (text.empty())
    faults.push_back({"/text", "required", {"必须填写", "must be filled in"}});
  else if (characters_in(text) > kLongestGoldenQuery)
    faults.push_back({"/text",
                      "too_long",
                      {"最多 " + std::to_string(kLongestGoldenQuery) + " 个字符",
                       "at most " + std::to_string(kLongestGoldenQuery) + " characters"}});
  if (within < 1 || within > kGoldenDepth) faults.push_back(out_of_range("/within", kGoldenDepth));
  return faults;
}

}  // namespace koujing
