#include "search/past_queries.h"

#include <algorithm>
#include <map>

#include "search/initials.h"
#include "search/query/analysed_query.h"
#include "search/text/characters.h"
#include "search/text/normalise.h"
#include "search/text/pinyin.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr double kAskedOften = 1.5;     // uses, faded: more than one person's one question
constexpr std::size_t kMost = 50'000;   // questions
constexpr std::size_t kLongest = 40;    // characters of a question that anybody would pick from a list
constexpr std::size_t kLongNumber = 6;  // digits in a row: a telephone, an account

bool has_long_number(std::u32string_view text) {
  std::size_t digits = 0;
  for (const char32_t character : text) {
    if (kind_of(character) == CharacterKind::kSeparator) continue;  // 138-0000-0000
    digits = character >= U'0' && character <= U'9' ? digits + 1 : 0;
    if (digits >= kLongNumber) return true;
  }
  return false;
}

// Whole pinyin by the commonest readings; letters and digits as they are.
std::string pinyin_of(std::u32string_view text) {
  std::string spelled;
  const auto readings = readings_of(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!readings[i].empty())
      spelled += syllable_name(readings[i].front());
    else if (text[i] < 0x80 && text[i] > U' ')
      spelled.push_back(static_cast<char>(text[i]));
  }
  return spelled;
}

std::string first_letters_of(std::u32string_view text) {
  std::string letters;
  for (const std::string& one : initials_of(text)) {
    if (one.empty()) return {};
    letters.push_back(one.front());
  }
  return letters;
}

}  // namespace

PastQueries::PastQueries(const std::vector<PastUse>& uses) {
  struct Asked {
    double weight = 0, most = 0, most_of_entry = 0;
    std::string text;
    EntryId entry;
    std::map<std::int64_t, double> entries;
  };
  std::map<std::string, Asked> asked;  // by exact spelling: punctuation makes no other question
  for (const PastUse& use : uses) {
    const std::u32string text = normalise(use.question).characters;
    if (use.weight <= 0 || text.size() > kLongest || text.size() < 2 || has_long_number(text)) continue;
    Asked& one = asked[exact_spelling(text)];
    one.weight += use.weight;
    if (use.weight > one.most) {
      one.most = use.weight;
      one.text = use.question;
    }
    double& of_entry = one.entries[use.entry.value];
    of_entry += use.weight;
    if (of_entry > one.most_of_entry) {
      one.most_of_entry = of_entry;
      one.entry = use.entry;
    }
  }
  for (auto& [key, one] : asked)
    if (one.weight >= kAskedOften) queries_.push_back({std::move(one.text), one.entry, one.weight});
  std::stable_sort(queries_.begin(), queries_.end(),
                   [](const PastQuery& a, const PastQuery& b) { return a.weight > b.weight; });
  if (queries_.size() > kMost) queries_.resize(kMost);
  for (std::uint32_t i = 0; i < queries_.size(); ++i) {
    const std::u32string text = normalise(queries_[i].text).characters;
    for (std::string key : {exact_spelling(text), pinyin_of(text), first_letters_of(text)})
      if (!key.empty()) spellings_.push_back({std::move(key), i});
  }
  std::sort(spellings_.begin(), spellings_.end(),
            [](const Spelling& a, const Spelling& b) { return a.key < b.key; });
}

std::vector<const PastQuery*> PastQueries::beginning_with(std::u32string_view typed, std::size_t most) const {
  constexpr std::size_t kMostLookedAt = 5'000;
  const std::string begin = exact_spelling(typed);
  if (begin.empty()) return {};
  std::vector<std::uint32_t> found;
  for (auto it = std::lower_bound(spellings_.begin(), spellings_.end(), begin,
                                  [](const Spelling&one, const std::string&key) { return one.key < key; });
       it != spellings_.end() && it->key.starts_with(begin) && found.size() < kMostLookedAt; ++it)
    found.push_back(it->query);
  std::sort(found.begin(), found.end());  // heaviest first
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<const PastQuery*> queries;
  for (std::size_t i = 0; i < found.size() && i < most; ++i) queries.push_back(&queries_[found[i]]);
  return queries;
}

}  // namespace koujing::search
