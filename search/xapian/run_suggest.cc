#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/first_stage.h"
#include "search/initials.h"
#include "search/query/analysed_query.h"
#include "search/rank_text.h"
#include "search/text/tokenise.h"
#include "search/text/utf8.h"
#include "search/xapian/correct.h"
#include "search/xapian/find_candidates.h"
#include "search/xapian/postings.h"
#include "search/xapian/run_search.h"
#include "search/xapian/stored_document.h"

namespace koujing::search {
namespace {

// Postings that are looked at for one keystroke, and entries whose headings are read: about a millisecond.
constexpr std::size_t kMostLookedAt = 20'000;
constexpr std::size_t kMostRead = 3'000;
constexpr std::size_t kMaxCharacters = 64;

class Suggestions {
 public:
  Suggestions(IndexSession& session, const Gate& gate, TimeBox& time, std::u16string asked)
      : session_(session), gate_(gate), time_(time), asked_(std::move(asked)) {}

  // The documents of one term; of a word, those that have it in a heading.
  void look(const std::string& term, bool headings) {
    std::size_t looked = 0;
    each_posting(session_, term, [&](DocumentNumber number, Counts counts) {
      if (!headings || heading_count(counts) > 0) read(number);
      return ++looked < kMostLookedAt && read_.size() < kMostRead && ((looked & 63) != 0 || !time_.over());
    });
  }

  std::size_t size() const { return found_.size(); }

  // Those that begin with what was asked, titles before questions, short ones first.
  Result<std::vector<std::string>> best(std::size_t limit) {
    const std::size_t kept = std::min(limit, found_.size());
    std::partial_sort(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(kept), found_.end());
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < kept; ++i) {
      KJ_TRY(const std::string display, session_.display(found_[i].number));
      KJ_TRY(std::vector<std::string> headings, decode_headings(display));
      for (std::string& heading : headings)
        if (rank_text(heading) == found_[i].text) {
          texts.push_back(std::move(heading));
          break;
        }
    }
    return texts;
  }

 private:
  struct Suggestion {
    bool inside;    // contains and does not begin with it
    bool question;  // not a title
    std::size_t length;
    std::u16string text;
    DocumentNumber number;
    auto operator<=>(const Suggestion&) const = default;
  };

  void read(DocumentNumber number) {
    if (!gate_.lets(number) || !read_.insert(number).second) return;
    session_.table->headings(number, scratch_).each([&](RankField field, std::u16string_view text) {
      if (field != RankField::kTitle && field != RankField::kQuestion) return;
      const std::size_t at = text.find(asked_);
      if (at == std::u16string_view::npos || !seen_.insert(std::u16string(text)).second) return;
      found_.push_back({at > 0, field == RankField::kQuestion, text.size(), std::u16string(text), number});
    });
  }

