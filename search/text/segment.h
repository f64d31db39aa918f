// Normalised text cut into words, for questions: 宽带报修 is 宽带 and 报修.
//
// The words are those of jieba's dictionary (package python3-jieba, MIT licence: words and how often they
// occur), ours of the counter (trade_words.h), and those that an administrator adds. The cut is the likeliest
// one when words occur independently of one another: the cheapest path through all words that the text holds.
// Names that no dictionary holds come apart into single characters.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace koujing::search {

class WordTrie;

struct Word {
  std::uint32_t begin = 0;  // characters of the text, half-open
  std::uint32_t end = 0;
  bool known = false;  // a word of two characters or more that the dictionary holds
  bool operator==(const Word&) const = default;
};

// Words and what they cost. A value: copies share what they hold, which never changes, so that any thread may
// read.
class Dictionary {
 public:
  // Of the installed file, with our own words; read at the first call (0.1 s, about 12 MB). Any thread.
  static const Dictionary& standard();

  // Of a file in jieba's form, lines of word, frequency and kind with spaces between, and our own words.
  // Lines that are of another form, and words that are not one to six ideographs, are left out. A file that
  // cannot be read gives our own words alone; loaded() is then false. Words of the file have to be in
  // simplified characters to be found.
  static Dictionary load(const std::filesystem::path& file);

  // Whether the file was there, for `doctor`.
  bool loaded() const { return loaded_; }

  // This dictionary with words that somebody decided on: they win over all others, the longer over the
  // shorter, whatever they cost, and may hold letters and digits (5g套餐). Words have to be normalised; those
  // that have fewer than 2 or more than 16 characters, or a separator among them, are passed over. Earlier
  // words stay.
  Dictionary with(std::span<const std::u32string> words) const;

  bool contains(std::u32string_view word) const;

 private:
  friend class Segmentation;
  Dictionary() = default;

  std::shared_ptr<const WordTrie> words_;
  std::shared_ptr<const WordTrie> decided_;  // null when there are none
  std::vector<std::u32string> decided_list_;
  bool loaded_ = false;
};

// The words of the text in order, without overlap: all of it but separators. Letters and digits that stand
// together are one word (iphone15). Total; time grows with the length alone. Any thread.
std::vector<Word> segment(std::u32string_view text, const Dictionary& dictionary);

}  // namespace koujing::search
