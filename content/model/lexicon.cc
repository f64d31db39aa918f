#include "content/model/lexicon.h"

#include <algorithm>

#include "content/model/names.h"
#include "content/model/text_rules.h"

namespace koujing {
namespace {

constexpr Names<SynonymState, 3> kStates = {{SynonymState::kActive, "active"},
                                            {SynonymState::kProposed, "proposed"},
                                            {SynonymState::kDeclined, "declined"}};
constexpr Names<SynonymOrigin, 4> kOrigins = {{SynonymOrigin::kPerson, "person"},
                                              {SynonymOrigin::kVariants, "variants"},
                                              {SynonymOrigin::kUnanswered, "unanswered"},
                                              {SynonymOrigin::kReworded, "reworded"}};
constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";

}  // namespace

std::string_view synonym_state_name(SynonymState state) { return name_in(kStates, state); }
std::optional<SynonymState> synonym_state_from_name(std::string_view name) { return value_in(kStates, name); }
std::string_view synonym_origin_name(SynonymOrigin origin) { return name_in(kOrigins, origin); }
std::optional<SynonymOrigin> synonym_origin_from_name(std::string_view name) {
  return value_in(kOrigins, name);
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  for (bool again = true; again && !text.empty();) {
    again = true;
    if (kBlanks.find(text.front()) != std::string_view::npos)
      text.remove_prefix(1);
    else if (text.starts_with(kIdeographicSpace))
      text.remove_prefix(kIdeographicSpace.size());
    else if (kBlanks.find(text.back()) != std::string_view::npos)
      text.remove_suffix(1);
    else if (text.ends_with(kIdeographicSpace))
      text.remove_suffix(kIdeographicSpace.size());
    else
      again = false;
  }
  return std::string(text);
}

SynonymForm trimmed(const SynonymForm& form) {
  SynonymForm clean{trimmed(form.from), {}, form.both_ways};
  for (const std::string& word : form.to) clean.to.push_back(trimmed(word));
  return clean;
}

std::vector<Fault> faults_of_word(const std::string& word, const std::string& pointer) {
  if (!is_clean_text(word) || word.find_first_of("\r\n\t") != std::string::npos)
    return {{pointer,
             "bad_characters",
             {"含有无法接受的字符（非法 UTF-8、换行或控制字符）",
              "holds characters that are not accepted (broken UTF-8, line breaks or control characters)"}}};
  if (word.empty()) return {{pointer, "required", {"必须填写", "must be filled in"}}};
  if (characters_in(word) > kLongestWord)
    return {{pointer,
             "too_long",
             {"最多 " + std::to_string(kLongestWord) + " 个字符",
              "at most " + std::to_string(kLongestWord) + " characters"}}};
  return {};
}

std::vector<Fault> faults_of(const SynonymForm& form) {
  std::vector<Fault> faults = faults_of_word(form.from, "/from");
  if (form.to.empty())
    faults.push_back({"/to", "required", {"至少填写一个对应的词", "needs at least one word"}});
  if (form.to.size() > kMostEquivalents)
    faults.push_back({"/to",
                      "too_many",
                      {"最多 " + std::to_string(kMostEquivalents) + " 个词",
                       "at most " + std::to_string(kMostEquivalents) + " words"}});
  for (std::size_t i = 0; i < form.to.size() && i < kMostEquivalents; ++i) {
    const std::string pointer = "/to/" + std::to_string(i);
    for (Fault& fault : faults_of_word(form.to[i], pointer)) faults.push_back(std::move(fault));
    if (form.to[i].empty()) continue;
    if (form.to[i] == form.from)
      faults.push_back({pointer, "same_word", {"与左边的词相同", "is the same word as `from`"}});
    const auto here = form.to.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(form.to.begin(), here, form.to[i]) != here)
      faults.push_back({pointer, "repeated", {"这个词重复了", "this word stands there twice"}});
  }
  return faults;
}

}  // namespace koujing
