#include "search/study/figures.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <optional>

#include "search/study/study_text.h"
#include "search/text/characters.h"
#include "search/text/numerals.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr std::size_t kMostFigures = 300;
constexpr std::size_t kShownClause = 60;   // characters
constexpr std::size_t kFewestPieces = 2;   // of a clause that says enough by itself
constexpr std::size_t kServiceNumber = 5;  // digits: 10080, 12345, 95598
constexpr std::size_t kFewestShared = 2;   // pieces in common
constexpr double kAlike = 0.6;             // from which two figures are about the same; docs/checks.md
constexpr double kSameThing = 0.75;        // from which they are about nothing else
constexpr double kCommon = 0.5;            // rarity of a piece that the library lacks

bool ends_clause(char32_t c) {
  return std::u32string_view(U",。;!?:、()|“”\n").find(c) != std::u32string_view::npos;
}
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool ends_sentence(char32_t c) {
  return std::u32string_view(U"。;!?|\n").find(c) != std::u32string_view::npos;
}

// "30分钟" is 30 of 分钟; hours and days count in minutes, years in months, so that 1天 is 24小时.
struct Measure {
  std::string unit, value;
};
Measure measured(const Quantity& quantity) {
  std::size_t digits = 0;
  while (digits < quantity.spelling.size() &&
         (std::isdigit(static_cast<unsigned char>(quantity.spelling[digits])) != 0 ||
          quantity.spelling[digits] == '.'))
    ++digits;
  Measure made{quantity.spelling.substr(digits), quantity.spelling.substr(0, digits)};
  const auto in = [&](const char* unit, long long factor) {
    made = {unit, std::to_string(std::llround(std::strtod(made.value.c_str(), nullptr) *
                                              static_cast<double>(factor) * 100))};
  };
  if (quantity.kind == QuantityKind::kDuration) {
    if (made.unit == "分钟")
      in("分钟", 1);
    else if (made.unit == "小时")
      in("分钟", 60);
    else if (made.unit == "天")
      in("分钟", 1440);
    else if (made.unit == "个月" || made.unit == "月")
      in("月", 1);
    else if (made.unit == "年")
      in("月", 12);
  }
  return made;
}

std::optional<Measure> comparable(const Quantity& quantity) {
  switch (quantity.kind) {
    case QuantityKind::kMoney:
    case QuantityKind::kPercent:
    case QuantityKind::kData:
    case QuantityKind::kSpeed:
    case QuantityKind::kDuration:
    case QuantityKind::kVolume:
    case QuantityKind::kDiscount:
      return measured(quantity);
    case QuantityKind::kDate:
      return Measure{"date " + std::to_string(quantity.spelling.size()), quantity.spelling};
    case QuantityKind::kClock:
      return Measure{"clock", quantity.spelling};
    case QuantityKind::kPhone:
      return Measure{"phone", quantity.spelling};
    case QuantityKind::kNumber:
    case QuantityKind::kDocumentNumber:
    case QuantityKind::kOrdinal:
      break;
  }
  return std::nullopt;
}

class FigureReader {
 public:
  explicit FigureReader(const StudyText& text) : text_(text), quantities_(text.quantities()) {
    add_single_digits();
  }

  std::vector<Figure> read() {
    for (const Quantity& quantity : quantities_) {
      if (figures_.size() == kMostFigures) break;
      if (quantity.begin == last_begin_ || is_former(quantity))
        continue;  // another reading of the same place
      auto measure = comparable(quantity);
      if (!measure && is_service_number(quantity)) measure = Measure{"phone", quantity.spelling};
      if (!measure) measure = counted(quantity);
      if (!measure) continue;
      last_begin_ = quantity.begin;
      figures_.push_back(figure(quantity, *std::move(measure)));
    }
    return std::move(figures_);
  }

