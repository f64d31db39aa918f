// The words cover the text but its separators, once and in order, with decided words and without; no known
// word is one that the dictionary does not hold.
#include "search/text/characters.h"
#include "search/text/segment.h"
#include "tests/fuzz/fuzzed_text.h"

namespace {

using namespace koujing::search;

void check(const std::u32string& text, const Dictionary& dictionary) {
  std::size_t end = 0;
  const auto only_separators = [&](std::size_t from, std::size_t to) {
    for (; from < to; ++from) require(kind_of(text[from]) == CharacterKind::kSeparator);
  };
  for (const Word& word : segment(text, dictionary)) {
    require(word.begin >= end && word.end > word.begin && word.end <= text.size());
    only_separators(end, word.begin);
    const std::u32string_view piece = std::u32string_view(text).substr(word.begin, word.end - word.begin);
    for (const char32_t character : piece) require(kind_of(character) != CharacterKind::kSeparator);
    require(!word.known || dictionary.contains(piece));
    end = word.end;
  }
  only_separators(end, text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::u32string_view kAlphabet =
      U"宽带报修预存话费国际漫游水费账单光猫研究生命起源银行卡密码一中人大5gabc1 ，。あ한";
  const std::u32string text = fuzzed_text(data, size, kAlphabet);
  check(text, Dictionary::standard());
  // A piece of the text itself is decided on.
  const std::size_t length = size > 1 ? 2 + data[1] % 5 : 0;
  const std::u32string piece = text.substr(text.size() / 3, length);
  check(text, Dictionary::standard().with({&piece, 1}));
  return 0;
}
