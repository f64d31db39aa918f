// Who issued a notice.
#include <algorithm>
#include <cstddef>

#include "search/study/notice_parts.h"
#include "search/text/characters.h"

namespace koujing::search {
namespace {

using Words = std::vector<std::u32string_view>;

constexpr std::size_t kShortestName = 2, kLongestName = 30;

void add(const StudyText& text, Place place, NoticeFacts& facts) {
  const auto all = text.characters();
  while (place.begin < place.end && all[place.begin] == ' ') ++place.begin;
  while (place.end > place.begin && all[place.end - 1] == ' ') --place.end;
  if (place.size() < kShortestName || place.size() > kLongestName) return;
  Stated one = text.stated(place);
  const bool known = std::any_of(facts.departments.begin(), facts.departments.end(),
                                 [&](const Stated& other) { return other.value == one.value; });
  if (!known) facts.departments.push_back(std::move(one));
}

// An office and nothing else: no sentence, no figure, no label.
bool is_name(const StudyText& text, Place line) {
  const auto all = text.at(line);
  return line.size() >= kShortestName && line.size() <= kLongestName &&
         std::all_of(all.begin(), all.end(), [](char32_t c) {
           return kind_of(c) == CharacterKind::kIdeograph || kind_of(c) == CharacterKind::kLetter ||
                  c == ' ' || c == '(' || c == ')';
         });
}

void add_list(const StudyText& text, Place list, NoticeFacts& facts) {
  const auto all = text.characters();
  for (std::size_t begin = list.begin; begin < list.end;) {
    std::size_t end = begin;
    while (end < list.end && all[end] != U'、' && all[end] != ',' && all[end] != ';' && all[end] != '/')
      ++end;
    add(text, {begin, end}, facts);
    begin = end + 1;
  }
}

// The lines above the date of the signature, upwards as long as they are names.
void add_signature(const StudyText& text, NoticeFacts& facts) {
  constexpr std::size_t kMostIssuers = 4;
  const auto date = signature_date(text);
  if (!date) return;
  std::size_t first = date->line;
  while (first > 0 && date->line - first < kMostIssuers && is_name(text, text.lines()[first - 1]) &&
         !text.is_heading(first - 1))
    --first;
  for (std::size_t line = first; line < date->line; ++line) add(text, text.lines()[line], facts);
}

}  // namespace

void read_issuers(const StudyText& text, NoticeFacts& facts) {
  static const Words kLabels = {U"发文单位", U"发文部门", U"发文机关", U"下发单位", U"下发部门", U"发布单位",
                                U"发布部门", U"主办部门", U"主办单位", U"来文单位", U"责任部门"};
  static const Words kMade = {U"通过", U"公布", U"发布", U"批准", U"修订", U"修正"};
  static const Words kSession = {U"第"};
  constexpr std::size_t kHeadLines = 20, kRedHeadLines = 6;
  const auto all = text.characters();
  const std::size_t lines = text.lines().size();
  for (std::size_t line = 0; line < lines; ++line)
    if (const auto list = text.labelled(line, kLabels)) add_list(text, *list, facts);
  add_signature(text, facts);
  for (std::size_t line = 0; line < std::min(kRedHeadLines, lines); ++line) {
    const Place whole = text.lines()[line];
    if (is_name(text, whole) && all.substr(0, whole.end).ends_with(U"文件"))
      add(text, {whole.begin, whole.end - 2}, facts);
  }
  // 市场部关于调整……的通知
  for (std::size_t line = 0; line < std::min(kHeadLines, lines); ++line) {
    const Place whole = text.lines()[line];
    const auto about = text.find_any(whole.begin, whole.end, {U"关于"});
    if (about && *about > whole.begin && is_name(text, {whole.begin, *about})) {
      add(text, {whole.begin, *about}, facts);
      break;
    }
  }
  // 2019年11月29日 山东省第十三届人民代表大会常务委员会第十五次会议通过; 国务院令第259号发布. The last one
  // first.
  for (std::size_t line = std::min(kHeadLines, lines); line-- > 0;) {
    const Place whole = text.lines()[line];
    for (const Quantity& one : text.quantities()) {
      if (one.kind != QuantityKind::kDate || one.begin != whole.begin) continue;
      if (!text.find_any(one.end, whole.end, kMade)) continue;
      std::size_t begin = one.end;
      while (begin < whole.end && all[begin] == ' ') ++begin;
      const auto order = text.find_any(begin, whole.end, {U"令第", U"令(", U"令"});
      const auto session = text.find_any(begin + 2, whole.end, kSession);
      if (order && *order - begin <= kLongestName && is_name(text, {begin, *order}))
        add(text, {begin, *order}, facts);
      else if (const auto board = text.find_any(begin, whole.end, {U"常务委员会"});
               board && is_name(text, {begin, *board}))
        add(text, {begin, *board + 5}, facts);
      else if (session && is_name(text, {begin, *session}))
        add(text, {begin, *session}, facts);
      break;
    }
  }
}

}  // namespace koujing::search
