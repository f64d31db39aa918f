// Numbers of documents: which is the notice's own, which does it repeal, which does it name.
#include <algorithm>
#include <cstddef>

#include "search/study/notice_parts.h"
#include "search/text/characters.h"
#include "search/text/numerals.h"

namespace koujing::search {
namespace {

using Words = std::vector<std::u32string_view>;

constexpr std::size_t kLongestPrefix = 16;  // 京政办字 has 4; 中国银保监会办公厅 would have 9
constexpr std::size_t kMostNumbers = 50;

bool is_name_character(char32_t c) {
  const CharacterKind kind = kind_of(c);
  return kind == CharacterKind::kIdeograph || kind == CharacterKind::kLetter;
}

// Where the prefix of the number begins whose year or 第 is at `begin`: 根据京政办字〔2017〕20号 has
// 京政办字.
std::size_t prefix_begin(const StudyText& text, std::size_t begin, std::size_t most) {
  static const Words kNotOfIt = {U"根据", U"依据", U"按照", U"参照", U"依照", U"遵照", U"执行", U"印发",
                                 U"下发", U"发布", U"公布", U"废止", U"通知", U"文件", U"简称", U"以及",
                                 U"代替", U"取代", U"原有", U"文号", U"编号", U"的",   U"按",   U"及",
                                 U"与",   U"据",   U"即",   U"见",   U"经",   U"原"};
  const auto all = text.characters();
  std::size_t first = begin;
  while (first > 0 && begin - first < most && is_name_character(all[first - 1])) --first;
  if (first > 0 && first < begin && all[first] == U'和' && !is_name_character(all[first - 1])) ++first;
  for (std::size_t i = begin; i > first; --i)
    if (const std::size_t word = text.any_before(i, kNotOfIt); word > 0 && i - word >= first) return i;
  return first;
}

// 〔2026〕15号 with what stands before it.
std::vector<Place> numbers_of_years(const StudyText& text) {
  static const Words kOpen = {U"〔", U"[", U"(", U"【", U"﹝", U"{"};
  std::vector<Place> found;
  for (const Quantity& one : text.quantities()) {
    if (one.kind != QuantityKind::kDocumentNumber) continue;
    std::size_t begin = one.begin;
    if (text.any_before(begin, kOpen) > 0) --begin;
    while (begin > 0 && text.characters()[begin - 1] == ' ') --begin;
    const Place place{prefix_begin(text, begin, kLongestPrefix), one.end};
    // 2026年第15号 with nothing before it is an issue of a paper as likely as a document.
    if (place.begin == begin && text.any_at(begin, kOpen) == 0) continue;
    found.push_back(place);
  }
  return found;
}

// 国务院令第259号, 公安部令(第69号), 公安部第69号令.
std::vector<Place> numbers_of_orders(const StudyText& text) {
  constexpr std::size_t kLongestBody = 24;
  const auto all = text.characters();
  std::vector<Place> found;
  for (std::size_t at = all.find(U'第'); at != std::u32string_view::npos; at = all.find(U'第', at + 1)) {
    const auto number = read_numeral(all, at + 1);
    if (!number || number->end >= all.size() || all[number->end] != U'号') continue;
    std::size_t begin = at, end = number->end + 1;
    if (begin > 0 && all[begin - 1] == '(') --begin, end += end < all.size() && all[end] == ')' ? 1 : 0;
    const bool before = begin > 0 && (all[begin - 1] == U'令');
    const bool behind = end < all.size() && all[end] == U'令';
    if (!before && !behind) continue;
    if (behind) ++end;
    const Place place{prefix_begin(text, begin, kLongestBody), end};
    if (place.begin == begin) continue;
    found.push_back(place);
  }
  return found;
}

std::vector<Place> all_numbers(const StudyText& text) {
  std::vector<Place> found = numbers_of_years(text);
  for (const Place one : numbers_of_orders(text)) found.push_back(one);
  std::sort(found.begin(), found.end(), [](Place a, Place b) { return a.begin < b.begin; });
  return found;
}

// Its own number stands alone in a line of the head, or behind a label.
std::optional<Place> own_number(const StudyText& text, const std::vector<Place>& numbers) {
  constexpr std::size_t kHeadLines = 12, kBeside = 4;
  static const Words kLabels = {U"文号",   U"发文字号", U"文件编号", U"文件号",
                                U"公文号", U"通知编号", U"编号"};
  static const Words kSigned = {U"签发"};
  const std::size_t head = std::min(kHeadLines, text.lines().size());
  for (std::size_t line = 0; line < head; ++line) {
    const Place whole = text.lines()[line];
    const auto behind_label = text.labelled(line, kLabels);
    for (const Place one : numbers) {
      if (one.begin < whole.begin || one.end > whole.end) continue;
      const bool alone = whole.size() - one.size() <= kBeside;
      const bool beside_signature = text.find_any(one.end, whole.end, kSigned).has_value();
      const bool of_heading = text.is_heading(line) && one.end + 1 >= whole.end;
      if (behind_label || alone || beside_signature || of_heading) return one;
    }
    constexpr std::size_t kLongestLabelled = 40;
    if (behind_label && behind_label->size() <= kLongestLabelled) return behind_label;
  }
  // Laws say under which order they were made public.
  static const Words kMadePublic = {U"公布", U"发布"};
  for (const Place one : numbers) {
    const std::size_t line = text.line_of(one.begin);
    if (line >= head) break;
    const Place whole = text.lines()[line];
    if (text.at(one).find(U'令') != std::u32string_view::npos &&
        text.find_any(one.end, whole.end, kMadePublic))
      return one;
  }
  return std::nullopt;
}

struct Sentence {
  Place place;
  std::size_t verb = 0;  // where 废止 begins
};

// Sentences that end something: 《……办法》同时废止. Not 标准废止的, 不停止执行, 责令停止执行职务.
std::vector<Sentence> ending_sentences(const StudyText& text) {
  static const Words kVerbs = {U"废止",     U"停止执行", U"停止施行", U"不再执行", U"停止使用",
                               U"自动失效", U"即行失效", U"同时失效", U"同时作废"};
  static const Words kNot = {U"不", U"责令", U"公告", U"暂时"};
  const auto all = text.characters();
  const auto ends = [](char32_t c) { return c == U'。' || c == '\n' || c == ';' || c == '!'; };
  std::vector<Sentence> found;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin;
    while (end < all.size() && !ends(all[end])) ++end;
    for (std::size_t at = begin; at < end;) {
      const auto verb = text.find_any(at, end, kVerbs);
      if (!verb) break;
      at = *verb + 1;
      const bool noun = text.any_at(*verb + 2, {U"的", U"职务", U"备案"}) > 0;
      if (text.any_before(*verb, kNot) > 0 || noun) continue;
      found.push_back({{begin, end}, *verb});
      break;
    }
    begin = end + 1;
  }
  return found;
}

bool add(std::vector<Stated>& list, Stated one) {
  const bool known =
      std::any_of(list.begin(), list.end(), [&](const Stated& other) { return other.value == one.value; });
  if (!known && list.size() < kMostNumbers) list.push_back(std::move(one));
  return !known;
}

// What stands before the verb in its sentence: numbers, and titles without a number behind them.
void read_repeals(const StudyText& text, const std::vector<Place>& numbers, NoticeFacts& facts) {
  constexpr std::size_t kFurthest = 60;  // between a title and 同时废止: 及其补充规定, (公安部第69号令)
  const auto all = text.characters();
  for (const Sentence& sentence : ending_sentences(text)) {
    std::size_t reach = sentence.verb;  // a list goes on as long as its members stand close together
    std::vector<Place> ended;
    for (const Place one : numbers)
      if (one.begin >= sentence.place.begin && one.end <= sentence.verb) ended.push_back(one);
    for (std::size_t at = sentence.verb; at-- > sentence.place.begin;) {
      if (all[at] != U'》') continue;
      std::size_t open = at;
      for (int depth = 0; open > sentence.place.begin; --open) {
        if (all[open] == U'》') ++depth;
        if (all[open] == U'《' && --depth == 0) break;
      }
      if (all[open] != U'《' || reach - at > kFurthest) break;
      // A number in brackets behind the title says the same more exactly.
      const bool numbered = all[at + 1] == '(' && std::any_of(ended.begin(), ended.end(),
                                                              [&](Place one) { return one.begin == at + 2; });
      if (!numbered) ended.push_back({open, at + 1});
      reach = open;
      at = open;
    }
    std::sort(ended.begin(), ended.end(), [](Place a, Place b) { return a.begin < b.begin; });
    for (const Place place : ended) {
      Stated one = text.stated(place);
      if (facts.document_number && one.value == facts.document_number->value) continue;
      add(facts.repeals, std::move(one));
    }
  }
}

}  // namespace

void read_numbers(const StudyText& text, NoticeFacts& facts) {
  const std::vector<Place> numbers = all_numbers(text);
  if (const auto own = own_number(text, numbers)) facts.document_number = text.stated(*own);
  read_repeals(text, numbers, facts);
  for (const Place one : numbers) {
    Stated stated = text.stated(one);
    const auto same = [&](const Stated& other) { return other.value == stated.value; };
    if (facts.document_number && same(*facts.document_number)) continue;
    if (std::any_of(facts.repeals.begin(), facts.repeals.end(), same)) continue;
    add(facts.mentions, std::move(stated));
  }
}

}  // namespace koujing::search
