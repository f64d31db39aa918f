// Dates: of issue, from when to when it holds, until when an answer is wanted.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>

#include "search/study/notice_parts.h"
#include "search/text/numerals.h"

namespace koujing::search {
namespace {

using Words = std::vector<std::u32string_view>;

constexpr std::string_view kWholeDate = "2026-01-15", kDayOfYear = "01-15";

struct Date {
  Place place;
  std::string value;  // 2026-01-15, or 01-15 without a year
  bool whole() const { return value.size() == kWholeDate.size(); }
};

std::vector<Date> dates_of(const StudyText& text) {
  std::vector<Date> found;
  for (const Quantity& one : text.quantities())
    if (one.kind == QuantityKind::kDate &&
        (one.spelling.size() == kWholeDate.size() || one.spelling.size() == kDayOfYear.size()) &&
        one.spelling[one.spelling.size() - 3] == '-' && one.spelling.find("月") == std::string::npos)
      found.push_back({{one.begin, one.end}, one.spelling});
  return found;
}

int number_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::chrono::sys_days days_of(const std::string& date) {
  using namespace std::chrono;
  const std::string_view view = date;
  return sys_days(year(number_in(view.substr(0, 4))) /
                  month(static_cast<unsigned>(number_in(view.substr(5, 2)))) /
                  day(static_cast<unsigned>(number_in(view.substr(8, 2)))));
}

std::string text_of(std::chrono::sys_days days) {
  const std::chrono::year_month_day date(days);
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) +
         "-" + two(static_cast<unsigned>(date.day()));
}

// 5月1日 in a notice of the autumn is of the next spring; one of a month ago has just begun.
std::optional<std::string> in_its_year(const Date& date, const std::optional<Stated>& issued) {
  if (date.whole()) return date.value;
  if (!issued) return std::nullopt;
  constexpr std::chrono::days kBehind{31};
  const std::string same_year = issued->value.substr(0, 5) + date.value;
  if (days_of(same_year) + kBehind >= days_of(issued->value)) return same_year;
  return std::to_string(number_in(issued->value.substr(0, 4)) + 1) + "-" + date.value;
}

// Dates of the lines that lead in a law: 2019年8月2日 ……通过, 根据2021年……的决定修正. They end where its text
// begins.
std::vector<Date> dates_of_head(const StudyText& text, const std::vector<Date>& dates) {
  constexpr std::size_t kHeadLines = 20, kBefore = 3;  // (, 根据
  std::vector<Date> found;
  std::size_t leading = text.lines().size();  // the line that began with a date
  for (const Date& date : dates) {
    const std::size_t line = text.line_of(date.place.begin);
    if (line >= std::min(kHeadLines, text.lines().size())) break;
    const std::size_t begin = text.lines()[line].begin;
    if (text.any_at(begin, {U"第一条", U"一、", U"1."}) > 0) break;
    if (date.place.begin <= begin + kBefore) leading = line;
    if (date.whole() && leading == line) found.push_back(date);
  }
  return found;
}

// Up to the next date or the end of the line.
std::size_t end_of_its_words(const StudyText& text, const std::vector<Date>& dates, const Date& date) {
  std::size_t end = text.lines()[text.line_of(date.place.begin)].end;
  for (const Date& other : dates)
    if (other.place.begin >= date.place.end) end = std::min(end, other.place.begin);
  return end;
}

std::optional<Stated> issue_of(const StudyText& text, const std::vector<Date>& dates) {
  static const Words kLabels = {U"发文日期", U"下发日期", U"成文日期", U"签发日期",
                                U"发布日期", U"印发日期", U"通知日期", U"日期"};
  static const Words kMade = {U"通过", U"公布", U"发布", U"修订", U"修正", U"印发", U"批准", U"修改"};
  for (std::size_t line = 0; line < text.lines().size(); ++line)
    if (const auto value = text.labelled(line, kLabels))
      for (const Date& date : dates)
        if (date.whole() && date.place.begin == value->begin) return text.stated(date.place, date.value);
  if (const auto signed_on = signature_date(text)) return text.stated(signed_on->date, signed_on->value);
  // The head of a law lists when it was made and each time that it was changed: the last one counts.
  std::optional<Stated> last;
  for (const Date& date : dates_of_head(text, dates))
    if (text.find_any(date.place.end, end_of_its_words(text, dates, date), kMade))
      last = text.stated(date.place, date.value);
  return last;
}

// How surely this is the day from which the notice itself holds: 0 for not at all.
int beginning_strength(const StudyText& text, Place date) {
  constexpr std::size_t kNear = 12;
  static const Words kFrom = {U"自", U"从"}, kOn = {U"于"};
  static const Words kLabel = {U"执行时间:", U"实施时间:", U"生效时间:", U"生效日期:", U"执行日期:",
                               U"实施日期:", U"起始时间:", U"有效期:",   U"活动时间:", U"优惠期:"};
  static const Words kHolds = {U"施行", U"执行", U"实施", U"生效"};
  static const Words kItself = {U"本法",   U"本条例", U"本办法", U"本规定", U"本通知", U"本方案", U"本规则",
                                U"本细则", U"本决定", U"本意见", U"本制度", U"本政策", U"本标准"};
  if (text.any_before(date.begin, kLabel) > 0) return 3;
  const std::size_t from = text.any_before(date.begin, kFrom), on = text.any_before(date.begin, kOn);
  if (from + on == 0) return 0;
  const std::size_t end = text.lines()[std::min(text.line_of(date.begin), text.lines().size() - 1)].end;
  const bool since = text.any_at(date.end, {U"起", U"零时起", U"0时起", U"0:00起", U"开始"}) > 0;
  const bool holds = text.find_any(date.end, std::min(date.end + kNear, end), kHolds).has_value();
  if (!since && !(holds && on > 0)) return 0;
  const std::size_t before = date.begin - from - on;
  const bool itself = text.find_any(before - std::min(before, kNear), before, kItself).has_value();
  return 1 + (holds ? 1 : 0) + (holds && itself ? 1 : 0);
}

void read_beginning(const StudyText& text, const std::vector<Date>& dates, NoticeFacts& facts) {
  int best = 0;
  for (const Date& date : dates) {
    const int strength = beginning_strength(text, date.place);
    if (strength <= best) continue;
    const auto value = in_its_year(date, facts.issued_on);
    if (!value) continue;
    best = strength;
    facts.effective_from = text.stated(date.place, *value);
  }
  // In the head of a law: 2014年1月1日 施行
  for (const Date& date : dates_of_head(text, dates))
    if (best < 2 &&
        text.any_at(behind_space(text.characters(), date.place.end), {U"施行", U"实施", U"起施行"}) > 0) {
      best = 2;
      facts.effective_from = text.stated(date.place, date.value);
    }
  if (best >= 2 || !facts.issued_on) return;
  static const Words kAtOnce = {U"自发布之日起", U"自公布之日起", U"自印发之日起", U"自颁布之日起",
                                U"自下发之日起", U"从发布之日起", U"自即日起",     U"即日起"};
  const auto at = text.find_any(0, text.characters().size(), kAtOnce);
  if (at) facts.effective_from = text.stated({*at, *at + text.any_at(*at, kAtOnce)}, facts.issued_on->value);
}

// 有效期两年, from the first day: the last day is the one before the anniversary.
std::optional<Stated> end_of_term(const StudyText& text, const NoticeFacts& facts) {
  if (!facts.effective_from) return std::nullopt;
  static const Words kTerm = {U"有效期为", U"有效期限为", U"有效期", U"试行期为",
                              U"试行期",   U"期限为",     U"试行"};
  for (const Quantity& one : text.quantities()) {
    if (one.kind != QuantityKind::kDuration || text.any_before(one.begin, kTerm) == 0) continue;
    const bool years = one.spelling.ends_with("年"), months = one.spelling.ends_with("个月");
    const int count = number_in(one.spelling);
    if (count <= 0 || count > 100 || (!years && !months)) continue;
    const std::chrono::year_month_day from(days_of(facts.effective_from->value));
    auto end = from + std::chrono::months(years ? count * 12 : count);
    if (!end.ok()) end = end.year() / end.month() / std::chrono::last;
    return text.stated({one.begin, one.end}, text_of(std::chrono::sys_days(end) - std::chrono::days(1)));
  }
  return std::nullopt;
}

void read_ending(const StudyText& text, const std::vector<Date>& dates, NoticeFacts& facts) {
  static const Words kUntil = {U"有效期至", U"有效期限至", U"执行至", U"延长至",
                               U"延期至",   U"有效至",     U"截止至"};
  static const Words kTo = {U"至", U"到", U"-", U"~", U"—", U"–"};
  static const Words kOver = {U"止", U"结束", U"失效", U"期间有效"};
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const Place place = dates[i].place;
    std::size_t before = place.begin;
    while (before > 0 && text.characters()[before - 1] == ' ') --before;
    const bool until = text.any_before(before, kUntil) > 0;
    const std::size_t to = text.any_before(before, kTo);
    const bool over = to > 0 && text.any_at(place.end, kOver) > 0;
    // 执行时间:2026年5月1日至12月31日 – the other end of the span that begins the notice.
    const bool span = to > 0 && i > 0 && facts.effective_from &&
                      text.stated(dates[i - 1].place).begin == facts.effective_from->begin &&
                      before - to - dates[i - 1].place.end <= 2;
    if (!until && !over && !span) continue;
    auto value = in_its_year(dates[i], facts.issued_on);
    if (span && !dates[i].whole()) value = facts.effective_from->value.substr(0, 5) + dates[i].value;
    if (!value || (facts.effective_from && *value < facts.effective_from->value)) continue;
    facts.effective_to = text.stated(place, *value);
    return;
  }
  facts.effective_to = end_of_term(text, facts);
}

