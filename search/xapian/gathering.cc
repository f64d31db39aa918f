#include "search/xapian/gathering.h"

#include <algorithm>
#include <array>
#include <bit>

#include "search/first_stage.h"
#include "search/xapian/postings.h"

namespace koujing::search {
namespace {

// 8,192 scores are 32 KB: what the nearest cache of common processors holds.
constexpr unsigned kWindowBits = 13;
constexpr std::size_t kWindow = std::size_t{1} << kWindowBits;

std::array<float, 256> weights_of(const Lookup& lookup) {
  std::array<float, 256> weights{};  // by counts
  const auto saturated = [](std::uint32_t times) { return times * (kFirstK1 + 1) / (times + kFirstK1); };
  for (std::uint32_t counts = 0; counts < weights.size(); ++counts) {
    const std::uint32_t heading = heading_count(static_cast<Counts>(counts));
    const std::uint32_t text = text_count(static_cast<Counts>(counts));
    const double times = lookup.by_field ? kHeadingWeight * saturated(heading) + kTextWeight * saturated(text)
                                         : saturated(std::max(1U, heading + text));
    weights[counts] = static_cast<float>(lookup.weight * times);
  }
  return weights;
}

}  // namespace

Gathering::Gathering(const Finding& finding)
    : finding_(finding),
      noted_(finding.session.scoreboard.noted),
      known_(finding.session.scoreboard.known),
      parted_(finding.session.scoreboard.parted) {
  noted_.clear();
  known_.clear();
}

Gathering::~Gathering() {
  noted_.clear();
  known_.clear();
}

void Gathering::add(const Lookup& lookup, bool only_known) {
  if (lookup.frequency == 0) return;
  const std::array<float, 256> weights = weights_of(lookup);
  const Gate& gate = finding_.gate;
  std::size_t seen = 0;
  if (only_known) {
    settle();
    auto at = known_.begin();
    each_posting(finding_.session, lookup.term, [&](DocumentNumber number, Counts counts) {
      while (at != known_.end() && at->number < number) ++at;
      if (at == known_.end() || ((++seen & 1023) == 0 && finding_.time.over())) return false;
      if (at->number == number) at->score += weights[counts];
      return true;
    });
    return;
  }
  const std::size_t before = noted_.size();
  noted_.resize(before + lookup.frequency);
  Scored* at = noted_.data() + before;
  Scored* const end = noted_.data() + noted_.size();
  each_posting(finding_.session, lookup.term, [&](DocumentNumber number, Counts counts) {
    if ((++seen & 1023) == 0 && finding_.time.over()) return false;
    // Written in any case and kept if it passes: every third does not, and a guess gone wrong costs more.
    if (at == end) return false;
    *at = {number, weights[counts]};
    at += gate.lets(number) ? 1 : 0;
    return true;
  });
  noted_.resize(static_cast<std::size_t>(at - noted_.data()));
}

void Gathering::add_named(const std::vector<DocumentNumber>& numbers, double weight, bool only_known) {
  settle();
  for (const DocumentNumber number : numbers) {
    const auto place =
        std::lower_bound(known_.begin(), known_.end(), number,
                         [](const Scored& one, DocumentNumber value) { return one.number < value; });
    const bool known = place != known_.end() && place->number == number;
    if ((only_known && !known) || !finding_.gate.lets(number)) continue;
    note(number, static_cast<float>(weight));
    named_.insert(number);
  }
}

void Gathering::add_all_of(const std::vector<std::string>& terms, double weight, bool only_known) {
  std::vector<std::pair<std::size_t, std::string>> ordered;
  ordered.reserve(terms.size());
  for (const std::string& term : terms) ordered.emplace_back(finding_.session.frequency(term), term);
  std::sort(ordered.begin(), ordered.end());
  if (ordered.empty() || ordered.front().first == 0) return;
  std::vector<DocumentNumber> have;
  each_posting(finding_.session, ordered.front().second, [&](DocumentNumber number, Counts) {
    if (finding_.gate.lets(number)) have.push_back(number);
    return have.size() < kMostPostings;
  });
  for (std::size_t i = 1; i < ordered.size() && !have.empty(); ++i) {
    std::vector<DocumentNumber> both;
    auto at = have.begin();
    std::size_t seen = 0;
    each_posting(finding_.session, ordered[i].second, [&](DocumentNumber number, Counts) {
      while (at != have.end() && *at < number) ++at;
      if (at != have.end() && *at == number) both.push_back(number);
      return at != have.end() && ((++seen & 1023) != 0 || !finding_.time.over());
    });
    have = std::move(both);
  }
  settle();
  auto at = known_.begin();
  for (const DocumentNumber number : have) {
    while (at != known_.end() && at->number < number) ++at;
    if (only_known && (at == known_.end() || at->number != number)) continue;
    note(number, static_cast<float>(weight));
  }
}

void Gathering::settle() {
  if (noted_.empty()) return;
  noted_.insert(noted_.end(), known_.begin(), known_.end());
  known_.clear();
  const std::size_t windows = (std::size_t{finding_.session.table->last()} >> kWindowBits) + 1;
  std::vector<std::uint32_t> ends(windows + 1, 0);
  for (const Scored& one : noted_) ++ends[(one.number >> kWindowBits) + 1];
  for (std::size_t i = 1; i <= windows; ++i) ends[i] += ends[i - 1];
  parted_.resize(noted_.size());
  std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
  for (const Scored& one : noted_) parted_[next[one.number >> kWindowBits]++] = one;
  noted_.clear();

  std::array<float, kWindow> scores{};
  std::array<std::uint64_t, kWindow / 64> touched{};
  for (std::size_t window = 0; window < windows; ++window) {
    if (ends[window] == ends[window + 1]) continue;
    for (std::uint32_t i = ends[window]; i < ends[window + 1]; ++i) {
      const std::size_t place = parted_[i].number & (kWindow - 1);
      scores[place] += parted_[i].score;
      touched[place >> 6] |= std::uint64_t{1} << (place & 63);
    }
    const auto first = static_cast<DocumentNumber>(window << kWindowBits);
    for (std::size_t word = 0; word < touched.size(); ++word)
      for (std::uint64_t& bits = touched[word]; bits != 0; bits &= bits - 1) {
        const std::size_t place = word << 6 | static_cast<std::size_t>(std::countr_zero(bits));
        known_.push_back({first + static_cast<DocumentNumber>(place), scores[place]});
        scores[place] = 0;
      }
  }
}

Found Gathering::found(bool all) {
  settle();
  const IndexTable& table = *finding_.session.table;
  Found result;
  result.all = all && !finding_.time.was_over();
  result.total = known_.size();
  if (finding_.request.facets) {
    result.facet_counts.assign(table.facet_table().size(), 0);
    for (const Scored& one : known_) ++result.facet_counts[table.facets(one.number)];
  }
  // Where the best end, roughly: then few are left to be sorted.
  constexpr std::size_t kSteps = 1024;
  float greatest = 0;
  for (const Scored& one : known_) greatest = std::max(greatest, one.score);
  const float scale = greatest > 0 ? (kSteps - 1) / greatest : 0;
  std::array<std::uint32_t, kSteps> steps{};
  for (const Scored& one : known_) ++steps[static_cast<std::size_t>(one.score * scale)];
  std::size_t lowest = kSteps - 1;
  for (std::size_t above = steps[lowest]; lowest > 0 && above < finding_.wanted;) above += steps[--lowest];
  for (const Scored& one : known_)
    if (static_cast<std::size_t>(one.score * scale) >= lowest)
      result.best.push_back({one.number, one.score, named_.contains(one.number)});
  // Equals by number, not by entry: to look up 20,000 rows would cost more than all else here. What is shown
  // is sorted by entry in the end.
  std::sort(result.best.begin(), result.best.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.number < b.number;
  });
  if (result.best.size() > finding_.wanted) result.best.resize(finding_.wanted);
  return result;
}

}  // namespace koujing::search
