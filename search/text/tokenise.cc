#include "search/text/tokenise.h"

#include <algorithm>

#include "search/text/characters.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr std::u32string_view kOpenBrackets = U"[(〔【〖{";
constexpr std::u32string_view kCloseBrackets = U"])〕】〗}";

class Cutter {
 public:
  explicit Cutter(std::u32string_view text) : text_(text) {
    kinds_.reserve(text.size());
    for (const char32_t character : text) kinds_.push_back(kind_of(character));
  }

  std::vector<Token> cut() {
    tokens_.reserve(text_.size() * 2);
    for (std::size_t at = 0; at < text_.size();) {
      if (kinds_[at] == CharacterKind::kSeparator) {
        ++at;
      } else if (kinds_[at] == CharacterKind::kIdeograph) {
        add(TokenKind::kCharacter, at, at + 1);
        if (in_word_run(at + 1)) add(TokenKind::kPair, at, at + 2);
        ++at;
      } else {
        at = word(at);
      }
    }
    return std::move(tokens_);
  }

 private:
  // Letters and digits, ideographs included: what pairs may be made of.
  bool in_word_run(std::size_t at) const {
    return at < text_.size() && kinds_[at] != CharacterKind::kSeparator;
  }
  bool is_digit(std::size_t at) const { return at < text_.size() && kinds_[at] == CharacterKind::kDigit; }
  bool in_word(std::size_t at) const {
    return at < text_.size() && (kinds_[at] == CharacterKind::kLetter || kinds_[at] == CharacterKind::kDigit);
  }

  void add(TokenKind kind, std::size_t begin, std::size_t end) {
    tokens_.push_back({kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  std::size_t word(std::size_t begin) {
    std::size_t end = begin;
    while (in_word(end)) ++end;
    for (std::size_t at = begin; at < end; ++at) {
      add(TokenKind::kLetter, at, at + 1);
      if (at + 1 < end) add(TokenKind::kGram, at, at + 2);
    }
    for (std::size_t at = begin; at < end;) {  // the parts of iphone15
      std::size_t part = at + 1;
      while (part < end && kinds_[part] == kinds_[at]) ++part;
      if (part - at >= 2 && part - at < end - begin) add(TokenKind::kWord, at, part);
      at = part;
    }
    add(TokenKind::kWord, begin, end);
    if (end < text_.size() && kinds_[end] == CharacterKind::kIdeograph)
      add(TokenKind::kPair, end - 1, end + 1);
    joined_number(begin, end);
    document_number(begin, end);
    return end;
  }

  // 400-800-1234 or 1,000.5, once, when `begin` is where the whole begins.
  void joined_number(std::size_t begin, std::size_t first_end) {
    if (!is_digit(begin) || (begin >= 2 && connects(begin - 1) && in_word(begin - 2))) return;
    std::size_t end = first_end;
    while (end < text_.size() && connects(end) && is_digit(end + 1)) {
      ++end;
      while (in_word(end)) ++end;
    }
    if (end > first_end) add(TokenKind::kNumber, begin, end);
  }
  bool connects(std::size_t at) const {
    return text_[at] == '-' || text_[at] == ',' || text_[at] == '.' || text_[at] == U'‐' || text_[at] == U'–';
  }

  // [2026]15号 and 2026年第15号; `begin` and `end` are those of the year.
  void document_number(std::size_t begin, std::size_t end) {
    if (end - begin != 4 || !all_digits(begin, end)) return;
    std::size_t at = end;
    if (at >= text_.size()) return;
    const bool bracketed = kCloseBrackets.find(text_[at]) != std::u32string_view::npos && begin > 0 &&
                           kOpenBrackets.find(text_[begin - 1]) != std::u32string_view::npos;
    if (!bracketed && text_[at] != U'年') return;
    ++at;
    if (at < text_.size() && text_[at] == U'第') ++at;
    const std::size_t number = at;
    while (is_digit(at)) ++at;
    if (at == number || at - number > 6 || at >= text_.size() || text_[at] != U'号') return;
    add(TokenKind::kDocumentNumber, begin, at + 1);
  }
  bool all_digits(std::size_t begin, std::size_t end) const {
    return std::all_of(kinds_.begin() + static_cast<std::ptrdiff_t>(begin),
                       kinds_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](CharacterKind kind) { return kind == CharacterKind::kDigit; });
  }

  std::u32string_view text_;
  std::vector<CharacterKind> kinds_;
  std::vector<Token> tokens_;
};

std::string number_spelling(std::u32string_view piece) {
  std::string spelled;
  for (const char32_t character : piece)
    if (character == '.' || kind_of(character) != CharacterKind::kSeparator)
      append_character(spelled, character);
  return spelled;
}

// The year, a hyphen, the number without leading zeros, 号.
std::string document_number_spelling(std::u32string_view piece) {
  std::string spelled = to_utf8(piece.substr(0, 4)) + "-";
  std::size_t at = 4;
  while (at < piece.size() && kind_of(piece[at]) != CharacterKind::kDigit) ++at;
  while (at + 1 < piece.size() && piece[at] == '0' && kind_of(piece[at + 1]) == CharacterKind::kDigit) ++at;
  return spelled + to_utf8(piece.substr(at));
}

}  // namespace

std::vector<Token> tokenise(std::u32string_view text) { return Cutter(text).cut(); }

std::string spelling(std::u32string_view text, const Token& token) {
  const std::u32string_view piece = text.substr(token.begin, token.end - token.begin);
  switch (token.kind) {
    case TokenKind::kNumber:
      return number_spelling(piece);
    case TokenKind::kDocumentNumber:
      return document_number_spelling(piece);
    default:
      return to_utf8(piece);
  }
}

}  // namespace koujing::search
