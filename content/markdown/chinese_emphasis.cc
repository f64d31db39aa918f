#include "content/markdown/chinese_emphasis.h"

#include "content/markdown/code_points.h"
#include "content/markdown/source_text.h"

namespace koujing {
namespace {

bool is_dialled(char32_t c) { return (c >= '0' && c <= '9') || c == '#'; }

}  // namespace

std::string mark_emphasis(std::string_view clean) {
  std::string out;
  out.reserve(clean.size() + 64);
  std::size_t at = 0;
  while (at < clean.size()) {
    if (clean[at] == '\\' && at + 1 < clean.size()) {  // \* is a star to read already
      out += clean[at++];
      if (is_ascii_punctuation(static_cast<unsigned char>(clean[at]))) out += clean[at++];
      continue;
    }
    if (clean[at] != '*') {
      out += clean[at++];
      continue;
    }
    std::size_t end = at;
    while (end < clean.size() && clean[end] == '*') ++end;
    const std::string_view stars = clean.substr(at, end - at);
    const char32_t before = code_point_before(clean, at);
    std::size_t after_next = end;
    const char32_t after = end < clean.size() ? next_code_point(clean, after_next) : 0;
    if (stars.size() == 1) {
      out += is_dialled(before) || is_dialled(after) ? kStarMark : stars;
    } else {
      const bool both_ways =
          stars.size() <= 3 && !is_blank(before) && !is_blank(after) && (is_cjk(before) || is_cjk(after));
      if (both_ways && !is_letter(before)) out += kLetterMark;
      out += stars;
      if (both_ways && !is_letter(after)) out += kLetterMark;
    }
    at = end;
  }
  return out;
}

}  // namespace koujing