 private:
  Figure figure(const Quantity& quantity, Measure measure) const {
    Figure made;
    made.unit = std::move(measure.unit);
    made.value = std::move(measure.value);
    made.written = text_.stated({quantity.begin, quantity.end}).value;
    const Place clause = clause_of(quantity.begin);
    made.clause = std::string(first_characters(text_.stated(clause).value, kShownClause));
    std::vector<Piece> about;
    take_in(made, about, clause, quantity.begin);
    if (is_row(quantity.begin)) {
      const std::size_t line = text_.line_of(quantity.begin);
      const std::vector<Place> cells = cells_of(line);
      if (!cells.empty() && cells.front().begin != clause.begin)
        take_in(made, about, cells.front(), quantity.begin);
      if (const auto head = head_of(line, quantity.begin)) take_in(made, about, *head, quantity.begin);
      made.clause = std::string(first_characters(text_.stated(text_.lines()[line]).value, kShownClause));
    } else if (set_of(about).size() < kFewestPieces && clause.begin > 0) {
      const Place before = clause_of(clause.begin - 1);
      if (before.size() > 0 && !ends_sentence(text_.characters()[clause.begin - 1]))
        take_in(made, about, before, quantity.begin);
    }
    if (clause.begin > 0 && !ends_sentence(text_.characters()[clause.begin - 1])) {
      Figure earlier;
      std::vector<Piece> unread;
      take_in(earlier, unread, clause_of(clause.begin - 1), quantity.begin);
      made.before = set_of(std::move(earlier.conditions));
    }
    made.about = set_of(std::move(about));
    std::sort(made.conditions.begin(), made.conditions.end());
    made.conditions.erase(std::unique(made.conditions.begin(), made.conditions.end()), made.conditions.end());
    return made;
  }

  // What the place says beside the figure itself: its words to `about`, its other figures and counted steps
  // to the conditions.
  void take_in(Figure& made, std::vector<Piece>& about, Place place, std::size_t own) const {
    std::size_t at = place.begin;
    const auto words_until = [&](std::size_t end) {
      if (end <= at) return;
      const auto words = text_.at({at, end});
      for (Piece& piece : pieces_of(words)) about.push_back(std::move(piece));
      add_steps(made, words);
    };
    for (const Quantity& one : quantities_) {
      if (one.begin < place.begin || one.end > place.end) continue;
      words_until(one.begin);
      const bool telling = one.kind != QuantityKind::kNumber || one.spelling.size() > 1;
      if (one.begin != own && telling && !is_former(one) && !of_one_range(one.begin, own))
        made.conditions.push_back(one.spelling);
      at = std::max<std::size_t>(at, one.end);
    }
    words_until(place.end);
  }

  // 由99元调整为89元: what was before is no figure of the answer.
  bool is_former(const Quantity& quantity) const {
    const auto all = text_.characters();
    std::size_t begin = quantity.begin;
    while (begin > 0 && all[begin - 1] == U' ') --begin;
    if (begin == 0) return false;
    const char32_t before = all[begin - 1];
    if (before != U'由' && before != U'从' && before != U'原') return false;
    const Place rest{quantity.end, clause_of(quantity.begin).end};
    return text_
        .find_any(rest.begin, rest.end, {U"调", U"改", U"延长", U"缩", U"提", U"降", U"增", U"减", U"变"})
        .has_value();
  }

  // 200元至300元: neither end tells the other apart.
  bool of_one_range(std::size_t left, std::size_t right) const {
    if (left > right) std::swap(left, right);
    const auto between = text_.at({left, right});
    const std::size_t sign = between.find_last_not_of(U' ');
    return sign != std::u32string_view::npos && sign > 0 &&
           std::u32string_view(U"至到-~–—").find(between[sign]) != std::u32string_view::npos;
  }

  // 第一档, 二级, 首次: what a table of tiers counts its rows by.
  static void add_steps(Figure& made, std::u32string_view words) {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (chinese_digit(words[i]) || words[i] == U'首' || words[i] == U'末')
        made.conditions.push_back(to_utf8(words.substr(i, 2)));
  }

