// Any bytes: every normalised character comes from bytes of the original, never going back, on character
// borders; tokens lie within the text, those of one kind in the order of their ends, and have a spelling.
#include <array>

#include "search/text/encoding.h"
#include "search/text/normalise.h"
#include "search/text/tokenise.h"
#include "search/text/utf8.h"
#include "tests/fuzz/fuzzed_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace koujing::search;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const bool valid = is_valid_utf8(bytes);
  require(is_valid_utf8(repair_utf8(bytes)) && is_valid_utf8(decode_to_utf8(bytes)));
  const NormalText normal = normalise(bytes);
  require(normal.characters.size() == normal.source.size());
  SourceBytes last;
  for (const SourceBytes& source : normal.source) {
    require(source.begin < source.end && source.end <= size);
    require(source.begin >= last.begin && source.end >= last.end);
    if (valid) {
      require((data[source.begin] & 0xC0) != 0x80);
      require(source.end == size || (data[source.end] & 0xC0) != 0x80);
    }
    last = source;
  }
  std::array<std::uint32_t, 8> end{};  // of the last token of each kind
  for (const Token& token : tokenise(normal.characters)) {
    require(token.begin < token.end && token.end <= normal.characters.size());
    std::uint32_t& last_end = end.at(static_cast<std::size_t>(token.kind));
    require(token.end >= last_end);
    last_end = token.end;
    require(!spelling(normal.characters, token).empty());
  }
  return 0;
}
