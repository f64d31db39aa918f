#include "search/study/check_entry.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "search/query/analysed_query.h"
#include "search/study/figures.h"
#include "search/study/matter.h"
#include "search/text/characters.h"
#include "search/text/normalise.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

constexpr std::size_t kFound = 10;          // results of one question that are looked at
constexpr std::size_t kMostQuestions = 12;  // of ours that are asked
constexpr std::size_t kMostClauses = 10;    // with figures, that are asked
constexpr std::size_t kMostDuplicates = 5;
constexpr std::size_t kMostSimilar = 3;
constexpr std::size_t kMostConflicts = 20;
constexpr double kSameMatter = 0.3;   // likeness of two answers whose figures can be compared; docs/checks.md
constexpr double kSameAnswer = 0.28;  // of their scripts alone
constexpr double kSameScript = 0.85;  // of two scripts that say the same
constexpr double kSameClause = 0.75;  // of two clauses that speak for themselves
constexpr std::size_t kFewestOfClause = 3;
constexpr std::size_t kFewestPieces = 2;  // of a question that can be recognised in other words

using Rarity = std::map<Piece, double>;

struct Name {
  std::string text;
  std::string exact;
  std::vector<Piece> pieces;  // a set
};

struct Answered {  // an answer taken apart
  std::vector<Name> names;
  Matter script;
  Matter whole;
};

Answered taken_apart(const EntryText& text) {
  Answered made;
  const auto name = [&](const std::string& words) {
    const NormalText normal = normalise(words);
    if (std::string exact = exact_spelling(normal.characters); !exact.empty())
      made.names.push_back({words, std::move(exact), set_of(pieces_of(normal.characters))});
  };
  name(text.title);
  for (const std::string& question : text.questions) name(question);
  const auto add = [&](const std::string& field, double weight, bool read_out) {
    const std::vector<Piece> pieces = pieces_of(normalise(field).characters);
    made.whole.add(pieces, weight);
    if (read_out) made.script.add(pieces, 1);
  };
  constexpr double kTitle = 3, kQuestion = 1;  // as touched_entries.cc weighs them, by and large
  add(text.title, kTitle, false);
  for (const std::string& question : text.questions) add(question, kQuestion, false);
  add(text.brief + "\n" + text.script, 1, true);
  return made;
}

// 城东区 and 城西区 exclude each other; one of them and everywhere do not.
bool exclude(const std::vector<std::string>& ours, const std::vector<std::string>& theirs) {
  if (ours.empty() || theirs.empty()) return false;
  return std::none_of(ours.begin(), ours.end(), [&](const std::string& one) {
    return std::find(theirs.begin(), theirs.end(), one) != theirs.end();
  });
}
bool can_meet(const EntryText& ours, const IndexDocument& theirs) {
  const Validity& other = theirs.text.validity;
  const bool at_once = (!ours.validity.to || other.from < *ours.validity.to) &&
                       (!theirs.span.valid.to || ours.validity.from < *theirs.span.valid.to);
  return at_once && !exclude(ours.scope.region, theirs.text.scope.region) &&
         !exclude(ours.scope.product, theirs.text.scope.product) &&
         !exclude(ours.scope.customers, theirs.text.scope.customers);
}

class Candidates {
 public:
  Candidates(Reader& reader, const EntryText& text, const CheckOptions& options)
      : reader_(reader), text_(text), options_(options) {
    request_.at = request_.known = options.now;
    request_.limit = kFound;
    request_.facets = request_.highlight = false;
    request_.literal = true;
  }

  // `names` the answer: what it finds may be the same question.
  Status ask(const std::string& words, bool names) {
    request_.text = without_marks(words);
    if (request_.text.find_first_not_of(' ') == std::string::npos || !asked_.insert(request_.text).second)
      return {};
    KJ_TRY(Answer answer, reader_.search(request_));
    partial_ = partial_ || answer.partial;
    double rank = 0;
    for (Hit& hit : answer.hits) {
      const EntryId entry = hit.document.entry;
      const auto& left_out = options_.leave_out;
      if (std::find(left_out.begin(), left_out.end(), entry) != left_out.end() ||
          !can_meet(text_, hit.document))
        continue;
      if (names && answer.relaxed.empty()) nearness_[entry] += 1 / ++rank;
      if (seen_.insert(entry).second) found_.push_back(std::move(hit.document));
    }
    return {};
  }

  // How near search puts it to our title and questions; 0 when it does not.
  double nearness(EntryId entry) const {
    const auto found = nearness_.find(entry);
    return found == nearness_.end() ? 0 : found->second;
  }

  const std::vector<IndexDocument>& found() const { return found_; }
  bool partial() const { return partial_; }

 private:
  // What search would take for quotes and exclusions is no more than a border here.
  static std::string without_marks(const std::string& words) {
    std::u32string clean;
    for (const char32_t c : normalise(words).characters)
      clean += kind_of(c) == CharacterKind::kSeparator ? U' ' : c;
    return to_utf8(clean);
  }

