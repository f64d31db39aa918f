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
  // Of headings single characters as well: in running text every one is everywhere.
  void words(std::u32string_view characters, bool heading) {
    for (const Token& token : tokenise(characters)) {
      if (token.kind == TokenKind::kCharacter && !heading) continue;
      const bool piece = token.kind == TokenKind::kGram || token.kind == TokenKind::kLetter;
      if (piece)
        add(term(field("piece").prefix, spelling(characters, token)), 0, 0);
      else
        add(term(field("word").prefix, spelling(characters, token)), heading, !heading);
    }
  }

  void beginnings(std::u32string_view characters) {
    for (std::size_t length = 1; length <= 2 && length <= characters.size(); ++length)
      add(term(field("beginning").prefix, to_utf8(characters.substr(0, length))), 0, 0);
  }

  void initials(std::u32string_view characters) {
    for (const std::string& letters : initial_trigrams(initials_of(characters)))
      add(term(field("initials").prefix, letters), 0, 0);
  }

  void quantities(std::u32string_view characters) {
    for (const Quantity& one : find_quantities(characters))
      add(term(field("quantity").prefix, one.spelling), 0, 1);
  }

  std::vector<DocumentTerm> take() {
    std::sort(terms_.begin(), terms_.end(),
              [](const Counted& a, const Counted& b) { return a.term < b.term; });
    std::vector<DocumentTerm> taken;
    taken.reserve(terms_.size());
    for (std::size_t i = 0; i < terms_.size();) {
      std::uint32_t heading = 0, text = 0;
      const std::size_t first = i;
      for (; i < terms_.size() && terms_[i].term == terms_[first].term; ++i) {
        heading += terms_[i].heading;
        text += terms_[i].text;
      }
      taken.push_back({std::move(terms_[first].term), counts_of(heading, text)});
    }
    return taken;
  }

 private:
  struct Counted {
    std::string term;
    std::uint32_t heading = 0, text = 0;
  };
  void add(std::string spelled, std::uint32_t heading, std::uint32_t text) {
    terms_.push_back({std::move(spelled), heading, text});
  }

  std::vector<Counted> terms_;
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

std::string name_term(std::string_view exact_spelling) { return term(field("name").prefix, exact_spelling); }

std::vector<DocumentTerm> terms_of(const std::vector<NormalField>& fields) {
  Gatherer gather;
  for (const NormalField& one : fields) {
    gather.quantities(one.text);
    gather.words(one.text, is_heading(one.field));
    if (one.field != RankField::kTitle && one.field != RankField::kQuestion) continue;
    gather.beginnings(one.text);
    gather.initials(one.text);
  }
  return gather.take();
}

std::vector<std::string> names_of(const IndexDocument& document, const std::vector<NormalField>& fields) {
  std::vector<std::string> names;
  // Only what the rank record keeps: there a name that was found by its hash is looked for.
  for (std::size_t i = 0; i < fields.size() && i < kMaxRankFields; ++i)
    if (fields[i].field != RankField::kKeyword && is_heading(fields[i].field))
      names.push_back(exact_spelling(fields[i].text));
  if (names_one_entry(document.text.external_id))
    names.push_back(exact_spelling(normalise(document.text.external_id).characters));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::erase(names, "");
  return names;
}

}  // namespace koujing::search
