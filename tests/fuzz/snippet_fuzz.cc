// Every highlight is inside its text and on the borders of characters: without its marks, marked text is the
// escaped text, and a snippet is a piece of it.
#include <vector>

#include "search/highlight.h"
#include "search/query/analysed_query.h"
#include "search/text/encoding.h"
#include "search/text/utf8.h"
#include "tests/fuzz/fuzzed_text.h"

namespace {

using namespace koujing::search;

std::string without(std::string html, std::string_view what) {
  for (std::size_t at = html.find(what); at != std::string::npos; at = html.find(what, at))
    html.erase(at, what.size());
  return html;
}

// Marks are balanced, never nested, never empty.
std::string unmarked(const std::string& html) {
  constexpr std::string_view kOpen = "<mark>", kClose = "</mark>";
  bool open = false;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::string_view rest = std::string_view(html).substr(at);
    require(rest.starts_with(open ? kClose : kOpen));
    require(open || !rest.substr(kOpen.size()).starts_with(kClose));
    open = !open;
  }
  require(!open);
  return without(without(html, kOpen), kClose);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::u32string_view kAlphabet = U"宽带报修话费一百元5gGiphone<>&\"' 。，\n〔2024〕15号é㎡ﬁ①";
  if (size < 3) return 0;
  const std::size_t middle = 2 + data[1] % (size - 2);
  std::string query(reinterpret_cast<const char*>(data + 2), middle - 2);
  std::string text(reinterpret_cast<const char*>(data + middle), size - middle);
  if (data[0] % 2 == 1) {
    query = to_utf8(fuzzed_text(data, middle, kAlphabet));
    text.clear();
    for (std::size_t i = middle; i < size; ++i) append_character(text, kAlphabet[data[i] % kAlphabet.size()]);
  }
  static const AnalysedQuery first = analyse("宽带");  // makes the tables
  std::string marked, snippet;
  {
    const TimeLimit limit;
    const Highlighter highlighter(analyse(query));
    marked = highlighter.mark(text);
    snippet = highlighter.snippet({std::string_view(text), std::string_view(query)});
  }
  require(repair_utf8(marked) == marked && repair_utf8(snippet) == snippet);
  const std::string escaped = escape_html(text);
  require(unmarked(marked) == escaped);
  constexpr std::string_view kEllipsis = "…";
  std::string piece = unmarked(snippet);
  const auto inside = [&](std::string_view part) {
    return escaped.find(part) != std::string::npos || escape_html(query).find(part) != std::string::npos;
  };
  std::string_view cut = piece;
  if (!inside(cut) && cut.starts_with(kEllipsis)) cut.remove_prefix(kEllipsis.size());
  if (!inside(cut) && cut.ends_with(kEllipsis)) cut.remove_suffix(kEllipsis.size());
  require(inside(cut));
  return 0;
}
