#include "search/study/touched_entries.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

#include "search/study/matter.h"
#include "search/study/study_text.h"
#include "search/text/characters.h"
#include "search/text/numerals.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr std::size_t kMostPassages = 80;
constexpr std::size_t kFewestCharacters = 5;  // of a passage: 特此通知 and the like ask nothing
constexpr std::size_t kFound = 10;            // results of one passage that are looked at
constexpr std::size_t kLongestPart = 1000;    // characters: a part that goes on without a heading is cut
constexpr std::size_t kFewestShared = 5;      // pieces: one rare word in common is no matter in common
constexpr std::size_t kMostCompared = 200;    // entries that most passages found

// How much more the subject says than a line of the text, and each field of an entry than its script. By
// hand, on the notices of the sample library.
constexpr double kSubject = 1.5, kTitle = 3, kQuestions = 1.5, kScript = 1, kKeywords = 1, kBody = 0.5;

// The subject names what all articles are about together: of one it says less.
constexpr double kSubjectOfArticle = 0.3;

struct Passage {
  Place place;
  bool heading = false;
  bool has_figure = false;
  bool telling() const { return heading || has_figure; }  // says most of what changes
};

class Parts {
 public:
  explicit Parts(const StudyText& text) : text_(text) {
    for (std::size_t line = 0; line < text.lines().size(); ++line) {
      const Place whole = text.lines()[line];
      if (line <= 1 || text.is_heading(line) || whole.end - parts_.back().begin > kLongestPart)
        parts_.push_back(whole);
      parts_.back().end = whole.end;
      if (begins_article(text.at(whole))) articles_.push_back(whole);
      if (!articles_.empty()) articles_.back().end = whole.end;
      cut(whole, text.is_heading(line));
    }
    for (const Quantity& one : text.quantities()) mark(one.begin);
  }

  // The subject, then what stands below each heading.
  const std::vector<Place>& parts() const { return parts_; }

  // What stands at 一、, 二、 …: each is about something of its own, also where they are no headings.
  const std::vector<Place>& articles() const { return articles_; }

  std::vector<Place> to_ask() const {
    std::vector<Place> chosen;
    for (const bool telling : {true, false})
      for (const Passage& one : passages_)
        if (one.telling() == telling && chosen.size() < kMostPassages) chosen.push_back(one.place);
    return chosen;
  }

  // Those that stand in `part`; its headings only when it has nothing else.
  std::vector<Place> passages_in(Place part) const {
    std::vector<Place> headings, text;
    for (const Passage& one : passages_)
      if (one.place.begin >= part.begin && one.place.end <= part.end)
        (one.heading ? headings : text).push_back(one.place);
    return text.empty() ? headings : text;
  }

 private:
  void cut(Place line, bool heading) {
    const auto ends = [&](std::size_t at) {
      const char32_t c = text_.characters()[at];
      return c == U'。' || c == U';' || c == U'!' || c == U'?' || at + 1 == line.end;
    };
    std::size_t begin = line.begin;
    for (std::size_t at = line.begin; at < line.end; ++at) {
      if (!ends(at)) continue;
      if (at + 1 - begin >= kFewestCharacters) passages_.push_back({{begin, at + 1}, heading});
      begin = at + 1;
    }
  }

  void mark(std::size_t position) {
    const auto found = std::partition_point(passages_.begin(), passages_.end(),
                                            [&](const Passage& one) { return one.place.end <= position; });
    if (found != passages_.end()) found->has_figure = true;
  }

  const StudyText& text_;
  static bool begins_article(std::u32string_view line) {
    std::size_t at = 0;
    while (at < line.size() && at < 3 && (chinese_digit(line[at]) || line[at] == U'十')) ++at;
    return at > 0 && at < line.size() && line[at] == U'、';
  }

  std::vector<Place> parts_, articles_;
  std::vector<Passage> passages_;
};

// What search would take for quotes and exclusions is no more than a border here.
std::string question_of(std::u32string_view passage) {
  std::u32string words;
  for (const char32_t c : passage) words += kind_of(c) == CharacterKind::kSeparator ? U' ' : c;
  return to_utf8(words);
}

struct Found {
  IndexDocument document;
  std::size_t passages = 0;
};

Result<std::vector<Found>> ask(Reader& reader, const StudyText& notice, const std::vector<Place>& passages,
                               Instant now) {
  std::map<std::int64_t, Found> all;
  Request request;
  request.at = request.known = now;
  request.limit = kFound;
  request.facets = request.highlight = false;
  request.literal = true;
  for (const Place place : passages) {
    request.text = question_of(notice.at(place));
    KJ_TRY(Answer answer, reader.search(request));
    if (!answer.relaxed.empty()) continue;
    for (Hit& hit : answer.hits) {
      Found& found = all[hit.document.entry.value];
      if (found.passages++ == 0) found.document = std::move(hit.document);
    }
  }
  std::vector<Found> list;
  list.reserve(all.size());
  for (auto& [_, found] : all) list.push_back(std::move(found));
  std::stable_sort(list.begin(), list.end(),
                   [](const Found& left, const Found& right) { return left.passages > right.passages; });
  if (list.size() > kMostCompared) list.resize(kMostCompared);
  return list;
}

