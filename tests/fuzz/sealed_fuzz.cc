// Posting lists and rank records of a damaged file are read to their end, within their bounds.
#include "search/posting_list.h"
#include "search/record_alphabet.h"
#include "tests/fuzz/fuzzed_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace koujing::search;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::size_t seen = 0;
  decode_postings(bytes, 0, [&](std::uint32_t, Counts) { return ++seen > 0; });
  require(seen <= 8 * size + 200);
  static const RecordAlphabet alphabet(std::u16string(u"宽带报修话费光猫"));
  std::u16string record;
  if (alphabet.unpack(bytes, record)) require(holds_record(record.data(), record.size()));
  return 0;
}
