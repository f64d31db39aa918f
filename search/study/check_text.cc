#include "search/study/check_text.h"

#include <algorithm>
#include <cstddef>

#include "search/text/characters.h"
#include "search/text/normalise.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr std::size_t kMostFindings = 50;
constexpr std::size_t kShown = 60;  // characters of a quote

struct FieldText {
  std::string field;
  const std::string& plain;
  NormalText normal;

  FieldText(std::string name, const std::string& text)
      : field(std::move(name)), plain(text), normal(normalise(text)) {}

  // The words from `begin` to `end`, as they are written.
  std::string quote(std::size_t begin, std::size_t end) const {
    if (begin >= end) return "";
    const std::size_t from = normal.source[begin].begin;
    return std::string(first_characters(plain.substr(from, normal.source[end - 1].end - from), kShown));
  }
};

// As it is spoken: blanks and signs take no time, and a stop does not lengthen a sentence.
std::int64_t spoken(std::u32string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char32_t c) { return kind_of(c) != CharacterKind::kSeparator; });
}

bool ends_sentence(char32_t c) {
  return std::u32string_view(U"。;!?\n").find(c) != std::u32string_view::npos;
}

class TextCheck {
 public:
  explicit TextCheck(const CheckRules& rules) : rules_(rules) {}

  void read(const FieldText& text, std::int64_t most_seconds) {
    check_time(text, most_seconds);
    check_sentences(text);
    for (const JargonWord& one : rules_.jargon) find(text, TextRule::kJargon, one.word, one.plain, one.plain);
    for (const BannedPhrase& one : rules_.banned) find(text, TextRule::kBanned, one.phrase, one.reason, "");
  }

  void add(TextFinding finding) {
    if (findings_.size() < kMostFindings) findings_.push_back(std::move(finding));
  }

  std::vector<TextFinding> take() { return std::move(findings_); }

 private:
  void check_time(const FieldText& text, std::int64_t most) {
    const std::int64_t seconds = spoken(text.normal.characters) * 60 / rules_.characters_per_minute;
    if (most > 0 && seconds > most) add({TextRule::kReadingTime, text.field, "", "", seconds, most});
  }

  void check_sentences(const FieldText& text) {
    const std::u32string& all = text.normal.characters;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= all.size() && rules_.sentence_longest > 0; ++at) {
      if (at < all.size() && !ends_sentence(all[at])) continue;
      const std::int64_t length = spoken(std::u32string_view(all).substr(begin, at - begin));
      if (length > rules_.sentence_longest)
        add({TextRule::kSentenceLength, text.field, text.quote(begin, at), "", length,
             rules_.sentence_longest});
      begin = at + 1;
    }
  }

  // The first place of `word` that is no part of `inside`, which may hold it (资费 in 资费标准).
  void find(const FieldText& text, TextRule rule, const std::string& word, const std::string& advice,
            const std::string& inside) {
    const std::u32string needle = normalise(word).characters, around = normalise(inside).characters;
    const std::u32string& all = text.normal.characters;
    const std::size_t offset = around.find(needle);
    if (needle.empty()) return;
    for (std::size_t at = all.find(needle); at != std::u32string::npos; at = all.find(needle, at + 1)) {
      const bool plain_already = offset != std::u32string::npos && at >= offset &&
                                 std::u32string_view(all).substr(at - offset).starts_with(around);
      if (plain_already) continue;
      add({rule, text.field, text.quote(at, at + needle.size()), advice, 0, 0});
      return;
    }
  }

  const CheckRules& rules_;
  std::vector<TextFinding> findings_;
};

}  // namespace

std::vector<TextFinding> check_text(const ReadAloud& text, std::size_t questions, const CheckRules& rules) {
  TextCheck check(rules);
  check.read(FieldText("brief", text.brief), rules.brief_seconds);
  check.read(FieldText("script", text.script), rules.script_seconds);
  const auto count = static_cast<std::int64_t>(questions);
  if (count < rules.questions_fewest)
    check.add({TextRule::kQuestions, "questions", "", "", count, rules.questions_fewest});
  return check.take();
}

}  // namespace koujing::search
