#include "search/xapian/ask.h"

#include <algorithm>
#include <utility>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/first_stage.h"
#include "search/rank_text.h"
#include "search/text/normalise.h"
#include "search/text/pinyin.h"
#include "search/text/utf8.h"
#include "search/xapian/correct.h"

namespace koujing::search {
namespace {

struct Outcome {
  Found found;
  std::vector<Relaxation> relaxed;
};

// Step by step less is demanded until something is found.
Outcome find(const Finding& finding, const AnalysedQuery& query) {
  if (query.blank) return {find_newest(finding), {}};
  const bool phrases = !query.phrases.empty();
  Outcome outcome{find_strict(finding, query, phrases), {}};
  if (outcome.found.total > 0 || finding.time.was_over()) return outcome;
  if (phrases) {
    outcome.relaxed.push_back(Relaxation::kQuotes);
    outcome.found = find_strict(finding, query, false);
    if (outcome.found.total > 0) return outcome;
  }
  Found relaxed = find_relaxed(finding, query);
  if (relaxed.total > 0) {
    outcome.relaxed.push_back(Relaxation::kCharacters);
    outcome.found = std::move(relaxed);
  }
  return outcome;
}

// Letters alone may be how a heading sounds, when they are no word of the library; one or two always may. ""
// for anything else.
std::string letters_of(const IndexSession& session, const AnalysedQuery& query) {
  constexpr std::size_t kWord = 3;
  std::string letters;
  for (const char32_t character : query.characters) {
    if (character == U' ') continue;
    const bool plain = (character >= U'a' && character <= U'z') || (character >= U'0' && character <= U'9');
    if (!plain) return {};
    letters += static_cast<char>(character);
  }
  const bool any = std::any_of(letters.begin(), letters.end(), [](char c) { return c >= 'a'; });
  const bool word = letters.size() >= kWord && session.frequency(term(field("word").prefix, letters)) > 0;
  return any && !word ? letters : std::string();
}

// Two syllables and more, and not first letters that happen to be some.
bool whole_pinyin(const std::string& letters) {
  const auto paths = split_pinyin(letters, 1);
  if (paths.empty() || paths.front().rest > 0) return false;
  const std::size_t syllables = paths.front().syllables.size();
  return syllables >= 2 && 2 * syllables <= letters.size();
}

const MostUsed& nothing_used() {
  static const MostUsed kNothing(std::vector<PastUse>{});
  return kNothing;
}

enum class Source { kReworded, kCorrected };

class Asking {
 public:
  Asking(IndexSession& session, const PreparedLexicon& lexicon, const Request& request, std::size_t wanted,
         TimeBox& time)
      : session_(session),
        lexicon_(lexicon),
        request_(request),
        time_(time),
        query_(analyse(request.text)),
        rules_(lexicon.rules.held(query_.characters, request.at, request.known)),
        gate_(*session.table, request, banned_documents(session, rules_)),
        finding_{session, request, gate_, time_, std::max(kSecondStage, wanted)} {}

  Asked ask() {
    outcome_ = find(finding_, query_);
    if (query_.blank) {
      for (const Candidate& one : outcome_.found.best) asked_.ranked.push_back({one.number, 1, {}, {}});
    } else {
      recall();
      asked_.ranked = ranked(query_, outcome_.found.best);
      const std::string letters = letters_of(session_, query_);
      asked_.shown.push_back(query_);
      if (!request_.literal && letters.size() == 1) {
        sounding(letters);  // says nothing else yet
      } else if (!request_.literal && !exact()) {
        reword();
        // What is pinyin of two syllables and more can be read; anything else in letters is the beginning of
        // some, or first letters, if they fit a heading.
        const bool whole = whole_pinyin(letters);
        if (whole || letters.empty() || !sounding(letters)) correct_text();
        if (whole) sounding(letters);
      }
    }
    const std::size_t added = put_pins();
    asked_.total = std::max(outcome_.found.total + added, std::min(asked_.ranked.size(), kSecondStage));
    asked_.total_exact = outcome_.found.all && asked_.total == outcome_.found.total + added;
    asked_.relaxed = std::move(outcome_.relaxed);
    asked_.facet_counts = std::move(outcome_.found.facet_counts);
    asked_.partial = time_.was_over();
    return std::move(asked_);
  }

