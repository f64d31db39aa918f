#include "content/model/block.h"

#include <charconv>

namespace koujing {
namespace {

constexpr std::string_view kOpen = "<!--block:", kClose = "<!--/block:", kEnd = "-->";

struct Mark {
  std::size_t from = 0, to = 0;
  std::int64_t id = 0;
  bool opens = false;
};

// The next mark at or after `from`; id 0 when there is none.
Mark next_mark(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find("<!--", from); at != std::string_view::npos;
       at = text.find("<!--", at + 1)) {
    const std::string_view rest = text.substr(at);
    const bool opens = rest.starts_with(kOpen);
    if (!opens && !rest.starts_with(kClose)) continue;
    const char* begin = rest.data() + (opens ? kOpen : kClose).size();
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(begin, rest.data() + rest.size(), id);
    const auto behind = static_cast<std::size_t>(end - rest.data());
    if (error == std::errc() && id > 0 && rest.substr(behind).starts_with(kEnd))
      return {at, at + behind + kEnd.size(), id, opens};
  }
  return {};
}

struct Pair {
  Mark open, close;
};

std::vector<Pair> pairs_in(std::string_view text) {
  std::vector<Pair> pairs;
  Mark open;
  for (Mark mark = next_mark(text, 0); mark.id != 0; mark = next_mark(text, mark.to)) {
    if (mark.opens) {
      open = mark;
    } else if (open.id == mark.id) {
      pairs.push_back({open, mark});
      open = {};
    }
  }
  return pairs;
}

std::string_view inner(std::string_view text, const Pair& pair) {
  std::string_view within = text.substr(pair.open.to, pair.close.from - pair.open.to);
  if (within.starts_with('\n')) within.remove_prefix(1);
  if (within.ends_with('\n')) within.remove_suffix(1);
  return within;
}

}  // namespace

std::vector<MarkedBlock> marked_blocks(std::string_view markdown) {
  std::vector<MarkedBlock> blocks;
  for (const Pair& pair : pairs_in(markdown))
    blocks.push_back({BlockId{pair.open.id}, std::string(inner(markdown, pair))});
  return blocks;
}

std::string without_block_marks(std::string_view markdown) {
  std::string text;
  std::size_t done = 0;
  for (Mark mark = next_mark(markdown, 0); mark.id != 0; mark = next_mark(markdown, mark.to)) {
    text += markdown.substr(done, mark.from - done);
    done = mark.to;
  }
  text += markdown.substr(done);
  return text;
}

std::string with_marks(BlockId id, std::string_view text) {
  const std::string number = std::to_string(id.value);
  const bool lines = text.find('\n') != std::string_view::npos || text.starts_with('|');
  const std::string apart = lines ? "\n" : "";
  return std::string(kOpen) + number + std::string(kEnd) + apart + std::string(text) + apart +
         std::string(kClose) + number + std::string(kEnd);
}

std::string replace_block(std::string_view markdown, BlockId id, std::string_view text) {
  std::string replaced;
  std::size_t done = 0;
  for (const Pair& pair : pairs_in(markdown)) {
    if (pair.open.id != id.value) continue;
    replaced += markdown.substr(done, pair.open.from - done);
    replaced += with_marks(id, text);
    done = pair.close.to;
  }
  replaced += markdown.substr(done);
  return replaced;
}

}  // namespace koujing
