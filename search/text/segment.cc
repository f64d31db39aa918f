#include "search/text/segment.h"

#include <algorithm>
#include <limits>

#include "search/text/characters.h"
#include "search/text/word_trie.h"

namespace koujing::search {
namespace {

// A character in no word: as if it had been seen once in the 60 million of jieba's counts, ln 6e7.
constexpr double kUnknown = 17.9;

bool of_a_run(CharacterKind kind) { return kind == CharacterKind::kLetter || kind == CharacterKind::kDigit; }

}  // namespace

// The cheapest paths from each place of one stretch of text without separators to its end.
class Segmentation {
 public:
  Segmentation(const Dictionary& dictionary, std::vector<Word>& words)
      : words_(*dictionary.words_), decided_(dictionary.decided_.get()), found_(words) {}

  // `kinds` are those of the stretch; `offset` is where it begins in the whole text.
  void cut(std::u32string_view stretch, std::span<const CharacterKind> kinds, std::size_t offset) {
    stretch_ = stretch;
    kinds_ = kinds;
    steps_.assign(stretch.size() + 1, Step{});
    std::size_t run_end = stretch.size();
    for (std::size_t at = stretch.size(); at-- > 0;) {
      if (!of_a_run(kinds[at]) || (at + 1 < stretch.size() && !of_a_run(kinds[at + 1]))) run_end = at + 1;
      if (is_border(at)) choose(at, run_end);
    }
    for (std::size_t at = 0; at < stretch.size(); at = steps_[at].end)
      found_.push_back({static_cast<std::uint32_t>(offset + at),
                        static_cast<std::uint32_t>(offset + steps_[at].end), steps_[at].known});
  }

 private:
  struct Step {
    std::uint32_t decided = 0;  // characters in decided words from here to the end: more is better
    double cost = 0;            // then less is better
    std::size_t end = 0;
    bool known = false;
  };

  // Words neither begin nor end inside a run of letters and digits.
  bool is_border(std::size_t at) const {
    return at == 0 || at == stretch_.size() || !of_a_run(kinds_[at - 1]) || !of_a_run(kinds_[at]);
  }

  void choose(std::size_t at, std::size_t alone_end) {
    const Step& after = steps_[alone_end];
    steps_[at] = {after.decided, after.cost + kUnknown, alone_end, false};
    try_words(words_, at, false);
    if (decided_ != nullptr) try_words(*decided_, at, true);
  }

  void try_words(const WordTrie& trie, std::size_t at, bool decided) {
    WordTrie::Node node = WordTrie::kRoot;
    for (std::size_t end = at; end < stretch_.size();) {
      node = trie.next(node, stretch_[end]);
      if (node == WordTrie::kNone) return;
      ++end;
      const float cost = trie.cost(node);
      if (cost == std::numeric_limits<float>::infinity() || !is_border(end)) continue;
      const std::size_t length = end - at;
      const Step& after = steps_[end];
      const Step step{after.decided + (decided ? static_cast<std::uint32_t>(length) : 0),
                      after.cost + static_cast<double>(cost), end, length > 1};
      Step& best = steps_[at];
      // Of equals the longer word, as it is met later.
      if (step.decided > best.decided || (step.decided == best.decided && step.cost <= best.cost))
        best = step;
    }
  }

  const WordTrie& words_;
  const WordTrie* decided_;
  std::vector<Word>& found_;
  std::u32string_view stretch_;
  std::span<const CharacterKind> kinds_;
  std::vector<Step> steps_;
};

std::vector<Word> segment(std::u32string_view text, const Dictionary& dictionary) {
  text = text.substr(0, std::numeric_limits<std::uint32_t>::max());
  std::vector<Word> words;
  words.reserve(text.size() / 2 + 1);
  Segmentation segmentation(dictionary, words);
  std::vector<CharacterKind> kinds;
  for (std::size_t begin = 0; begin < text.size();) {
    kinds.clear();
    std::size_t end = begin;
    for (; end < text.size(); ++end) {
      const CharacterKind kind = kind_of(text[end]);
      if (kind == CharacterKind::kSeparator) break;
      kinds.push_back(kind);
    }
    if (end > begin) segmentation.cut(text.substr(begin, end - begin), kinds, begin);
    begin = end + 1;
  }
  return words;
}

}  // namespace koujing::search