  Reader& reader_;
  const EntryText& text_;
  const CheckOptions& options_;
  Request request_;
  std::set<std::string> asked_;
  std::set<EntryId> seen_;
  std::map<EntryId, double> nearness_;
  std::vector<IndexDocument> found_;
  bool partial_ = false;
};

void gather(std::set<Piece>& all, const Answered& answer) {
  for (const auto& [piece, _] : answer.whole.pieces()) all.insert(piece);
}

Result<Rarity> rarity_of(Reader& reader, const std::set<Piece>& pieces) {
  const std::vector<Piece> asked(pieces.begin(), pieces.end());
  KJ_TRY(const std::vector<double> rarities, reader.rarity(asked));
  Rarity rarity;
  for (std::size_t i = 0; i < asked.size(); ++i) rarity.emplace_hint(rarity.end(), asked[i], rarities[i]);
  return rarity;
}

double weighed(const std::vector<Piece>& pieces, const Rarity& rarity) {
  double sum = 0;
  for (const Piece& piece : pieces) sum += rarity.at(piece);
  return sum;
}

// 1 for the same words; else what both share of what either has, by rarity.
double likeness_of(const Name& ours, const Name& theirs, const Rarity& rarity) {
  if (ours.exact == theirs.exact) return 1;
  if (ours.pieces.size() < kFewestPieces || theirs.pieces.size() < kFewestPieces) return 0;
  std::vector<Piece> both;
  std::set_intersection(ours.pieces.begin(), ours.pieces.end(), theirs.pieces.begin(), theirs.pieces.end(),
                        std::back_inserter(both));
  const double shared = weighed(both, rarity);
  const double either = weighed(ours.pieces, rarity) + weighed(theirs.pieces, rarity) - shared;
  return either == 0 ? 0 : shared / either;
}

DuplicateFinding duplicate_of(const Answered& ours, const Answered& theirs, const Rarity& rarity,
                              double from) {
  DuplicateFinding found;
  for (const Name& mine : ours.names)
    for (const Name& other : theirs.names)
      if (const double near = likeness_of(mine, other, rarity); near > found.likeness) {
        found.likeness = near;
        found.ours = mine.text;
        found.theirs = other.text;
      }
  if (found.likeness >= from) return found;
  found = {};
  if (const double near = likeness(ours.script, theirs.script, rarity); near >= kSameScript)
    found.likeness = near;
  return found;
}

bool same_matter(const Answered& ours, const Answered& theirs, const Rarity& rarity) {
  return likeness(ours.whole, theirs.whole, rarity) >= kSameMatter ||
         likeness(ours.script, theirs.script, rarity) >= kSameAnswer;
}

struct FieldFigures {
  std::string field;
  std::vector<Figure> figures;
};

std::vector<FieldFigures> figures_by_field(const EntryText& text) {
  return {{"brief", figures_of(text.brief, text.title)},
          {"script", figures_of(text.script, text.title)},
          {"body", figures_of(text.body, text.title)}};
}

// Said of the same by itself, whatever the rest of both answers is about: 每多24小时减免1天宽带月费.
bool speaks_for_itself(const FigureConflict& conflict) {
  std::vector<Piece> both;
  std::set_intersection(conflict.ours->about.begin(), conflict.ours->about.end(),
                        conflict.theirs->about.begin(), conflict.theirs->about.end(),
                        std::back_inserter(both));
  return conflict.likeness >= kSameClause && both.size() >= kFewestOfClause;
}

// Of answers that are not about the same matter, only what speaks for itself counts.
void compare_figures(const std::vector<FieldFigures>& ours, const IndexDocument& theirs, const Rarity& rarity,
                     bool same_matter, std::vector<ConflictFinding>& conflicts) {
  const std::vector<Figure> other = figures_of(
      theirs.text.brief + "\n\n" + theirs.text.script + "\n\n" + theirs.text.body, theirs.text.title);
  for (const FieldFigures& field : ours)
    for (const FigureConflict& one : conflicting_figures(field.figures, other, rarity))
      if (same_matter || speaks_for_itself(one))
        conflicts.push_back({theirs.entry, theirs.text.title, field.field, one.ours->written,
                             one.theirs->written, one.ours->clause, one.theirs->clause, one.likeness});
}

// A number to call that nobody else knows, one digit beside one that others state: 10090 for 10080. It is
// looked for in the whole library, whatever the others are about.
class NumbersToCall {
 public:
  NumbersToCall(Reader& reader, const CheckOptions& options) : reader_(reader), options_(options) {
    request_.at = request_.known = options.now;
    request_.limit = kFound;
    request_.facets = request_.highlight = false;
    request_.literal = true;
  }

  Status compare(const FieldFigures& field, std::vector<ConflictFinding>& conflicts) {
    for (const Figure& figure : field.figures) {
      const bool told = std::any_of(conflicts.begin(), conflicts.end(),
                                    [&](const ConflictFinding& one) { return one.ours == figure.written; });
      if (figure.unit != "phone" || told || !asked_.insert(figure.value).second) continue;
      KJ_TRY(const std::vector<std::string> beside, known_beside(figure.value));
      if (beside.empty()) continue;
      KJ_TRY(const auto same, stated(figure.value));
      if (same) continue;
      for (const std::string& number : beside) {
        KJ_TRY(const auto other, stated(number));
        if (!other) continue;
        conflicts.push_back({other->entry, other->title, field.field, figure.written, other->figure.written,
                             figure.clause, other->figure.clause, kOneDigit});
        break;
      }
    }
    return {};
  }