Matter matter_of(const EntryText& text) {
  Matter matter;
  const auto add = [&](const std::string& field, double weight) {
    matter.add(pieces_of(normalise(field).characters), weight);
  };
  const auto joined = [](const std::vector<std::string>& list) {
    std::string all;
    for (const std::string& one : list) all += one + "\n";
    return all;
  };
  add(text.title, kTitle);
  add(joined(text.questions), kQuestions);
  add(text.brief + "\n" + text.script, kScript);
  add(joined(text.keywords), kKeywords);
  add(text.body, kBody);
  return matter;
}

struct Part {
  Matter matter;
  std::vector<Place> passages;
  bool article = false;  // part of a part: brings in what is not seen in the whole, and leads nothing
};

std::vector<Part> compared_parts(const StudyText& notice, const Parts& parts) {
  const std::vector<Piece> subject = pieces_of(notice.at(parts.parts().front()));
  std::vector<Part> compared;
  const auto add = [&](Place place, double of_subject, bool article) {
    Part part;
    part.article = article;
    part.matter.add(subject, of_subject);
    part.matter.add(pieces_of(notice.at(place)), 1);
    part.passages = parts.passages_in(place);
    compared.push_back(std::move(part));
  };
  for (const Place place : parts.parts()) add(place, kSubject, false);
  for (const Place place : parts.articles()) add(place, kSubjectOfArticle, true);
  add({parts.parts().front().begin, parts.parts().back().end}, kSubject, false);
  return compared;
}

using Rarity = std::map<Piece, double>;

Result<Rarity> rarity_of(Reader& reader, const std::vector<Matter>& entries) {
  std::set<Piece> pieces;
  for (const Matter& one : entries)
    for (const auto& [piece, _] : one.pieces()) pieces.insert(piece);
  const std::vector<Piece> asked(pieces.begin(), pieces.end());
  KJ_TRY(const std::vector<double> rarities, reader.rarity(asked));
  Rarity rarity;
  for (std::size_t i = 0; i < asked.size(); ++i) rarity.emplace_hint(rarity.end(), asked[i], rarities[i]);
  return rarity;
}

std::string nearest_passage(const StudyText& notice, const Part& part, const Matter& entry,
                            const Rarity& rarity) {
  constexpr std::size_t kShown = 120;
  constexpr double kLeadsIn = 0.5;  // 现将资费调整如下, ……的通知同时废止: says less than the rest
  double best = -1;
  Place shown;
  for (const Place place : part.passages) {
    Matter passage;
    passage.add(pieces_of(notice.at(place)), 1);
    double near = likeness(passage, entry, rarity);
    if (notice.at(place).back() == U':' || notice.find_any(place.begin, place.end, {U"同时废止"}))
      near *= kLeadsIn;
    if (near > best) {
      best = near;
      shown = place;
    }
  }
  if (best < 0) return "";
  return std::string(first_characters(notice.stated(shown).value, kShown));
}

}  // namespace

Result<std::vector<TouchedEntry>> touched_entries(Reader& reader, std::string_view subject,
                                                  std::string_view text, Instant now, std::size_t most) {
  const std::string whole = "# " + std::string(subject) + "\n" + std::string(text);
  const StudyText notice(whole);
  std::vector<TouchedEntry> touched;
  if (notice.lines().empty()) return touched;
  const Parts parts(notice);
  KJ_TRY(const std::vector<Found> found, ask(reader, notice, parts.to_ask(), now));
  std::vector<Matter> entries;
  entries.reserve(found.size());
  for (const Found& one : found) entries.push_back(matter_of(one.document.text));
  KJ_TRY(const Rarity rarity, rarity_of(reader, entries));
  const std::vector<Part> compared = compared_parts(notice, parts);
  for (std::size_t i = 0; i < found.size(); ++i) {
    double best = 0, best_article = 0;
    const Part *nearest = nullptr, *nearest_article = nullptr;
    for (const Part& part : compared) {
      const double near = likeness(part.matter, entries[i], rarity, kFewestShared);
      double& so_far = part.article ? best_article : best;
      if (near <= so_far) continue;
      so_far = near;
      (part.article ? nearest_article : nearest) = &part;
    }
    if (best < kTouches) best = best_article;
    if (best < kTouches) continue;
    // The words to show are those of the article that says it, where one does.
    if (best_article >= kTouches) nearest = nearest_article;
    const IndexDocument& document = found[i].document;
    touched.push_back({document.entry, document.span.number, document.text.title, document.text.department,
                       nearest_passage(notice, *nearest, entries[i], rarity), best});
  }
  std::stable_sort(touched.begin(), touched.end(), [](const TouchedEntry& left, const TouchedEntry& right) {
    return left.likeness > right.likeness;
  });
  if (touched.size() > most) touched.resize(most);
  return touched;
}

}  // namespace koujing::search
