#include "search/study/notice_facts.h"

#include <algorithm>
#include <cstddef>

#include "search/study/notice_parts.h"

namespace koujing::search {
namespace {

using Words = std::vector<std::u32string_view>;

constexpr std::size_t kHeadLines = 12;
constexpr std::size_t kLongestSubject = 100;

// A title that was broken over two or three lines ends where its kind of document is named.
bool ends_as_title(const StudyText& text, std::size_t end) {
  static const Words kKinds = {U"通知", U"通告", U"公告", U"决定", U"意见", U"批复",
                               U"函",   U"办法", U"规定", U"细则", U"方案", U"通报",
                               U"报告", U"请示", U"公示", U"说明", U"条例", U"(试行)"};
  return text.any_before(end, kKinds) > 0;
}

std::optional<Stated> subject_of(const StudyText& text) {
  const std::size_t head = std::min(kHeadLines, text.lines().size());
  for (std::size_t line = 0; line < head; ++line) {
    Place title = text.lines()[line];
    const auto about = text.find_any(title.begin, title.end, {U"关于"});
    if (!about || title.size() > kLongestSubject) continue;
    constexpr std::size_t kMostLines = 3;
    for (std::size_t more = line; more < std::min(line + kMostLines, head); ++more) {
      const Place next{title.begin, text.lines()[more].end};
      if (next.size() <= kLongestSubject && ends_as_title(text, next.end)) return text.stated(next);
    }
  }
  for (std::size_t line = 0; line < head; ++line)
    if (text.is_heading(line) && text.lines()[line].size() <= kLongestSubject)
      return text.stated(text.lines()[line]);
  return std::nullopt;
}

bool is_urgent(const StudyText& text) {
  static const Words kMarks = {U"特急", U"加急", U"特提", U"平急"};
  for (std::size_t line = 0; line < std::min(kHeadLines, text.lines().size()); ++line) {
    const Place whole = text.lines()[line];
    const bool mark = whole.size() <= 8 && text.find_any(whole.begin, whole.end, kMarks);
    if (mark || text.find_any(whole.begin, whole.end, {U"紧急通知"})) return true;
  }
  return false;
}

// What stands behind 联系人: in the last line that has it.
std::optional<Stated> contact_of(const StudyText& text) {
  constexpr std::size_t kLongest = 100;
  for (std::size_t line = text.lines().size(); line-- > 0;) {
    Place place = text.lines()[line];
    const auto word = text.find_any(place.begin, place.end, {U"联系人", U"联 系 人"});
    if (!word) continue;
    place.begin = *word;
    while (place.begin < place.end && text.characters()[place.begin] != U':') ++place.begin;
    while (place.begin < place.end &&
           (text.characters()[place.begin] == U':' || text.characters()[place.begin] == U' '))
      ++place.begin;
    while (place.end > place.begin &&
           (text.characters()[place.end - 1] == U')' || text.characters()[place.end - 1] == U'。'))
      --place.end;
    if (place.size() > 0 && place.size() <= kLongest) return text.stated(place);
  }
  return std::nullopt;
}

}  // namespace

NoticeFacts read_notice(std::string_view original) {
  const StudyText text(original);
  NoticeFacts facts;
  facts.subject = subject_of(text);
  facts.urgent = is_urgent(text);
  facts.contact = contact_of(text);
  read_numbers(text, facts);
  read_dates(text, facts);
  read_issuers(text, facts);
  return facts;
}

}  // namespace koujing::search
