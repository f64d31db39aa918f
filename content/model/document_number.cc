#include "content/model/document_number.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace koujing {
namespace {

constexpr std::string_view kOpen = "《", kClose = "》", kNumber = "号";
constexpr std::array<std::string_view, 3> kSpaces = {" ", "\t", "　"};
constexpr std::array<std::string_view, 12> kBrackets = {"〔", "〕", "[", "]", "【", "】",
                                                        "（", "）", "(", ")", "﹝", "﹞"};
constexpr std::string_view kYear = "年第";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A text in the spelling of document numbers, with the place that each of its bytes has in the original.
struct Spelling {
  std::string text;
  std::vector<std::size_t> places;

  void add(char c, std::size_t place) {
    text += c;
    places.push_back(place);
  }
  // A border behind a year that has none before it gives it one: 市场2026| is 市场|2026|.
  void border(std::size_t place) {
    const std::size_t size = text.size();
    if (size > 4 && std::all_of(text.end() - 4, text.end(), is_digit) && text[size - 5] != '|' &&
        !is_digit(text[size - 5]) &&
        (text.compare(size - 4, 2, "20") == 0 || text.compare(size - 4, 2, "19") == 0)) {
      places.insert(places.end() - 4, places[size - 4]);
      text.insert(size - 4, "|");
    }
    add('|', place);
  }
};

template <class Pieces>
std::size_t length_of_one(std::string_view rest, const Pieces& pieces) {
  for (const std::string_view piece : pieces)
    if (rest.starts_with(piece)) return piece.size();
  return 0;
}

Spelling spelled(std::string_view text) {
  Spelling out;
  out.text.reserve(text.size());
  out.places.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    // A backslash before a bracket is Markdown's.
    const std::size_t escape = rest.starts_with('\\') && length_of_one(rest.substr(1), kBrackets) > 0 ? 1 : 0;
    if (const std::size_t space = length_of_one(rest, kSpaces); space > 0) {
      at += space;
    } else if (const std::size_t bracket = length_of_one(rest.substr(escape), kBrackets); bracket > 0) {
      out.border(at);
      at += escape + bracket;
    } else if (rest.starts_with(kYear)) {
      out.border(at);
      at += kYear.size();
    } else {
      out.add(text[at], at);
      ++at;
    }
  }
  return out;
}

bool begins_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

// The bytes from `begin` to `end` with some code points on either side, within their line.
std::string around(const std::string& text, std::size_t begin, std::size_t end) {
  constexpr int kBefore = 20, kBehind = 20;
  int points = 0;
  std::size_t from = begin;
  while (from > 0 && points < kBefore && text[from - 1] != '\n')
    if (begins_code_point(text[--from])) ++points;
  points = 0;
  std::size_t to = end;
  while (to < text.size() && text[to] != '\n' && (points < kBehind || !begins_code_point(text[to])))
    if (begins_code_point(text[to++])) ++points;
  return (from > 0 && text[from - 1] != '\n' ? "…" : "") + text.substr(from, to - from) +
         (to < text.size() && text[to] != '\n' ? "…" : "");
}

std::optional<std::string> passage_in(const std::string& text, const std::string& spelling) {
  const Spelling own = spelled(text);
  const std::size_t at = own.text.find(spelling);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t behind = at + spelling.size();
  return around(text, own.places[at], behind < own.places.size() ? own.places[behind] : text.size());
}

}  // namespace

std::string document_number_spelling(const std::string& number) { return spelled(number).text; }

bool is_document_title(const std::string& name) {
  return name.size() > kOpen.size() + kClose.size() && name.starts_with(kOpen) && name.ends_with(kClose);
}

bool is_citable(const std::string& name) {
  if (is_document_title(name)) return true;
  const std::string spelling = document_number_spelling(name);
  return spelling.ends_with(kNumber) && !spelling.starts_with("第") && spelling.front() != '|' &&
         !is_digit(spelling.front()) && std::any_of(spelling.begin(), spelling.end(), is_digit);
}

std::vector<std::string> citation_pieces(const std::string& name) {
  std::vector<std::string> pieces(1);
  const std::string spelling = document_number_spelling(name);
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    // Spaces may stand between figures and characters; quotes and backslashes are escaped where a text is
    // stored.
    const bool left_out = spelling[i] == '|' || spelling[i] == '"' || spelling[i] == '\\';
    const bool border = left_out || (i > 0 && is_digit(spelling[i]) != is_digit(spelling[i - 1]) &&
                                     begins_code_point(spelling[i]));
    if (border && !pieces.back().empty()) pieces.emplace_back();
    if (!left_out) pieces.back() += spelling[i];
  }
  if (pieces.back().empty()) pieces.pop_back();
  return pieces;
}

std::optional<std::string> citing_passage(const EntryText& text, const std::string& name) {
  const std::string spelling = document_number_spelling(name);
  if (spelling.empty()) return std::nullopt;
  std::vector<const std::string*> fields = {&text.script, &text.body, &text.brief, &text.title};
  for (const auto* some : {&text.cautions, &text.questions, &text.keywords})
    for (const std::string& one : *some) fields.push_back(&one);
  for (const std::string* field : fields)
    if (auto passage = passage_in(*field, spelling)) return passage;
  return std::nullopt;
}

}  // namespace koujing