 private:
  // What served such questions before joins the candidates, if it is in force and passes.
  void recall() {
    if (request_.literal || !request_.learned || lexicon_.memory.empty() || !query_.phrases.empty() ||
        !query_.exclusions.empty())
      return;
    for (Remembered& one : lexicon_.memory.recall(rank_text(query_.characters)))
      memory_.emplace(one.entry.value, std::move(one));
    std::vector<Candidate>& best = outcome_.found.best;
    for (const auto& [entry, remembered] : memory_)
      for (const DocumentNumber number : documents_of(session_, remembered.entry))
        if (gate_.lets(number) && std::none_of(best.begin(), best.end(), [&](const Candidate& candidate) {
              return candidate.number == number;
            }))
          best.insert(best.begin() + static_cast<std::ptrdiff_t>(std::min(best.size(), kSecondStage / 2)),
                      {number, 0, false});
  }

  // Puts what is pinned at its place, if it is in force and passes. Gives how many of those had not been
  // found.
  std::size_t put_pins() {
    std::size_t added = 0, next = 0;
    for (const HeldRules::Pin& pin : rules_.pins)
      for (const DocumentNumber number : documents_of(session_, pin.entry)) {
        if (!gate_.lets(number)) continue;
        std::vector<Ranked>& all = asked_.ranked;
        const auto here =
            std::find_if(all.begin(), all.end(), [&](const Ranked& one) { return one.number == number; });
        constexpr double kUnscored = 1e-6;
        Ranked pinned{number, kUnscored, {}, {}};
        if (here != all.end()) {
          pinned = *here;
          all.erase(here);
        } else if (outcome_.found.total <= all.size()) {
          ++added;
        }
        pinned.pinned = true;
        const std::size_t place =
            std::min(all.size(), std::max(next, static_cast<std::size_t>(pin.position) - 1));
        all.insert(all.begin() + static_cast<std::ptrdiff_t>(place), pinned);
        next = place + 1;
      }
    return added;
  }

  std::vector<Ranked> ranked(const AnalysedQuery& query, const std::vector<Candidate>& candidates) {
    return rank({session_, lexicon_.dictionary, memory_, request_.at, request_.paths_then, time_}, query,
                candidates);
  }

  // Something answers the text as it was typed: nothing is to be read into it.
  bool exact() const {
    constexpr float kNearlyAll = 0.95F;  // of the query's pairs
    return outcome_.relaxed.empty() &&
           std::any_of(asked_.ranked.begin(), asked_.ranked.end(), [&](const Ranked& one) {
             return one.features[static_cast<std::size_t>(Feature::kNamed)] > 0 ||
                    one.features[static_cast<std::size_t>(Feature::kAllPairs)] >= kNearlyAll;
           });
  }

  bool weak() const { return !outcome_.relaxed.empty() || outcome_.found.total == 0; }

  // The same question in the company's words.
  void reword() {
    constexpr std::size_t kMost = 3;
    constexpr double kDoubt = 0.3;  // of the parts' sum: a little less than the words themselves
    for (const std::u32string& text : lexicon_.synonyms.rewrite(query_.characters, kMost, request_.known)) {
      if (time_.over()) return;
      take(analyse(to_utf8(text)), Source::kReworded, kDoubt);
    }
  }

  void correct_text() {
    // docs/search-quality.md has the run that chose both.
    constexpr double kDoubt = 0.2;
    // 90 times likelier: as good as what was typed.
    constexpr double kSure = 4.5;
    if (!query_.exclusions.empty() || time_.over()) return;
    const auto correction = correct(session_, query_, time_);
    if (!correction) return;
    const std::string text = to_utf8(correction->text);
    const bool sure = correction->gain >= kSure;
    const bool replaced = weak();
    if (take(analyse(text), Source::kCorrected, replaced || sure ? 0 : kDoubt))
      asked_.corrected = CorrectedText{correction->kind, text, replaced};
  }

