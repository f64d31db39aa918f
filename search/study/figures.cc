#include "search/study/figures.h"

#include <algorithm>
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
constexpr double kCommon = 0.5;            // rarity of a piece that the library lacks

bool ends_clause(char32_t c) {
  return std::u32string_view(U",。;!?:、()|“”\n").find(c) != std::u32string_view::npos;
}
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
  explicit FigureReader(const StudyText& text) : text_(text) {}

  std::vector<Figure> read() {
    for (const Quantity& quantity : text_.quantities()) {
      if (figures_.size() == kMostFigures) break;
      if (quantity.begin == last_begin_ || is_former(quantity))
        continue;  // another reading of the same place
      auto measure = comparable(quantity);
      if (!measure && is_service_number(quantity)) measure = Measure{"phone", quantity.spelling};
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
    for (const Quantity& one : text_.quantities()) {
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
    const std::size_t sign = between.find_last_not_of(U" ");
    return sign != std::u32string_view::npos && sign > 0 &&
           std::u32string_view(U"至到-~–—").find(between[sign]) != std::u32string_view::npos;
  }

  // 第一档, 二级, 首次: what a table of tiers counts its rows by.
  static void add_steps(Figure& made, std::u32string_view words) {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (chinese_digit(words[i]) || words[i] == U'首' || words[i] == U'末')
        made.conditions.push_back(to_utf8(words.substr(i, 2)));
  }

  Place clause_of(std::size_t position) const {
    const auto all = text_.characters();
    Place clause{position, position};
    while (clause.begin > 0 && !ends_clause(all[clause.begin - 1])) --clause.begin;
    while (clause.end < all.size() && !ends_clause(all[clause.end])) ++clause.end;
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

  // 拨打10080: plain digits that the words beside them make a number to call.
  bool is_service_number(const Quantity& quantity) const {
    if (quantity.kind != QuantityKind::kNumber || quantity.spelling.size() < kServiceNumber ||
        quantity.spelling.find('.') != std::string::npos)
      return false;
    const Place clause = clause_of(quantity.begin);
    return text_.find_any(clause.begin, clause.end, {U"电话", U"热线", U"拨打", U"致电", U"号码", U"专线"})
        .has_value();
  }

  const StudyText& text_;
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
  if (ours.conditions.empty() != theirs.conditions.empty()) return true;
  std::vector<std::string> both;
  std::set_intersection(ours.conditions.begin(), ours.conditions.end(), theirs.conditions.begin(),
                        theirs.conditions.end(), std::back_inserter(both));
  return !ours.conditions.empty() && both.empty();
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
      if (other.value == mine.value) said = std::max(said, near);
      if (other.value != mine.value && near > worst.likeness && !told_apart(mine, other))
        worst = {&mine, &other, near};
    }
    if (worst.likeness > said) conflicts.push_back(worst);
  }
  return conflicts;
}

}  // namespace koujing::search
