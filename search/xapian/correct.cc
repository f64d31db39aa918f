#include "search/xapian/correct.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <vector>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/rank_text.h"
#include "search/text/characters.h"
#include "search/text/pinyin.h"
#include "search/text/shapes.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

// What a place of the query may be: one character that is certain, or all that begin with a sound.
struct Place {
  char32_t fixed = 0;  // 0: one of `sounds`
  std::vector<Syllable> sounds;
};

constexpr std::size_t kMostStates = 32;  // characters that are followed up at one place
constexpr double kUnseen = 0.1;          // documents that a pair counts as that no document has

class Vocabulary {
 public:
  explicit Vocabulary(const IndexSession& session) : session_(session) {}

  double frequency(char16_t first, char16_t second) {
    const std::uint32_t key = std::uint32_t{first} << 16 | second;
    const auto [found, fresh] = frequencies_.try_emplace(key, 0.0);
    if (fresh) {
      std::string pair;
      append_character(pair, first);
      append_character(pair, second);
      found->second = static_cast<double>(session_.frequency(term(field("word").prefix, pair)));
    }
    return found->second;
  }
  double word_frequency(const std::string& word) const {
    return static_cast<double>(session_.frequency(term(field("word").prefix, word)));
  }
  double character_frequency(char16_t character) const {
    return session_.table->character_count(character) + 1.0;
  }
  template <class Use>
  void each_pair(Syllable first, Syllable second, Use use) const {
    session_.table->each_pair(sound_of(first, second), use);
  }

 private:
  const IndexSession& session_;
  std::unordered_map<std::uint32_t, double> frequencies_;
};

bool is_letter(char32_t character) { return character >= U'a' && character <= U'z'; }
bool is_ideograph(char32_t character) { return character >= 0x4E00 && character <= 0x9FFF; }

// Every ideograph that is commonly read so.
const std::vector<char16_t>& sounding(Syllable sound) {
  static const std::vector<std::vector<char16_t>> by_sound = [] {
    std::vector<std::vector<char16_t>> made(syllable_count());
    for (char32_t character = 0x4E00; character <= 0x9FFF; ++character)
      for (const Syllable one : common_readings(static_cast<char16_t>(character)))
        made[one].push_back(static_cast<char16_t>(character));
    return made;
  }();
  return by_sound[sound];
}

// The likeliest characters for a run of places, by the pairs of the index: P(b | a) = documents with ab /
// documents with a. Empty when nothing fits.
class Decoder {
 public:
  Decoder(Vocabulary& vocabulary, const std::vector<Place>& places, TimeBox& time)
      : vocabulary_(vocabulary), places_(places), time_(time) {}

  std::u32string decode() {
    std::vector<std::vector<State>> states(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (time_.over()) return {};
      states[i] = candidates(i);
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (states[i].empty()) return {};
      if (time_.over()) return {};
      for (State& state : states[i]) reach(i == 0 ? nullptr : &states[i - 1], state);
    }
    std::u32string text(places_.size(), U' ');
    const auto better = [](const State& a, const State& b) { return a.score < b.score; };
    std::size_t at = static_cast<std::size_t>(
        std::max_element(states.back().begin(), states.back().end(), better) - states.back().begin());
    for (std::size_t i = places_.size(); i-- > 0;) {
      text[i] = states[i][at].character;
      at = states[i][at].from;
    }
    return text;
  }

 private:
  struct State {
    char16_t character = 0;
    double support = 0;  // how often it stands beside a neighbour that sounds right
    double score = -std::numeric_limits<double>::infinity();
    std::size_t from = 0;
  };

  static std::vector<Syllable> sounds(const Place& place) {
    if (place.fixed == 0) return place.sounds;
    const auto own = common_readings(rank_character(place.fixed));
    return {own.begin(), own.end()};
  }