  // Puts the headings that sound so before everything else.
  bool sounding(const std::string& letters) {
    Found found = find_sounding(finding_, request_.learned ? lexicon_.used : nothing_used(), letters);
    if (found.total == 0) return false;
    asked_.letters = letters;
    if (weak()) asked_.ranked.clear();  // crumbs
    std::unordered_map<DocumentNumber, double> scores;
    for (const Candidate& one : found.best) scores.emplace(one.number, 2.0 + static_cast<double>(one.score));
    std::erase_if(asked_.ranked, [&](const Ranked& one) { return scores.contains(one.number); });
    for (const Candidate& one : found.best) {
      Ranked made{one.number, scores[one.number], {}, {}};
      made.corrected = made.scanned = true;
      asked_.ranked.push_back(made);
    }
    sort_ranked(asked_.ranked, *session_.table);
    if (!asked_.corrected) asked_.corrected = CorrectedText{CorrectionKind::kPinyin, letters, true};
    if (weak()) outcome_ = {std::move(found), {}};
    return true;
  }

  // What another text finds, put among what was found already. Both are scored by the same measure; the other
  // text has to be better by `doubt`. Gives whether it changed what somebody sees first.
  bool take(const AnalysedQuery& other, Source source, double doubt) {
    Outcome found = find(finding_, other);
    if (found.found.total == 0 || !found.relaxed.empty()) return false;
    const std::vector<Ranked> more = ranked(other, found.found.best);
    const bool instead = weak();
    if (instead)  // crumbs beside what was meant, but for what served such words before
      std::erase_if(asked_.ranked, [](const Ranked& one) {
        return one.features[static_cast<std::size_t>(Feature::kMemory)] <= 0;
      });
    std::unordered_map<DocumentNumber, std::size_t> places;
    for (std::size_t i = 0; i < asked_.ranked.size(); ++i) places.emplace(asked_.ranked[i].number, i);
    for (Ranked one : more) {
      if (one.scanned) one.score = score_less(one.score, doubt);
      one.corrected = source == Source::kCorrected;
      const auto [place, fresh] = places.emplace(one.number, asked_.ranked.size());
      if (fresh)
        asked_.ranked.push_back(one);
      else if (asked_.ranked[place->second].score < one.score)
        asked_.ranked[place->second] = one;
    }
    sort_ranked(asked_.ranked, *session_.table);
    if (instead) outcome_ = std::move(found);
    constexpr std::size_t kSeenFirst = 5;
    const std::size_t seen = std::min(asked_.ranked.size(), kSeenFirst);
    const bool changed =
        source == Source::kReworded ||
        std::any_of(asked_.ranked.begin(), asked_.ranked.begin() + static_cast<std::ptrdiff_t>(seen),
                    [](const Ranked& one) { return one.corrected; });
    if (changed) asked_.shown.push_back(other);
    return changed;
  }

  IndexSession& session_;
  const PreparedLexicon& lexicon_;
  const Request& request_;
  TimeBox& time_;
  const AnalysedQuery query_;
  const HeldRules rules_;
  const Gate gate_;
  const Finding finding_;
  std::unordered_map<std::int64_t, Remembered> memory_;
  Outcome outcome_;
  Asked asked_;
};

}  // namespace

PreparedLexicon::PreparedLexicon(const Lexicon& lexicon)
    : synonyms(lexicon.synonyms),
      rules(lexicon.rules),
      memory(lexicon.uses),
      used(lexicon.uses),
      past(lexicon.uses),
      dictionary(Dictionary::standard()) {
  std::vector<std::u32string> words;
  for (const std::string& word : lexicon.words) words.push_back(normalise(word).characters);
  if (!words.empty()) dictionary = dictionary.with(words);
}

Asked ask(IndexSession& session, const PreparedLexicon& lexicon, const Request& request, std::size_t wanted,
          TimeBox& time) {
  return Asking(session, lexicon, request, wanted, time).ask();
}

}  // namespace koujing::search
