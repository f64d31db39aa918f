// Every quantity lies within its text, begins no earlier than the one before it, overlaps it only when both
// have the same borders, and is spelled in at most 40 bytes.
#include "search/text/quantities.h"
#include "tests/fuzz/fuzzed_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace koujing::search;
  constexpr std::u32string_view kAlphabet =
      U"0123456789零〇一二两三四五六七八九十百千万亿壹贰叁拾佰仟点半分之年月日号时刻第条款元块角毛钱美%‰¥"
      U"个小时天周工作星期吨立方折兆gmbtpskrch/.,:-+()[]〔〕 ~至上下午晚旦人民币";
  const std::u32string text = fuzzed_text(data, size, kAlphabet);
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  for (const Quantity& quantity : find_quantities(text)) {
    require(quantity.begin < quantity.end && quantity.end <= text.size());
    require(quantity.begin >= end || (quantity.begin == begin && quantity.end == end));
    require(!quantity.spelling.empty() && quantity.spelling.size() <= 40);
    begin = quantity.begin;
    end = quantity.end;
  }
  return 0;
}