  // Characters that stand in the index beside one that the neighbouring place may be.
  std::vector<State> candidates(std::size_t i) {
    const Place& place = places_[i];
    if (place.fixed != 0) return {State{rank_character(place.fixed), 1}};
    std::unordered_map<char16_t, double> support;
    const auto look = [&](std::size_t first, std::size_t second, bool take_second) {
      for (const Syllable a : sounds(places_[first]))
        for (const Syllable b : sounds(places_[second]))
          vocabulary_.each_pair(a, b, [&](const SoundingPair& pair) {
            if (places_[first].fixed != 0 && rank_character(places_[first].fixed) != pair.first) return;
            if (places_[second].fixed != 0 && rank_character(places_[second].fixed) != pair.second) return;
            support[take_second ? pair.second : pair.first] += pair.frequency;
          });
    };
    if (i > 0) look(i - 1, i, true);
    if (i + 1 < places_.size()) look(i, i + 1, false);
    if (support.empty())  // no neighbour that the index has: what sounds so, the commonest first
      for (const Syllable sound : place.sounds)
        for (const char16_t character : sounding(sound))
          if (vocabulary_.character_frequency(character) > 1) support[character] = kUnseen;
    std::vector<State> states;
    states.reserve(support.size());
    for (const auto& [character, sum] : support) states.push_back({character, sum});
    const std::size_t kept = std::min(states.size(), kMostStates);
    std::partial_sort(states.begin(), states.begin() + static_cast<std::ptrdiff_t>(kept), states.end(),
                      [](const State& a, const State& b) {
                        return a.support != b.support ? a.support > b.support : a.character < b.character;
                      });
    states.resize(kept);
    return states;
  }

  void reach(const std::vector<State>* before, State& state) {
    if (before == nullptr) {
      state.score = std::log(vocabulary_.character_frequency(state.character));
      return;
    }
    for (std::size_t i = 0; i < before->size(); ++i) {
      const State& previous = (*before)[i];
      const double score = previous.score +
                           std::log(vocabulary_.frequency(previous.character, state.character) + kUnseen) -
                           std::log(vocabulary_.character_frequency(previous.character));
      if (score > state.score) {
        state.score = score;
        state.from = i;
      }
    }
  }

  Vocabulary& vocabulary_;
  const std::vector<Place>& places_;
  TimeBox& time_;
};

// Letters that are no word of the index: whole syllables, the last perhaps unfinished, or else initials.
std::vector<Place> places_of_letters(std::string_view letters) {
  std::vector<Place> places;
  const auto paths = split_pinyin(letters, 1);
  const auto beginning_with = [](std::string_view begin) {
    std::vector<Syllable> sounds;
    const auto count = static_cast<Syllable>(syllable_count());
    for (Syllable one = 0; one < count; ++one)
      if (syllable_name(one).starts_with(begin)) sounds.push_back(one);
    return sounds;
  };
  if (!paths.empty() && !paths.front().syllables.empty()) {
    for (const Syllable one : paths.front().syllables) places.push_back({0, {one}});
    if (paths.front().rest > 0)
      places.push_back({0, beginning_with(letters.substr(letters.size() - paths.front().rest))});
    return places;
  }
  if (letters.size() < 2 || letters.size() > 16) return {};
  for (const char letter : letters) {
    places.push_back({0, beginning_with(std::string_view(&letter, 1))});
    if (places.back().sounds.empty()) return {};
  }
  return places;
}

