#include "search/query/synonyms.h"

#include <algorithm>
#include <utility>

#include "search/text/normalise.h"

namespace koujing::search {

SynonymTable::SynonymTable(const std::vector<Synonym>& synonyms) {
  for (const Synonym& one : synonyms)
    for (const std::string& to : one.to) {
      add(one.from, to);
      if (one.both_ways) add(to, one.from);
    }
}

void SynonymTable::add(const std::string& from, const std::string& to) {
  const std::u32string word = normalise(from).characters;
  std::u32string other = normalise(to).characters;
  if (word.empty() || other.empty() || word == other) return;
  longest_ = std::max(longest_, word.size());
  std::vector<std::u32string>& others = words_[word];
  if (std::find(others.begin(), others.end(), other) == others.end()) others.push_back(std::move(other));
}

std::vector<std::u32string> SynonymTable::rewrite(std::u32string_view text, std::size_t most) const {
  struct Place {
    std::size_t begin, length;
    const std::vector<std::u32string>* others;
  };
  std::vector<Place> places;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t taken = 1;
    for (std::size_t length = std::min(longest_, text.size() - at); length > 0; --length) {
      const auto found = words_.find(std::u32string(text.substr(at, length)));
      if (found == words_.end()) continue;
      // 卡 within a text that already says 银行卡 is not exchanged for 银行卡 again.
      const bool said = std::all_of(
          found->second.begin(), found->second.end(),
          [&](const std::u32string& other) { return text.find(other) != std::u32string_view::npos; });
      if (said) continue;
      places.push_back({at, length, &found->second});
      taken = length;
      break;
    }
    at += taken;
  }
  std::vector<std::u32string> texts;
  const auto offer = [&](std::u32string one) {
    if (texts.size() < most && std::find(texts.begin(), texts.end(), one) == texts.end())
      texts.push_back(std::move(one));
  };
  if (places.size() > 1) {
    std::u32string all;
    std::size_t at = 0;
    for (const Place& place : places) {
      all += text.substr(at, place.begin - at);
      all += place.others->front();
      at = place.begin + place.length;
    }
    offer(all + std::u32string(text.substr(at)));
  }
  for (const Place& place : places)
    for (const std::u32string& other : *place.others)
      offer(std::u32string(text.substr(0, place.begin)) + other +
            std::u32string(text.substr(place.begin + place.length)));
  return texts;
}

}  // namespace koujing::search
