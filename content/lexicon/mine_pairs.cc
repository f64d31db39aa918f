#include "content/lexicon/mine_pairs.h"

#include <algorithm>
#include <map>
#include <set>

#include "content/model/differing_pieces.h"

namespace koujing {
namespace {

constexpr std::int64_t kLeastEntries = 2, kLeastTimes = 3;
constexpr std::int64_t kLeastReworded = 2;  // a changed mind looks like a changed word, once
constexpr std::int64_t kSoon = 120;         // seconds: the same call
constexpr std::size_t kMostRewordings = 200'000;
constexpr std::size_t kMostWordings = 50;    // of one entry: 1,225 comparisons
constexpr std::size_t kMostPairs = 200'000;  // kept while looking: some 60 MB
constexpr std::size_t kBatch = 1'000;
constexpr std::size_t kExamples = 3;

struct Seen {
  Evidence evidence;
  EntryId last_entry;
};

using Words = std::pair<std::string, std::string>;

void compare_wordings(const EntryQuestions& entry, std::map<Words, Seen>& seen) {
  const std::size_t most = std::min(entry.questions.size(), kMostWordings);
  for (std::size_t i = 0; i < most; ++i)
    for (std::size_t j = i + 1; j < most; ++j) {
      const auto pieces = differing_pieces(entry.questions[i], entry.questions[j]);
      if (!pieces) continue;
      const bool in_order = pieces->first < pieces->second;
      const Words words =
          in_order ? Words{pieces->first, pieces->second} : Words{pieces->second, pieces->first};
      if (seen.size() >= kMostPairs && !seen.contains(words)) continue;
      Seen& found = seen[words];
      ++found.evidence.times;
      if (found.last_entry != entry.entry) ++found.evidence.entries;  // entries come one after the other
      found.last_entry = entry.entry;
      if (found.evidence.examples.size() < kExamples)
        found.evidence.examples.emplace_back(entry.questions[in_order ? i : j],
                                             entry.questions[in_order ? j : i]);
    }
}

// Most entries, then most times, then in order of their words.
void best_first(std::vector<MinedPair>& pairs) {
  std::stable_sort(pairs.begin(), pairs.end(), [](const MinedPair& a, const MinedPair& b) {
    return std::pair(a.evidence.entries, a.evidence.times) > std::pair(b.evidence.entries, b.evidence.times);
  });
}

}  // namespace

Result<std::vector<MinedPair>> pairs_of_variants(const Reading& reading) {
  std::map<Words, Seen> seen;
  EntryId after;
  for (;;) {
    KJ_TRY(const auto entries, reading.lexicon().questions_after(after, kBatch));
    for (const EntryQuestions& entry : entries) compare_wordings(entry, seen);
    if (entries.size() < kBatch) break;
    after = entries.back().entry;
  }
  std::vector<MinedPair> pairs;
  for (auto& [words, found] : seen)
    if (found.evidence.entries >= kLeastEntries || found.evidence.times >= kLeastTimes)
      pairs.push_back(
          {{words.first, {words.second}, true}, SynonymOrigin::kVariants, std::move(found.evidence)});
  best_first(pairs);
  return pairs;
}

Result<std::vector<MinedPair>> pairs_of_searches(const Reading& reading, Instant since) {
  struct Asked {
    Evidence evidence;
    std::set<EntryId> entries;
    std::set<PersonId> people;
    bool unanswered = false;
  };
  KJ_TRY(const auto rewordings, reading.lexicon().rewordings(since, kSoon, kMostRewordings));
  std::map<Words, Asked> asked;
  for (const Rewording& one : rewordings) {
    const auto pieces = differing_pieces(one.first, one.second);
    if (!pieces) continue;
    Asked& found = asked[{pieces->first, pieces->second}];
    ++found.evidence.times;
    found.entries.insert(one.entry);
    found.people.insert(one.person);
    found.unanswered |= !one.first_answered;
    if (found.evidence.examples.size() < kExamples)
      found.evidence.examples.emplace_back(one.first, one.second);
  }
  std::vector<MinedPair> pairs;
  for (auto& [words, found] : asked) {
    if (!found.unanswered && found.evidence.times < kLeastReworded) continue;
    found.evidence.entries = static_cast<std::int64_t>(found.entries.size());
    found.evidence.people = static_cast<std::int64_t>(found.people.size());
    pairs.push_back({{words.first, {words.second}, false},
                     found.unanswered ? SynonymOrigin::kUnanswered : SynonymOrigin::kReworded,
                     std::move(found.evidence)});
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const MinedPair& a, const MinedPair& b) {
    return a.evidence.times > b.evidence.times;
  });
  return pairs;
}

}  // namespace koujing
