// Every path spells the letters that went in, within its bounds, cheapest first; every character has a list
// of readings that are readings of it.
#include <algorithm>

#include "search/text/pinyin.h"
#include "search/text/utf8.h"
#include "tests/fuzz/fuzzed_text.h"

namespace {

using namespace koujing::search;

void check_split(const std::u32string& text) {
  const std::string letters = to_utf8(text);
  const std::size_t read = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char32_t c) { return c != ' ' && c != '\'' && c != '-'; }));
  double cost = 0;
  bool with_rest = false;
  const std::vector<PinyinPath> paths = split_pinyin(letters, 8);
  require(paths.size() <= 8);
  for (const PinyinPath& path : paths) {
    require(!path.syllables.empty() || path.rest > 0);
    require(path.rest < 6 && path.rest + path.syllables.size() <= read);
    if ((path.rest > 0) != with_rest) {
      require(!with_rest);
      with_rest = true;
      cost = 0;
    }
    require(path.cost >= cost);
    cost = path.cost;
    for (const Syllable syllable : path.syllables) require(syllable < syllable_count());
  }
}

void check_readings(const std::u32string& text) {
  const std::vector<std::vector<Syllable>> lists = readings_of(text);
  require(lists.size() == text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    require(lists[i].empty() == readings(text[i]).empty());
    for (const Syllable one : lists[i])
      for (const Syllable other : lists[i]) require(sounds_alike(one, other) == sounds_alike(other, one));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::u32string_view kAlphabet =
      U"abcdefghijklmnopqrstuvwxyzü' -AZaeiounghzhi行长重还银江新成度会计厦门大宽带";
  const std::u32string text = fuzzed_text(data, size, kAlphabet);
  check_split(text);
  check_readings(text);
  return 0;
}
