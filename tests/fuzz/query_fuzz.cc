// Whatever is typed is analysed: within its limits, in no time, and every term is spelled as terms may be.
#include "search/query/analysed_query.h"
#include "search/search_types.h"
#include "search/text/encoding.h"
#include "search/text/utf8.h"
#include "tests/fuzz/fuzzed_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace koujing::search;
  constexpr std::u32string_view kAlphabet =
      U"宽带报修话费一二百千万元角点0123456789５gGiphone \"“”「」-−#kK〔〕[]年号第。，é한あ㎡ﬁ";
  std::string text(reinterpret_cast<const char*>(data), size);
  if (size > 0 && data[0] % 2 == 1) text = to_utf8(fuzzed_text(data, size, kAlphabet));
  static const AnalysedQuery first = analyse("宽带");  // makes the tables
  const AnalysedQuery query = [&] {
    const TimeLimit limit;
    return analyse(text);
  }();
  require(query.characters.size() <= kMaxQueryCharacters);
  require(query.terms.size() <= 8 * kMaxQueryCharacters);
  for (const QueryTerm& term : query.terms) {
    require(!term.text.empty() && term.count > 0);
    require(repair_utf8(term.text) == term.text);
  }
  for (const auto* phrases : {&query.phrases, &query.exclusions})
    for (const QueryPhrase& phrase : *phrases) require(!phrase.pairs.empty() || !phrase.grams.empty());
  // What was normalised once stays as it is.
  require(analyse(to_utf8(query.characters)).characters.size() <= kMaxQueryCharacters);
  return 0;
}
