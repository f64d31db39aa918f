#include "search/text/pinyin.h"

#include <algorithm>

#include "search/text/pinyin_table.h"

namespace koujing::search {
namespace {

using pinyin_table::kTable;
using pinyin_table::Phrase;

bool may_sound_alike(std::string_view a, std::string_view b, std::string_view one, std::string_view other) {
  return (a == one && b == other) || (a == other && b == one);
}

// The consonants before the first vowel: zh, ch, sh, one letter, or none.
std::string_view consonants(std::string_view name) {
  if (name.size() > 1 && name[1] == 'h') return name.substr(0, 2);
  constexpr std::string_view kVowels = "aeiouv";
  return name.substr(0, !name.empty() && kVowels.find(name.front()) == std::string_view::npos ? 1 : 0);
}

bool beginnings_alike(std::string_view a, std::string_view b) {
  return a == b || may_sound_alike(a, b, "z", "zh") || may_sound_alike(a, b, "c", "ch") ||
         may_sound_alike(a, b, "s", "sh") || may_sound_alike(a, b, "n", "l") ||
         may_sound_alike(a, b, "f", "h") || may_sound_alike(a, b, "r", "l");
}

// an, en, in and what ends with them, the g of ang, eng, ing taken off.
std::string_view without_final_g(std::string_view ending) {
  if (ending.ends_with("ang") || ending.ends_with("eng") || ending.ends_with("ing")) ending.remove_suffix(1);
  return ending;
}

void add_new(std::vector<Syllable>& list, Syllable syllable) {
  if (std::find(list.begin(), list.end(), syllable) == list.end()) list.push_back(syllable);
}

struct Match {
  std::span<const Phrase> ways;
  std::size_t length = 0;
};

// The longest word of the table that begins at text[at].
Match longest_phrase(std::u32string_view text, std::size_t at) {
  Match longest;
  std::span<const Phrase> left = kTable.phrases;
  for (std::size_t depth = 0; depth < 4 && at + depth < text.size(); ++depth) {
    const char32_t wanted = text[at + depth];
    if (wanted < pinyin_table::kFirst || wanted > pinyin_table::kLast) break;
    const auto begin = std::partition_point(
        left.begin(), left.end(), [&](const Phrase& phrase) { return phrase.characters[depth] < wanted; });
    const auto end = std::partition_point(
        begin, left.end(), [&](const Phrase& phrase) { return phrase.characters[depth] == wanted; });
    left = {begin, end};
    if (left.empty()) break;
    std::size_t whole = 0;  // words that end here stand before those that go on
    while (whole < left.size() && (depth == 3 || left[whole].characters[depth + 1] == 0)) ++whole;
    if (whole > 0) longest = {left.first(whole), depth + 1};
  }
  return longest;
}

}  // namespace

std::size_t syllable_count() { return kTable.names.size(); }

std::string_view syllable_name(Syllable syllable) {
  return syllable < kTable.names.size() ? kTable.names[syllable] : std::string_view();
}

char initial(Syllable syllable) {
  return syllable < kTable.names.size() ? kTable.names[syllable].front() : '\0';
}

std::span<const Syllable> readings(char32_t character) {
  if (character == U'〇') character = U'零';  // a numeral outside of the block
  if (character < pinyin_table::kFirst || character > pinyin_table::kLast) return {};
  const std::size_t at = character - pinyin_table::kFirst;
  const std::size_t begin = kTable.offsets[at];
  return kTable.readings.subspan(begin, kTable.offsets[at + 1] - begin);
}

std::vector<std::vector<Syllable>> readings_of(std::u32string_view text) {
  std::vector<std::vector<Syllable>> lists(text.size());
  std::size_t furthest = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const Match match = longest_phrase(text, at);
    if (match.length == 0 || at + match.length <= furthest) continue;  // none, or inside a longer word
    furthest = at + match.length;
    for (const Phrase& way : match.ways)
      for (std::size_t i = 0; i < match.length; ++i) add_new(lists[at + i], way.readings[i]);
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!lists[at].empty()) continue;
    const std::span<const Syllable> all = readings(text[at]);
    lists[at].assign(all.begin(), all.end());
  }
  return lists;
}

bool sounds_alike(Syllable a, Syllable b) {
  if (a == b) return true;
  const std::string_view one = syllable_name(a);
  const std::string_view other = syllable_name(b);
  const std::string_view one_begins = consonants(one);
  const std::string_view other_begins = consonants(other);
  return beginnings_alike(one_begins, other_begins) &&
         without_final_g(one.substr(one_begins.size())) == without_final_g(other.substr(other_begins.size()));
}

}  // namespace koujing::search
