// What served questions like this one before: past uses, looked up by the text of the question.
//
// How much a past question says of a new one is the idf-weighted part of their pairs and characters that they
// share (Jaccard), times the logarithm of how often an entry served it. An entry's share of all that
// is remembered, times the nearness of the nearest question, is its memory: 0 to 1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/lexicon.h"

namespace koujing::search {

struct Remembered {
  EntryId entry;
  double strength = 0;   // 0 to 1
  Instant last;          // the newest use that speaks for it
  std::string question;  // the nearest past question, as it was asked
};

// Immutable after its making; any thread.
class UseMemory {
 public:
  explicit UseMemory(const std::vector<PastUse>& uses);

  // At most kMostRemembered, the strongest first. `question` normalised (rank_text.h). About 0.1 ms with
  // 100,000 uses.
  std::vector<Remembered> recall(std::u16string_view question) const;

  bool empty() const { return questions_.empty(); }

 private:
  struct Served {
    EntryId entry;
    double weight = 0;
    Instant last;
  };
  struct Question {
    std::string text;
    double size = 0;  // idf of all its grams together
    std::vector<Served> served;
  };

  double idf(std::uint32_t gram) const;

  std::vector<Question> questions_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>
      by_gram_;  // questions that have a pair or character
};

inline constexpr std::size_t kMostRemembered = 16;

}  // namespace koujing::search
