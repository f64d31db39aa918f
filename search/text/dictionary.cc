// Reading dictionaries: a line is a word, how often it occurs, and what kind of word it is.
#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>

#include "search/text/characters.h"
#include "search/text/segment.h"
#include "search/text/trade_words.h"
#include "search/text/utf8.h"
#include "search/text/word_trie.h"

namespace koujing::search {
namespace {

constexpr const char* kStandardFile = "/usr/lib/python3/dist-packages/jieba/dict.txt";
constexpr std::size_t kLongestWord = 6;      // ideographs; longer ones are sayings and names of institutions
constexpr std::size_t kLongestDecided = 16;  // characters
constexpr std::size_t kNodes = 500'000;      // jieba 0.42 makes 489,289, ours a few more
// How often our own words occur, of the 60 million of jieba's counts: as often as 投诉 or 口径, its commonest
// words of this field (2,719 and 2,130).
constexpr double kTradeFrequency = 2000;
constexpr double kTotal = 6e7;

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return {};
  const std::streamoff size = in.tellg();
  if (size <= 0) return {};
  std::string bytes(static_cast<std::size_t>(size), '\0');
  in.seekg(0);
  in.read(bytes.data(), size);
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

struct Entry {
  std::u32string_view word;
  double frequency = 0;
};

// Calls `take` with each usable line.
template <typename Take>
void read_entries(std::string_view bytes, Take take) {
  std::u32string word;
  while (!bytes.empty()) {
    const std::size_t line_end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, line_end);
    bytes.remove_prefix(std::min(line_end + 1, bytes.size()));
    const std::size_t word_end = line.find(' ');
    if (word_end == std::string_view::npos || word_end == 0 || word_end > kLongestWord * 4) continue;
    std::uint64_t frequency = 0;
    const auto [after, error] =
        std::from_chars(line.data() + word_end + 1, line.data() + line.size(), frequency);
    if (error != std::errc() || after == line.data() + word_end + 1) continue;
    word.clear();
    for (std::size_t at = 0; at < word_end;) {
      const char32_t character = next_character(line, at);
      if (character < 0x4E00 || character > 0x9FFF) break;
      word.push_back(character);
      if (at >= word_end && word.size() <= kLongestWord)
        take(Entry{word, static_cast<double>(std::max<std::uint64_t>(frequency, 1))});
    }
  }
}

// The dictionary's words with their frequencies; neighbours share their beginnings, and with them their way.
class Filling {
 public:
  explicit Filling(WordTrie& trie) : trie_(trie) {}

  void add(std::u32string_view word, float cost) {
    std::size_t same = 0;
    while (same < word.size() && same < last_.size() && word[same] == last_[same]) ++same;
    last_.assign(word);
    way_.resize(same);
    WordTrie::Node node = same == 0 ? WordTrie::kRoot : way_[same - 1];
    for (std::size_t at = same; at < word.size(); ++at) {
      node = trie_.grow(node, word[at]);
      if (node == WordTrie::kNone) {  // full: the word is left out
        last_.resize(at);
        return;
      }
      way_.push_back(node);
    }
    trie_.end_word(node, cost);
  }

 private:
  WordTrie& trie_;
  std::u32string last_;
  std::vector<WordTrie::Node> way_;  // the nodes of last_
};

WordTrie::Node find(const WordTrie& trie, std::u32string_view word) {
  WordTrie::Node node = WordTrie::kRoot;
  for (const char32_t character : word)
    if ((node = trie.next(node, character)) == WordTrie::kNone) break;
  return node;
}

// What the word costs in its cheapest cut into other words; a character that is no word costs ln(total).
double cost_of_pieces(const WordTrie& trie, std::u32string_view word, double total) {
  std::vector<double> costs(word.size() + 1, 0);
  for (std::size_t at = word.size(); at-- > 0;) {
    costs[at] = costs[at + 1] + std::log(total);
    WordTrie::Node node = WordTrie::kRoot;
    for (std::size_t end = at; end < word.size() && (node = trie.next(node, word[end])) != WordTrie::kNone;
         ++end)
      if (end + 1 - at < word.size())
        costs[at] = std::min(costs[at], static_cast<double>(trie.cost(node)) + costs[end + 1]);
  }
  return costs[0];
}

void add_trade_words(WordTrie& trie, double total) {
  std::string_view left = trade_words();
  std::u32string word;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find_first_of(" \n"), left.size());
    word.clear();
    for (std::size_t at = 0; at < end;) word.push_back(next_character(left, at));
    left.remove_prefix(std::min(end + 1, left.size()));
    if (word.empty()) continue;
    // A word of ours is no rarer than its own pieces side by side, whatever stands around it.
    const double cost = std::min(std::log(total / kTradeFrequency), cost_of_pieces(trie, word, total));
    Filling(trie).add(word, static_cast<float>(cost));
  }
}

bool can_be_decided(std::u32string_view word) {
  if (word.size() < 2 || word.size() > kLongestDecided) return false;
  for (const char32_t character : word)
    if (kind_of(character) == CharacterKind::kSeparator) return false;
  return true;
}

}  // namespace

Dictionary Dictionary::load(const std::filesystem::path& file) {
  const std::string bytes = contents(file);
  double total = 0;
  auto trie = std::make_shared<WordTrie>(bytes.empty() ? 0 : kNodes);
  Filling filling(*trie);
  read_entries(bytes, [&](const Entry& entry) {
    total += entry.frequency;
    filling.add(entry.word, static_cast<float>(-std::log(entry.frequency)));
  });
  if (total > 0) trie->raise_all_costs(static_cast<float>(std::log(total)));  // -ln(f / total)
  add_trade_words(*trie, std::max(total, kTotal));
  Dictionary dictionary;
  dictionary.words_ = std::move(trie);
  dictionary.loaded_ = total > 0;
  return dictionary;
}

const Dictionary& Dictionary::standard() {
  static const Dictionary loaded = load(kStandardFile);  // immutable after its making
  return loaded;
}

Dictionary Dictionary::with(std::span<const std::u32string> words) const {
  Dictionary more = *this;
  for (const std::u32string& word : words)
    if (can_be_decided(word)) more.decided_list_.push_back(word);
  if (more.decided_list_.empty()) return more;
  auto trie = std::make_shared<WordTrie>();
  // All cost the same, so that of the ways to cover the same characters the one of fewest words wins.
  for (const std::u32string& word : more.decided_list_) Filling(*trie).add(word, 1.0F);
  more.decided_ = std::move(trie);
  return more;
}

bool Dictionary::contains(std::u32string_view word) const {
  for (const WordTrie* trie : {words_.get(), decided_.get()}) {
    if (trie == nullptr || word.empty()) continue;
    const WordTrie::Node node = find(*trie, word);
    if (node != WordTrie::kNone && trie->cost(node) < std::numeric_limits<float>::infinity()) return true;
  }
  return false;
}

}  // namespace koujing::search