  // The colon of 22:00 and the comma of 1,000 part nothing.
  bool parts_clauses(std::size_t position) const {
    const auto all = text_.characters();
    const char32_t c = all[position];
    if (!ends_clause(c)) return false;
    const bool within_figure = (c == U':' || c == U',') && position > 0 && position + 1 < all.size() &&
                               is_digit(all[position - 1]) && is_digit(all[position + 1]);
    return !within_figure;
  }

  Place clause_of(std::size_t position) const {
    Place clause{position, position};
    while (clause.begin > 0 && !parts_clauses(clause.begin - 1)) --clause.begin;
    while (clause.end < text_.characters().size() && !parts_clauses(clause.end)) ++clause.end;
    return clause;
  }

  bool is_row(std::size_t position) const {
    const std::size_t line = text_.line_of(position);
    return line < text_.lines().size() && text_.characters()[text_.lines()[line].begin] == U'|';
  }

  std::vector<Place> cells_of(std::size_t line) const {
    std::vector<Place> cells;
    const Place row = text_.lines()[line];
    std::size_t begin = row.begin;
    for (std::size_t at = row.begin; at <= row.end; ++at) {
      if (at < row.end && text_.characters()[at] != U'|') continue;
      if (at > row.begin) cells.push_back({begin, at});
      begin = at + 1;
    }
    return cells;
  }

  // The cell of the table's first row that stands above `position`.
  std::optional<Place> head_of(std::size_t line, std::size_t position) const {
    std::size_t first = line;
    while (first > 0 && text_.characters()[text_.lines()[first - 1].begin] == U'|') --first;
    if (first == line) return std::nullopt;
    const std::vector<Place> cells = cells_of(line), heads = cells_of(first);
    for (std::size_t i = 1; i < std::min(cells.size(), heads.size()); ++i)
      if (position >= cells[i].begin && position < cells[i].end) return heads[i];
    return std::nullopt;
  }

  // 16岁, 3张: what a rule allows is counted in such words. What has steps (第3次) or is not said of anybody
  // is left out.
  std::optional<Measure> counted(const Quantity& quantity) const {
    if (quantity.kind != QuantityKind::kNumber) return std::nullopt;
    const auto counter = counter_at(quantity.end);
    if (!counter) return std::nullopt;
    return Measure{to_utf8({&*counter, 1}), quantity.spelling};
  }

  // A single digit is no quantity elsewhere: here it is one when something is counted.
  void add_single_digits() {
    const auto all = text_.characters();
    const auto joins = [&](std::size_t i) {
      return i < all.size() &&
             (is_digit(all[i]) || (all[i] < 128 && std::isalpha(static_cast<int>(all[i])) != 0) ||
              std::u32string_view(U".:-/第").find(all[i]) != std::u32string_view::npos);
    };
    for (std::size_t i = 0; i < all.size(); ++i)
      if (is_digit(all[i]) && !(i > 0 && joins(i - 1)) && !joins(i + 1) && counter_at(i + 1))
        quantities_.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1),
                               std::string(1, static_cast<char>(all[i])), QuantityKind::kNumber});
    std::stable_sort(quantities_.begin(), quantities_.end(),
                     [](const Quantity& left, const Quantity& right) { return left.begin < right.begin; });
  }

  std::optional<char32_t> counter_at(std::size_t at) const {
    const auto all = text_.characters();
    while (at < all.size() && all[at] == U' ') ++at;
    if (at < all.size() && all[at] == U'周') ++at;
    constexpr std::u32string_view kCounted = U"岁张台次人部户位倍";
    if (at >= all.size() || kCounted.find(all[at]) == std::u32string_view::npos) return std::nullopt;
    return all[at];
  }

  // 拨打10080: plain digits that the words beside them make a number to call.
  bool is_service_number(const Quantity& quantity) const {
    if (quantity.kind != QuantityKind::kNumber || quantity.spelling.size() < kServiceNumber ||
        quantity.spelling.find('.') != std::string::npos)
      return false;
    const Place clause = clause_of(quantity.begin);
    return text_
        .find_any(clause.begin, clause.end, {U"电话", U"热线", U"拨", U"打", U"致电", U"号码", U"专线"})
        .has_value();
  }

  const StudyText& text_;
  std::vector<Quantity> quantities_;
  std::vector<Figure> figures_;
  std::uint32_t last_begin_ = static_cast<std::uint32_t>(-1);
};

