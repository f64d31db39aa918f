#include "search/text/simplify.h"

#include <opencc/Config.hpp>
#include <opencc/Conversion.hpp>
#include <opencc/ConversionChain.hpp>
#include <opencc/Converter.hpp>
#include <opencc/Dict.hpp>
#include <opencc/Lexicon.hpp>

#include <algorithm>
#include <exception>
#include <unordered_map>
#include <vector>

#include "search/text/utf8.h"

namespace koujing::search {
namespace {

std::u32string characters_of(const std::string& utf8) {
  std::u32string text;
  for (std::size_t at = 0; at < utf8.size();) text.push_back(next_character(utf8, at));
  return text;
}

struct Phrase {
  std::u32string from;
  std::u32string to;
};

class Dictionary {
 public:
  Dictionary() : changed_(0x10000, 0), phrase_start_(0x10000, false) {
    try {
      opencc::Config config;
      const opencc::ConverterPtr converter = config.NewFromFile("t2s.json");
      for (const opencc::ConversionPtr& step : converter->GetConversionChain()->GetConversions()) {
        const opencc::LexiconPtr lexicon = step->GetDict()->GetLexicon();  // must outlive the loop over it
        for (const auto& entry : *lexicon) add(entry->Key(), entry->GetDefault());
      }
    } catch (const std::exception&) {
      loaded_ = false;  // can_simplify says so
      return;
    }
    for (auto& [first, phrases] : phrases_)
      std::sort(phrases.begin(), phrases.end(), [](const Phrase& a, const Phrase& b) {
        return a.from.size() != b.from.size() ? a.from.size() > b.from.size() : a.from < b.from;
      });
    loaded_ = true;
  }

  bool loaded() const { return loaded_; }

  void apply(std::u32string& text) const {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t character = text[at];
      if (character < 0x2E80) {
        ++at;
        continue;
      }
      if (starts_phrase(character)) {
        if (const Phrase* phrase = phrase_at(text, at)) {
          text.replace(at, phrase->to.size(), phrase->to);
          at += phrase->to.size();
          continue;
        }
      }
      text[at++] = simplified(character);
    }
  }

 private:
  void add(const std::string& key, const std::string& value) {
    const std::u32string from = characters_of(key);
    const std::u32string to = characters_of(value);
    if (from.empty() || from.size() != to.size()) return;  // none today; would break the offsets
    if (from.size() > 1) {
      phrases_[from.front()].push_back({from, to});
      if (from.front() < 0x10000) phrase_start_[from.front()] = true;
    } else if (from.front() < 0x10000) {
      if (changed_[from.front()] == 0) changed_[from.front()] = to.front();
    } else {
      rare_.emplace(from.front(), to.front());
    }
  }

  bool starts_phrase(char32_t character) const {
    return character < 0x10000 ? phrase_start_[character] : phrases_.contains(character);
  }

  const Phrase* phrase_at(const std::u32string& text, std::size_t at) const {
    const auto found = phrases_.find(text[at]);
    if (found == phrases_.end()) return nullptr;
    for (const Phrase& phrase : found->second)
      if (text.compare(at, phrase.from.size(), phrase.from) == 0) return &phrase;
    return nullptr;
  }

  char32_t simplified(char32_t character) const {
    if (character < 0x10000) return changed_[character] == 0 ? character : changed_[character];
    const auto found = rare_.find(character);
    return found == rare_.end() ? character : found->second;
  }

  std::vector<char32_t> changed_;  // by character of the basic plane; 0 = stays
  std::vector<bool> phrase_start_;
  std::unordered_map<char32_t, char32_t> rare_;                // beyond the basic plane
  std::unordered_map<char32_t, std::vector<Phrase>> phrases_;  // by first character, longest first
  bool loaded_ = false;
};

const Dictionary& dictionary() {
  static const Dictionary loaded;  // immutable after its making
  return loaded;
}

}  // namespace

void simplify(std::u32string& text) { dictionary().apply(text); }

bool can_simplify() { return dictionary().loaded(); }

}  // namespace koujing::search