void read_deadline(const StudyText& text, const std::vector<Date>& dates, NoticeFacts& facts) {
  constexpr std::size_t kNear = 16;
  static const Words kBefore = {U"前", U"之前", U"以前"};
  static const Words kAnswer = {U"反馈", U"报送", U"上报", U"报至", U"报",
                                U"回复", U"提交", U"确认", U"完成", U"答复"};
  static const Words kLabel = {U"截止时间:", U"截止日期:", U"截止日期为", U"截止时间为",
                               U"完成时限:", U"反馈时限:", U"反馈时间:",  U"答复时限:"};
  for (const Date& date : dates) {
    const std::size_t end =
        text.lines()[std::min(text.line_of(date.place.begin), text.lines().size() - 1)].end;
    std::size_t at = date.place.end;
    // 12月5日17:00前, 12月5日(周五)前
    while (at < end && at < date.place.end + 10 && text.any_at(at, kBefore) == 0) ++at;
    const bool clear = text.find_any(date.place.end, at, {U",", U"。", U";"}) == std::nullopt;
    const bool before = at < end && clear && text.any_at(at, kBefore) > 0 &&
                        text.find_any(at, std::min(at + kNear, end), kAnswer).has_value();
    if (!before && text.any_before(date.place.begin, kLabel) == 0) continue;
    const auto value = in_its_year(date, facts.issued_on);
    if (!value) continue;
    facts.deadline = text.stated(date.place, *value);
    return;
  }
}

}  // namespace

std::optional<DatedLine> signature_date(const StudyText& text) {
  constexpr std::size_t kBeside = 2;
  for (std::size_t line = text.lines().size(); line-- > 0;) {
    const Place whole = text.lines()[line];
    for (const Quantity& one : text.quantities()) {
      if (one.kind != QuantityKind::kDate || one.spelling.size() != kWholeDate.size()) continue;
      if (one.begin < whole.begin || one.end > whole.end) continue;
      if (whole.size() - (one.end - one.begin) <= kBeside)
        return DatedLine{line, {one.begin, one.end}, one.spelling};
    }
  }
  return std::nullopt;
}

void read_dates(const StudyText& text, NoticeFacts& facts) {
  if (text.lines().empty()) return;
  const std::vector<Date> dates = dates_of(text);
  facts.issued_on = issue_of(text, dates);
  read_beginning(text, dates, facts);
  read_ending(text, dates, facts);
  read_deadline(text, dates, facts);
}

}  // namespace koujing::search