// A query with letters in it, read as pinyin.
std::optional<Correction> read_letters(const IndexSession& session, const std::u32string& text,
                                       TimeBox& time) {
  Vocabulary vocabulary(session);
  std::u32string result;
  bool read = false;
  for (std::size_t at = 0; at < text.size();) {
    // A run of letters and ideographs; spaces between letters are borders of syllables.
    std::vector<Place> places;
    std::size_t end = at;
    bool has_letters = false;
    while (end < text.size()) {
      if (is_ideograph(text[end])) {
        places.push_back({text[end++], {}});
        continue;
      }
      if (!is_letter(text[end])) break;
      std::string letters;
      std::size_t stop = end;
      while (stop < text.size() &&
             (is_letter(text[stop]) || ((text[stop] == U' ' || text[stop] == U'\'') &&
                                        stop + 1 < text.size() && is_letter(text[stop + 1]))))
        append_character(letters, text[stop++]);
      const bool digit_beside = (stop < text.size() && kind_of(text[stop]) == CharacterKind::kDigit) ||
                                (end > 0 && kind_of(text[end - 1]) == CharacterKind::kDigit);
      if (digit_beside || vocabulary.word_frequency(letters) > 0) break;
      const std::vector<Place> spelled = places_of_letters(letters);
      if (spelled.empty()) break;
      places.insert(places.end(), spelled.begin(), spelled.end());
      has_letters = true;
      end = stop;
    }
    if (end == at) {
      result.push_back(text[at++]);
      continue;
    }
    const std::u32string decoded =
        has_letters && places.size() >= 2 ? Decoder(vocabulary, places, time).decode() : U"";
    if (decoded.empty())
      result += text.substr(at, end - at);
    else
      result += decoded;
    read = read || !decoded.empty();
    at = end;
  }
  if (!read) return std::nullopt;
  return Correction{CorrectionKind::kPinyin, std::move(result)};
}

// One character that sounds or looks like another: exchanged where the pairs around it become common that
// were unheard of.
class Exchange {
 public:
  Exchange(const IndexSession& session, const std::u32string& text, TimeBox& time)
      : vocabulary_(session), documents_(session.documents()), text_(text), time_(time) {}

  std::optional<Correction> best() {
    for (std::size_t place = 0; place < text_.size(); ++place)
      if (is_ideograph(text_[place]) && !time_.over()) look(place);
    if (best_.empty()) return std::nullopt;
    return Correction{kind_, std::move(best_), gain_};
  }

 private:
  char16_t at(std::size_t place) const { return rank_character(text_[place]); }

  void look(std::size_t place) {
    before_ = place > 0 && is_ideograph(text_[place - 1]);
    after_ = place + 1 < text_.size() && is_ideograph(text_[place + 1]);
    if (!before_ && !after_) return;
    left_ = before_ ? vocabulary_.frequency(at(place - 1), at(place)) : 0;
    right_ = after_ ? vocabulary_.frequency(at(place), at(place + 1)) : 0;
    constexpr double kCommon = 0.02;  // of the documents: a pair so common is no mistake
    if (std::max(left_, right_) > kCommon * documents_) return;
    tried_.clear();
    for (const Syllable own : common_readings(at(place))) {
      if (before_)
        for (const Syllable neighbour : common_readings(at(place - 1)))
          vocabulary_.each_pair(neighbour, own, [&](const SoundingPair& pair) {
            if (pair.first == at(place - 1)) offer(place, pair.second, CorrectionKind::kSound);
          });
      if (after_)
        for (const Syllable neighbour : common_readings(at(place + 1)))
          vocabulary_.each_pair(own, neighbour, [&](const SoundingPair& pair) {
            if (pair.second == at(place + 1)) offer(place, pair.first, CorrectionKind::kSound);
          });
    }
    // A slip of the eye is rarer than one of the ear: only where the text as it stands is hardly ever
    // written.
    constexpr double kHardlyEver = 0.00001;
    if (std::max(left_, right_) > std::max(1.0, kHardlyEver * documents_)) return;
    for (const char16_t other : looks_like(at(place))) offer(place, other, CorrectionKind::kShape);
  }

  void offer(std::size_t place, char16_t other, CorrectionKind kind) {
    if (other == at(place) || std::find(tried_.begin(), tried_.end(), other) != tried_.end()) return;
    tried_.push_back(other);
    double gain = kind == CorrectionKind::kShape ? -kLessLikelyByShape : 0;
    if (before_)
      gain += std::log(vocabulary_.frequency(at(place - 1), other) + kUnseen) - std::log(left_ + kUnseen);
    if (after_)
      gain += std::log(vocabulary_.frequency(other, at(place + 1)) + kUnseen) - std::log(right_ + kUnseen);
    if (gain <= gain_) return;
    gain_ = gain;
    kind_ = kind;
    best_ = text_;
    best_[place] = other;
  }

