#include "search/use_memory.h"

#include <algorithm>
#include <cmath>

#include "search/rank_text.h"
#include "search/text/characters.h"

namespace koujing::search {
namespace {

constexpr double kNearEnough = 0.12;  // Jaccard; docs/search-quality.md has the run that chose it and kDoubt
constexpr std::size_t kMostPostings = 20'000;  // questions that are looked at, rarest grams first
constexpr double kDoubt = 0.1;  // an imagined use of nothing: a far question alone is no certainty

// Each pair and each character once: a character is a pair with nothing before it.
std::vector<std::uint32_t> grams_of(std::u16string_view text) {
  std::vector<std::uint32_t> grams;
  char16_t before = 0;
  for (const char16_t character : text) {
    if (kind_of(character) == CharacterKind::kSeparator) {
      before = 0;
      continue;
    }
    grams.push_back(character);
    if (before != 0) grams.push_back(std::uint32_t{before} << 16 | character);
    before = character;
  }
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

}  // namespace

UseMemory::UseMemory(const std::vector<PastUse>& uses) {
  std::unordered_map<std::u16string, std::uint32_t> numbers;
  std::vector<std::vector<std::uint32_t>> grams;
  for (const PastUse& use : uses) {
    if (use.weight <= 0) continue;
    std::u16string text = rank_text(use.question);
    const auto [found, fresh] =
        numbers.emplace(std::move(text), static_cast<std::uint32_t>(questions_.size()));
    if (fresh) {
      questions_.push_back({use.question, 0, {}});
      grams.push_back(grams_of(found->first));
      for (const std::uint32_t gram : grams.back()) by_gram_[gram].push_back(found->second);
    }
    questions_[found->second].served.push_back({use.entry, use.weight, use.last});
  }
  for (std::size_t i = 0; i < questions_.size(); ++i)
    for (const std::uint32_t gram : grams[i]) questions_[i].size += idf(gram);
}

double UseMemory::idf(std::uint32_t gram) const {
  const auto found = by_gram_.find(gram);
  const double frequency = found == by_gram_.end() ? 0 : static_cast<double>(found->second.size());
  return std::log1p(static_cast<double>(questions_.size()) / (frequency + 0.5));
}

std::vector<Remembered> UseMemory::recall(std::u16string_view question) const {
  if (questions_.empty()) return {};
  std::vector<std::uint32_t> grams = grams_of(question);
  double size = 0;
  for (const std::uint32_t gram : grams) size += idf(gram);
  const auto frequency = [&](std::uint32_t gram) {
    const auto found = by_gram_.find(gram);
    return found == by_gram_.end() ? std::size_t{0} : found->second.size();
  };
  std::sort(grams.begin(), grams.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::size_t of_a = frequency(a), of_b = frequency(b);
    return of_a != of_b ? of_a < of_b : a < b;
  });
  std::unordered_map<std::uint32_t, double> shared;
  std::size_t looked = 0;
  for (const std::uint32_t gram : grams) {
    const auto found = by_gram_.find(gram);
    if (found == by_gram_.end()) continue;
    const bool only_known = looked + found->second.size() > kMostPostings;
    if (!only_known) looked += found->second.size();
    const double weight = idf(gram);
    if (only_known) {
      for (auto& [number, sum] : shared)
        if (std::binary_search(found->second.begin(), found->second.end(), number)) sum += weight;
    } else {
      for (const std::uint32_t number : found->second) shared[number] += weight;
    }
  }

  struct Sum {
    double strength = 0, nearest = 0;
    Instant last = Instant::always();
    std::uint32_t question = 0;
  };
  std::unordered_map<std::int64_t, Sum> entries;
  double all = kDoubt;
  for (const auto& [number, sum] : shared) {
    const Question& past = questions_[number];
    const double near = sum / std::max(1e-9, size + past.size - sum);
    if (near < kNearEnough) continue;
    for (const Served& served : past.served) {
      Sum& entry = entries[served.entry.value];
      const double strength = near * std::log1p(served.weight);
      entry.strength += strength;
      all += strength;
      entry.last = std::max(entry.last, served.last);
      if (near > entry.nearest || (near == entry.nearest && number < entry.question)) {
        entry.nearest = near;
        entry.question = number;
      }
    }
  }
  std::vector<Remembered> remembered;
  for (const auto& [entry, sum] : entries)
    remembered.push_back(
        {EntryId{entry}, sum.strength / all * sum.nearest, sum.last, questions_[sum.question].text});
  std::sort(remembered.begin(), remembered.end(), [](const Remembered& a, const Remembered& b) {
    return a.strength != b.strength ? a.strength > b.strength : a.entry < b.entry;
  });
  if (remembered.size() > kMostRemembered) remembered.resize(kMostRemembered);
  return remembered;
}

}  // namespace koujing::search
