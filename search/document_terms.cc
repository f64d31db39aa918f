#include "search/document_terms.h"

#include <algorithm>

#include "content/crypto/digest.h"
#include "search/field_table.h"
#include "search/initials.h"
#include "search/query/analysed_query.h"
#include "search/text/normalise.h"
#include "search/text/quantities.h"
#include "search/text/tokenise.h"
#include "search/text/utf8.h"

namespace koujing::search {
namespace {

class Gatherer {
 public:
  void text(std::u32string_view characters) {
    for (const Token& token : tokenise(characters)) {
      if (token.kind == TokenKind::kCharacter) continue;
      const bool piece = token.kind == TokenKind::kGram || token.kind == TokenKind::kLetter;
      add(piece ? field("piece").prefix : field("text").prefix, characters, token);
    }
  }

  // Also for being asked whole, and by its beginning.
  void heading(std::u32string_view characters) {
    for (const Token& token : tokenise(characters)) {
      const bool piece = token.kind == TokenKind::kGram || token.kind == TokenKind::kLetter;
      add(piece ? field("piece").prefix : field("heading").prefix, characters, token);
    }
    exact(characters);
  }

  void beginnings(std::u32string_view characters) {
    for (std::size_t length = 1; length <= 2 && length <= characters.size(); ++length)
      terms_.push_back({term(field("beginning").prefix, to_utf8(characters.substr(0, length))), 0});
  }

  void initials(std::u32string_view characters) {
    for (const std::string& letters : initial_trigrams(initials_of(characters)))
      terms_.push_back({term(field("initials").prefix, letters), 0});
  }

  void quantities(std::u32string_view characters) {
    for (const Quantity& one : find_quantities(characters))
      terms_.push_back({term(field("quantity").prefix, one.spelling), 1});
  }

  void exact(std::u32string_view normalised) {
    const std::string spelled = exact_spelling(normalised);
    if (!spelled.empty()) terms_.push_back({term(field("exact").prefix, spelled), 1});
  }

  void entry(EntryId entry) { terms_.push_back({entry_term(entry), 0}); }

  std::vector<TermCount> take() {
    std::sort(terms_.begin(), terms_.end(),
              [](const TermCount& a, const TermCount& b) { return a.term < b.term; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      if (kept > 0 && terms_[kept - 1].term == terms_[i].term)
        terms_[kept - 1].count += terms_[i].count;
      else if (kept++ != i)
        terms_[kept - 1] = std::move(terms_[i]);
    }
    terms_.resize(kept);
    return std::move(terms_);
  }

 private:
  void add(std::string_view prefix, std::u32string_view characters, const Token& token) {
    const bool weighs = token.kind != TokenKind::kGram && token.kind != TokenKind::kLetter;
    terms_.push_back({term(prefix, spelling(characters, token)), weighs ? 1u : 0u});
  }

  std::vector<TermCount> terms_;
};

// Short bare numbers are amounts, service numbers and the like more often than ids: 10086 must find what is
// said of it.
bool names_one_entry(std::string_view id) {
  constexpr std::size_t kShortestBareNumber = 6;
  return id.size() >= kShortestBareNumber || id.find_first_not_of("0123456789") != std::string_view::npos;
}

}  // namespace

std::string term(std::string_view prefix, std::string_view name) {
  std::string spelled(prefix);
  if (prefix.size() + name.size() <= kMaxTermBytes && name.find('\0') == std::string_view::npos)
    spelled += name;
  else
    spelled.append("\x01").append(sha256_hex(name));  // \x01 begins no other term
  return spelled;
}

std::string entry_term(EntryId entry) { return term(field("entry").prefix, std::to_string(entry.value)); }

std::vector<TermCount> terms_of(const IndexDocument& document, const std::vector<NormalField>& fields) {
  Gatherer gather;
  for (const NormalField& one : fields) {
    gather.quantities(one.text);
    switch (one.field) {
      case RankField::kTitle:
      case RankField::kQuestion:
        gather.heading(one.text);
        gather.beginnings(one.text);
        gather.initials(one.text);
        break;
      case RankField::kKeyword:
      case RankField::kDocumentNumber:
        gather.heading(one.text);
        break;
      default:
        gather.text(one.text);
    }
  }
  if (names_one_entry(document.text.external_id))
    gather.exact(normalise(document.text.external_id).characters);
  gather.entry(document.entry);
  return gather.take();
}

}  // namespace koujing::search
