#include "search/query/synonyms.h"

#include <algorithm>
#include <utility>

#include "search/text/normalise.h"

namespace koujing::search {

SynonymTable::SynonymTable(const std::vector<Synonym>& synonyms) {
  for (const Synonym& one : synonyms) {
    changed_ = std::max({changed_, one.known_from, one.known_to.value_or(one.known_from)});
    for (const std::string& to : one.to) {
      add(one.from, to, one);
      if (one.both_ways) add(to, one.from, one);
    }
  }
}

void SynonymTable::add(const std::string& from, const std::string& to, const Synonym& synonym) {
  const std::u32string word = normalise(from).characters, other = normalise(to).characters;
  if (word.empty() || other.empty() || word == other) return;
  all_.add(word, {other, synonym.known_from, synonym.known_to.value_or(Instant::never())});
  if (!synonym.known_to) live_.add(word, {other, Instant::always(), Instant::never()});
}

void SynonymTable::Words::add(const std::u32string& word, Other other) {
  longest = std::max(longest, word.size());
  std::vector<Other>& known = others[word];
  if (std::find(known.begin(), known.end(), other) == known.end()) known.push_back(std::move(other));
}

std::vector<SynonymTable::Place> SynonymTable::places_in(std::u32string_view text, Instant known) const {
  const Words& words = known >= changed_ ? live_ : all_;
  std::vector<Place> places;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t taken = 1;
    for (std::size_t length = std::min(words.longest, text.size() - at); length > 0; --length) {
      const auto found = words.others.find(std::u32string(text.substr(at, length)));
      if (found == words.others.end()) continue;
      Place place{at, length, {}};
      // 卡 within a text that already says 银行卡 is not exchanged for 银行卡 again.
      bool said = true;
      for (const Other& other : found->second)
        if (known >= other.from && known < other.to) {
          place.others.push_back(&other.text);
          said = said && text.find(other.text) != std::u32string_view::npos;
        }
      if (said) continue;
      places.push_back(std::move(place));
      taken = length;
      break;
    }
    at += taken;
  }
  return places;
}

std::vector<std::u32string> SynonymTable::rewrite(std::u32string_view text, std::size_t most,
                                                  Instant known) const {
  const std::vector<Place> exchanged = places_in(text, known);
  std::vector<std::u32string> texts;
  const auto offer = [&](std::u32string one) {
    if (texts.size() < most && std::find(texts.begin(), texts.end(), one) == texts.end())
      texts.push_back(std::move(one));
  };
  if (exchanged.size() > 1) {
    std::u32string all;
    std::size_t at = 0;
    for (const Place& place : exchanged) {
      all += text.substr(at, place.begin - at);
      all += *place.others.front();
      at = place.begin + place.length;
    }
    offer(all + std::u32string(text.substr(at)));
  }
  for (const Place& place : exchanged)
    for (const std::u32string* other : place.others)
      offer(std::u32string(text.substr(0, place.begin)) + *other +
            std::u32string(text.substr(place.begin + place.length)));
  return texts;
}

}  // namespace koujing::search