  IndexSession& session_;
  const Gate& gate_;
  TimeBox& time_;
  std::u16string asked_, scratch_;
  std::vector<Suggestion> found_;
  std::unordered_set<std::u16string> seen_;
  std::unordered_set<DocumentNumber> read_;
};

// The rarest term that every heading with these characters in it has; empty when there is none.
std::string containing(const IndexSession& session, std::u32string_view characters) {
  std::string rarest;
  std::size_t fewest = 0;
  for (const Token& token : tokenise(characters)) {
    const bool single = characters.size() == 1 && token.kind != TokenKind::kWord;
    if (token.kind != TokenKind::kPair && token.kind != TokenKind::kGram && !single) continue;
    const bool piece = token.kind == TokenKind::kGram || token.kind == TokenKind::kLetter;
    std::string one = term(piece ? field("piece").prefix : field("word").prefix, spelling(characters, token));
    const std::size_t frequency = session.frequency(one);
    if (rarest.empty() || frequency < fewest) {
      rarest = std::move(one);
      fewest = frequency;
    }
  }
  return rarest;
}

// Headings that hold `asked`, which is normalised and not empty.
Result<std::vector<std::string>> holding(IndexSession& session, const Gate& gate, TimeBox& time,
                                         std::u32string_view asked, std::size_t limit) {
  Suggestions suggestions(session, gate, time, rank_text(asked));
  const std::string begins = term(field("beginning").prefix, to_utf8(asked.substr(0, 2)));
  const std::string inside = containing(session, asked);
  // A rare piece finds those that begin with it as well; a common one is better asked for at the beginning
  // first.
  if (inside.empty() || asked.size() <= 2 || session.frequency(begins) < session.frequency(inside))
    suggestions.look(begins, false);
  if (!inside.empty() && (asked.size() > 2 || suggestions.size() < limit))
    suggestions.look(inside, !inside.starts_with(field("piece").prefix));
  return suggestions.best(limit);
}

// Questions of before whose answer may still be given.
std::vector<std::string> asked_before(const IndexSession& session, const PastQueries& past, const Gate& gate,
                                      std::u32string_view asked, std::size_t most) {
  constexpr std::size_t kLookedAt = 64;
  std::vector<std::string> texts;
  for (const PastQuery* one : past.beginning_with(asked, kLookedAt)) {
    if (texts.size() == most) break;
    const auto numbers = documents_of(session, one->entry);
    if (std::any_of(numbers.begin(), numbers.end(), [&](DocumentNumber number) { return gate.lets(number); }))
      texts.push_back(one->text);
  }
  return texts;
}

// Titles and questions that sound so.
Result<std::vector<std::string>> sounding(IndexSession& session, const MostUsed& used, const Request& request,
                                          const Gate& gate, TimeBox& time, const std::string& letters,
                                          std::size_t limit) {
  const Found found = find_sounding({session, request, gate, time, limit}, used, letters);
  std::vector<std::string> texts;
  for (const Candidate& one : found.best) {
    KJ_TRY(const std::string display, session.display(one.number));
    KJ_TRY(std::vector<std::string> headings, decode_headings(display));
    for (std::string& heading : headings)
      if (const auto text = rank_text(heading);
          match_beginning(letters, text) || match_initials(letters, text)) {
        texts.push_back(std::move(heading));
        break;
      }
  }
  return texts;
}

}  // namespace

Result<std::vector<std::string>> run_suggest(IndexSession& session, const PreparedLexicon& lexicon,
                                             const Request& request) {
  const std::size_t limit = request.limit;
  const AnalysedQuery query = analyse(first_characters(request.text, kMaxCharacters));
  std::u32string asked = query.characters;
  const auto is_space = [](char32_t c) { return c <= U' '; };
  asked.erase(asked.begin(), std::find_if_not(asked.begin(), asked.end(), is_space));
  while (!asked.empty() && is_space(asked.back())) asked.pop_back();
  if (asked.empty() || limit == 0) return std::vector<std::string>{};

  TimeBox time(kTimeForOneSearch);
  const HeldRules rules = lexicon.rules.held(query.characters, request.at, request.known);
  const Gate gate(*session.table, request, banned_documents(session, rules));
  std::vector<std::string> texts;
  const auto add = [&](std::vector<std::string> more) {
    for (std::string& one : more)
      if (texts.size() < limit && std::find(texts.begin(), texts.end(), one) == texts.end())
        texts.push_back(std::move(one));
  };
  add(asked_before(session, lexicon.past, gate, asked, (limit + 1) / 2));
  KJ_TRY(auto headings, holding(session, gate, time, asked, limit));
  add(std::move(headings));
  const bool has_letters =
      std::any_of(asked.begin(), asked.end(), [](char32_t c) { return c >= U'a' && c <= U'z'; });
  if (texts.size() >= limit || !has_letters) return texts;
  if (std::all_of(asked.begin(), asked.end(), [](char32_t c) { return c > U' ' && c < 0x80; })) {
    KJ_TRY(auto sounded, sounding(session, lexicon.used, request, gate, time, to_utf8(asked), limit));
    add(std::move(sounded));
  }
  if (const auto correction = correct(session, query, time)) {
    KJ_TRY(auto corrected, holding(session, gate, time, correction->text, limit));
    add(std::move(corrected));
  }
  return texts;
}

}  // namespace koujing::search
