#include <algorithm>
#include <unordered_set>
#include <utility>

#include "search/document_terms.h"
#include "search/field_table.h"
#include "search/text/normalise.h"
#include "search/text/tokenise.h"
#include "search/text/utf8.h"
#include "search/xapian/plan_query.h"
#include "search/xapian/run_search.h"
#include "search/xapian/stored_document.h"

namespace koujing::search {
namespace {

using Xapian::Query;

// Entries whose titles are looked at for one keystroke: more than can be shown, few enough for a millisecond.
constexpr Xapian::doccount kCandidates = 100;
constexpr std::size_t kMaxCharacters = 64;

class Suggestions {
 public:
  explicit Suggestions(std::u32string asked) : asked_(std::move(asked)) {}

  void read(const Xapian::MSet& matches) {
    for (auto it = matches.begin(); it != matches.end(); ++it) {
      const Result<std::vector<std::string>> headings = decode_headings(it.get_document().get_data());
      if (!headings) continue;
      for (std::size_t i = 0; i < headings->size(); ++i) add((*headings)[i], i > 0);
    }
  }

  std::size_t size() const { return found_.size(); }

  // Those that begin with what was asked, titles before questions, short ones first.
  std::vector<std::string> best(std::size_t limit) {
    std::sort(found_.begin(), found_.end());
    if (found_.size() > limit) found_.resize(limit);
    std::vector<std::string> texts;
    for (Suggestion& suggestion : found_) texts.push_back(std::move(suggestion.text));
    return texts;
  }

 private:
  struct Suggestion {
    bool inside;    // contains and does not begin with it
    bool question;  // not a title
    std::size_t length;
    std::string text;
    auto operator<=>(const Suggestion&) const = default;
  };

  void add(const std::string& heading, bool question) {
    std::u32string characters = normalise(heading).characters;
    const std::size_t at = characters.find(asked_);
    if (at == std::u32string::npos) return;
    const std::size_t length = characters.size();
    if (!seen_.insert(std::move(characters)).second) return;
    found_.push_back({at > 0, question, length, heading});
  }

  std::u32string asked_;
  std::vector<Suggestion> found_;
  std::unordered_set<std::u32string> seen_;
};

// Everything that a heading with these characters in it must have.
Query containing(std::u32string_view characters) {
  std::vector<Query> all;
  for (const Token& token : tokenise(characters)) {
    const bool useful = token.kind == TokenKind::kPair || token.kind == TokenKind::kGram ||
                        (characters.size() == 1 && token.kind != TokenKind::kWord);
    if (useful) all.emplace_back(term(field("heading").prefix, spelling(characters, token)));
  }
  return all.empty() ? Query::MatchNothing : Query(Query::OP_AND, all.begin(), all.end());
}

Query beginning(std::u32string_view characters) {
  return Query(term(field("beginning").prefix, to_utf8(characters.substr(0, 2))));
}

}  // namespace

Result<std::vector<std::string>> run_suggest(const Xapian::Database& database, const std::string& text,
                                             Instant at, std::size_t limit) {
  std::u32string asked = normalise(first_characters(text, kMaxCharacters)).characters;
  const auto is_space = [](char32_t c) { return c <= U' '; };
  asked.erase(asked.begin(), std::find_if_not(asked.begin(), asked.end(), is_space));
  while (!asked.empty() && is_space(asked.back())) asked.pop_back();
  if (asked.empty() || limit == 0) return std::vector<std::string>{};

  Suggestions suggestions(asked);
  const Query in_force = in_force_query(at, at);
  const Query inside = containing(asked);
  const auto look = [&](const Query& query) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(Query(Query::OP_FILTER, query, in_force));
    suggestions.read(enquire.get_mset(0, kCandidates));
  };
  const Query begins = beginning(asked);
  look(asked.size() > 2 && !inside.empty() ? Query(Query::OP_AND, begins, inside) : begins);
  if (suggestions.size() < limit && !inside.empty()) look(inside);
  return suggestions.best(limit);
}

}  // namespace koujing::search