  // Natural logarithms; docs/search-quality.md has the runs that chose them.
  static constexpr double kMuchLikelier = 2.0, kLessLikelyByShape = 2.0;

  Vocabulary vocabulary_;
  const double documents_;
  const std::u32string& text_;
  TimeBox& time_;
  std::u32string best_;
  double gain_ = kMuchLikelier;
  CorrectionKind kind_ = CorrectionKind::kSound;
  // Of the place that is looked at:
  bool before_ = false, after_ = false;
  double left_ = 0, right_ = 0;
  std::vector<char16_t> tried_;
};

// Whether `a` becomes `b` by one letter too many, too few or wrong, or by two neighbours exchanged.
bool one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  std::size_t at = 0;
  while (at < a.size() && a[at] == b[at]) ++at;
  if (a.size() < b.size()) return a.substr(at) == b.substr(at + 1);
  if (a.substr(at + 1) == b.substr(at + 1)) return true;
  return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
         a.substr(at + 2) == b.substr(at + 2);
}

// The commonest word of the index that is one slip away from `word`; "" for none.
std::string nearest_word(const IndexSession& session, const std::string& word, TimeBox& time) {
  constexpr std::size_t kMostRead = 20'000;  // words that begin alike: 0.4 ms
  std::unordered_map<std::string, std::size_t> found;
  // The beginning as it was typed, with its first letters exchanged, and without either of them.
  const std::string exchanged{word[1], word[0]};
  for (const std::string& beginning :
       {word.substr(0, 2), exchanged, word.substr(1, 2), word.substr(0, 1) + word.substr(2, 1)}) {
    const auto look = [&](std::string_view other) {
      if (one_slip(word, other)) found[std::string(other)] = session.frequency(std::string(other));
    };
    std::size_t read = 0;
    session.table->each_sealed_word(beginning, [&](std::string_view other) {
      look(other);
      return ++read < kMostRead && ((read & 255) != 0 || !time.over());
    });
    for (auto it = session.tail.allterms_begin(beginning); it != session.tail.allterms_end(beginning); ++it) {
      if (++read > 2 * kMostRead || ((read & 255) == 0 && time.over())) break;
      const std::string other = *it;
      if (std::all_of(other.begin(), other.end(), [](char c) { return c >= 'a' && c <= 'z'; })) look(other);
    }
  }
  std::string best;
  std::size_t most = 0;
  for (const auto& [other, frequency] : found)
    if (frequency > most || (frequency == most && other < best)) {
      most = frequency;
      best = other;
    }
  return best;
}

// A word in letters that the index does not have: one that it has, one slip of the finger away.
std::optional<Correction> respell(const IndexSession& session, const std::u32string& text, TimeBox& time) {
  const Vocabulary vocabulary(session);
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!is_letter(text[begin]) || (begin > 0 && is_letter(text[begin - 1]))) continue;
    std::size_t end = begin;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (end - begin < kShortestSpelled || end - begin > kLongestSpelled) continue;
    const std::string word = to_utf8(std::u32string_view(text).substr(begin, end - begin));
    if (vocabulary.word_frequency(word) > 0) continue;
    const std::string best = nearest_word(session, word, time);
    if (best.empty()) continue;
    std::u32string corrected = text.substr(0, begin);
    for (const char letter : best)
      corrected.push_back(static_cast<char32_t>(static_cast<unsigned char>(letter)));
    corrected += text.substr(end);
    return Correction{CorrectionKind::kSpelling, std::move(corrected)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Correction> correct(const IndexSession& session, const AnalysedQuery& query, TimeBox& time) {
  const std::u32string& text = query.characters;
  if (!query.phrases.empty() || query.entry) return std::nullopt;
  if (std::any_of(text.begin(), text.end(), is_letter)) {
    if (auto spelled = respell(session, text, time)) return spelled;
    if (auto pinyin = read_letters(session, text, time)) return pinyin;
  }
  return Exchange(session, text, time).best();
}

}  // namespace koujing::search