 private:
  static constexpr double kOneDigit = 0.6;  // how sure: as two clauses that are just alike enough

  struct Stated {
    EntryId entry;
    std::string title;
    Figure figure;
  };

  // Numbers that differ in one digit and stand anywhere in the index.
  Result<std::vector<std::string>> known_beside(const std::string& number) {
    std::vector<std::string> beside = {"\x01"};  // what no text has, for comparing
    for (std::size_t i = 0; i < number.size(); ++i)
      for (char digit = '0'; digit <= '9' && number[i] >= '0' && number[i] <= '9'; ++digit)
        if (digit != number[i]) {
          beside.push_back(number);
          beside.back()[i] = digit;
        }
    KJ_TRY(const std::vector<double> rarities, reader_.rarity(beside));
    std::vector<std::string> known;
    for (std::size_t i = 1; i < beside.size(); ++i)
      if (rarities[i] < rarities[0]) known.push_back(beside[i]);
    return known;
  }

  Result<std::optional<Stated>> stated(const std::string& number) {
    request_.text = number;
    KJ_TRY(Answer answer, reader_.search(request_));
    for (const Hit& hit : answer.hits) {
      const EntryText& text = hit.document.text;
      const auto& left_out = options_.leave_out;
      if (std::find(left_out.begin(), left_out.end(), hit.document.entry) != left_out.end()) continue;
      for (const Figure& figure : figures_of(text.brief + "\n\n" + text.script + "\n\n" + text.body))
        if (figure.unit == "phone" && figure.value == number)
          return std::optional(Stated{hit.document.entry, text.title, figure});
    }
    return std::optional<Stated>();
  }

  Reader& reader_;
  const CheckOptions& options_;
  Request request_;
  std::set<std::string> asked_;
};

}  // namespace

Result<EntryFindings> check_entry(Reader& reader, const EntryText& text, const CheckOptions& options) {
  EntryFindings findings;
  const Answered ours = taken_apart(text);
  const std::vector<FieldFigures> figures = figures_by_field(text);
  Candidates candidates(reader, text, options);
  for (std::size_t i = 0; i < ours.names.size() && i < kMostQuestions; ++i)
    KJ_DO(candidates.ask(ours.names[i].text, true));
  std::size_t clauses = 0;
  if (options.conflicts)
    for (const FieldFigures& field : figures)
      for (const Figure& figure : field.figures)
        if (clauses++ < kMostClauses) KJ_DO(candidates.ask(text.title + " " + figure.clause, false));

  std::vector<Answered> theirs;
  std::set<Piece> pieces;
  gather(pieces, ours);
  for (const IndexDocument& one : candidates.found()) {
    theirs.push_back(taken_apart(one.text));
    gather(pieces, theirs.back());
  }
  KJ_TRY(const Rarity rarity, rarity_of(reader, pieces));
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    const IndexDocument& other = candidates.found()[i];
    if (options.duplicates) {
      DuplicateFinding duplicate = duplicate_of(ours, theirs[i], rarity, options.duplicate_from);
      duplicate.entry = other.entry;
      duplicate.title = other.text.title;
      if (duplicate.likeness > 0)
        findings.duplicates.push_back(std::move(duplicate));
      else if (const double near = candidates.nearness(other.entry); near > 0)
        findings.similar.push_back({other.entry, other.text.title, near});
    }
    const bool alike = same_matter(ours, theirs[i], rarity);
    if (options.conflicts && (alike || candidates.nearness(other.entry) > 0))
      compare_figures(figures, other, rarity, alike, findings.conflicts);
  }
  if (options.conflicts) {
    NumbersToCall numbers(reader, options);
    for (const FieldFigures& field : figures) KJ_DO(numbers.compare(field, findings.conflicts));
  }
  std::stable_sort(findings.duplicates.begin(), findings.duplicates.end(),
                   [](const auto& left, const auto& right) { return left.likeness > right.likeness; });
  std::stable_sort(findings.similar.begin(), findings.similar.end(),
                   [](const auto& left, const auto& right) { return left.nearness > right.nearness; });
  std::stable_sort(findings.conflicts.begin(), findings.conflicts.end(),
                   [](const auto& left, const auto& right) { return left.likeness > right.likeness; });
  if (findings.duplicates.size() > kMostDuplicates) findings.duplicates.resize(kMostDuplicates);
  if (findings.similar.size() > kMostSimilar) findings.similar.resize(kMostSimilar);
  if (findings.conflicts.size() > kMostConflicts) findings.conflicts.resize(kMostConflicts);
  findings.partial = candidates.partial();
  return findings;
}

}  // namespace koujing::search