double weight(const std::vector<Piece>& pieces, const std::map<Piece, double>& rarity) {
  double sum = 0;
  for (const Piece& piece : pieces) {
    const auto found = rarity.find(piece);
    sum += found == rarity.end() ? kCommon : found->second;
  }
  return sum;
}

// How much of what the one that says less is about, the other is about too. One piece in common is nothing.
double alike(const Figure& ours, const Figure& theirs, const std::map<Piece, double>& rarity) {
  std::vector<Piece> both;
  std::set_intersection(ours.about.begin(), ours.about.end(), theirs.about.begin(), theirs.about.end(),
                        std::back_inserter(both));
  const std::size_t fewest = std::min({ours.about.size(), theirs.about.size(), kFewestShared});
  if (both.empty() || both.size() < fewest) return 0;
  const double least = std::min(weight(ours.about, rarity), weight(theirs.about, rarity));
  return least == 0 ? 0 : weight(both, rarity) / least;
}

// Both name conditions, and none in common: other tiers, other packages.
bool told_apart(const Figure& ours, const Figure& theirs) {
  const auto share = [](const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::any_of(left.begin(), left.end(), [&](const std::string& one) {
      return std::binary_search(right.begin(), right.end(), one);
    });
  };
  // 每多24小时，减免3天 and 每多24小时减免1天 have the condition on either side of a comma.
  if (theirs.conditions.empty()) return !ours.conditions.empty() && !share(ours.conditions, theirs.before);
  if (ours.conditions.empty()) return !share(theirs.conditions, ours.before);
  return !share(ours.conditions, theirs.conditions);
}

// 每多24小时减免1天: their 24小时 is not our 1天, as we say 24小时, too.
bool is_another_of(const std::vector<Figure>& ours, const Figure& mine, const Figure& other) {
  return mine.written != other.written && std::any_of(ours.begin(), ours.end(), [&](const Figure& one) {
           return &one != &mine && one.written == other.written;
         });
}

// 8:00到22:00 against 8:00到18:00: 8:00 is what we say, too.
bool said_by(const std::vector<Figure>& ours, const Figure& other, const std::map<Piece, double>& rarity) {
  return std::any_of(ours.begin(), ours.end(), [&](const Figure& one) {
    return one.unit == other.unit && one.value == other.value && alike(one, other, rarity) >= kSameThing;
  });
}

}  // namespace

std::vector<Figure> figures_of(std::string_view markdown, std::string_view title) {
  const StudyText text(markdown);
  std::vector<Figure> figures = FigureReader(text).read();
  const std::vector<Piece> subject = set_of(pieces_of(normalise(title).characters));
  for (Figure& figure : figures)
    if (figure.about.empty()) figure.about = subject;
  return figures;
}

std::vector<FigureConflict> conflicting_figures(const std::vector<Figure>& ours,
                                                const std::vector<Figure>& theirs,
                                                const std::map<Piece, double>& rarity) {
  std::vector<FigureConflict> conflicts;
  for (const Figure& mine : ours) {
    FigureConflict worst;
    double said = 0;  // how near they come to saying the same
    for (const Figure& other : theirs) {
      if (other.unit != mine.unit) continue;
      const double near = alike(mine, other, rarity);
      if (near < kAlike) continue;
      if (other.value == mine.value) {
        if (!is_another_of(ours, mine, other)) said = std::max(said, near);
      } else if (near > worst.likeness && !told_apart(mine, other) && !said_by(ours, other, rarity)) {
        worst = {&mine, &other, near};
      }
    }
    if (worst.likeness > said) conflicts.push_back(worst);
  }
  return conflicts;
}

}  // namespace koujing::search
