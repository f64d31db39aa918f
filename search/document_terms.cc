#include "search/document_terms.h"

#include <algorithm>

#include "content/crypto/digest.h"
#include "search/facets.h"
#include "search/field_table.h"
#include "search/query/analysed_query.h"
#include "search/text/normalise.h"
#include "search/text/tokenise.h"
#include "search/text/utf8.h"
#include "search/visibility.h"

namespace koujing::search {
namespace {

class Gatherer {
 public:
  explicit Gatherer(DocumentTerms& out) : out_(out) {}

  void text(const Field& into, std::string_view utf8) {
    const NormalText normal = normalise(utf8);
    for (const Token& token : tokenise(normal.characters)) {
      if (token.kind == TokenKind::kGram || token.kind == TokenKind::kLetter)
        out_.terms.try_emplace(term(field("piece").prefix, spelling(normal.characters, token)), 0);
      else
        out_.terms[term(into.prefix, spelling(normal.characters, token))] += into.weight;
    }
  }

  // A title or a question: also for suggestions and for being asked whole.
  void heading(std::string_view utf8) {
    const NormalText normal = normalise(utf8);
    const std::u32string_view characters = normal.characters;
    for (const Token& token : tokenise(characters))
      if (token.kind == TokenKind::kCharacter || token.kind == TokenKind::kPair ||
          token.kind == TokenKind::kGram || token.kind == TokenKind::kLetter)
        out_.terms.try_emplace(term(field("heading").prefix, spelling(characters, token)), 0);
    for (std::size_t length = 1; length <= 2 && length <= characters.size(); ++length)
      out_.terms.try_emplace(term(field("beginning").prefix, to_utf8(characters.substr(0, length))), 0);
    exact(characters);
  }

  void exact(std::u32string_view normalised) {
    const std::string spelled = exact_spelling(normalised);
    if (!spelled.empty()) out_.terms[term(field("exact").prefix, spelled)] = field("exact").weight;
  }

  void whole(const Field& into, std::string_view name) { out_.terms.try_emplace(term(into.prefix, name), 0); }

  void value(std::uint32_t slot, std::string bytes) { out_.values.emplace_back(slot, std::move(bytes)); }

 private:
  DocumentTerms& out_;
};

// Short bare numbers are amounts, service numbers and the like more often than ids: 10086 must find what is
// said of it.
bool names_one_entry(std::string_view id) {
  constexpr std::size_t kShortestBareNumber = 6;
  return id.size() >= kShortestBareNumber || id.find_first_not_of("0123456789") != std::string_view::npos;
}

void gather_text(Gatherer& gather, const IndexDocument& document) {
  const EntryText& text = document.text;
  gather.text(field("title"), text.title);
  gather.heading(text.title);
  for (const std::string& question : text.questions) {
    gather.text(field("questions"), question);
    gather.heading(question);
  }
  gather.text(field("brief"), text.brief);
  gather.text(field("script"), document.script_plain);
  gather.text(field("body"), document.body_plain);
  for (const std::string& caution : text.cautions) gather.text(field("cautions"), caution);
  for (const std::string& keyword : text.keywords) gather.text(field("keywords"), keyword);
  gather.text(field("document_number"), document.document_number);
  gather.exact(normalise(document.document_number).characters);
  if (names_one_entry(text.external_id)) gather.exact(normalise(text.external_id).characters);
}

void gather_filters(Gatherer& gather, const IndexDocument& document) {
  const EntryText& text = document.text;
  gather.whole(field("library"), text.library);
  for (const std::string& path : path_and_ancestors(text.catalogue)) gather.whole(field("catalogue"), path);
  if (!text.department.value.empty()) gather.whole(field("department"), text.department.value);
  if (!document.department_name.empty()) gather.whole(field("department"), document.department_name);
  for (const std::string& region : text.scope.region) gather.whole(field("region"), region);
  if (text.scope.region.empty()) gather.whole(field("region"), "");
  for (const std::string& product : text.scope.product) gather.whole(field("product"), product);
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

DocumentTerms terms_of(const IndexDocument& document, std::size_t index) {
  DocumentTerms out;
  Gatherer gather(out);
  gather_text(gather, document);
  gather_filters(gather, document);
  const std::string entry = std::to_string(document.entry.value);
  gather.whole(field("entry"), entry);
  gather.whole(field("span"), entry + ":" + std::to_string(index));

  gather.value(slot("valid_from"), sortable(document.span.valid.from));
  gather.value(slot("valid_to"), sortable(document.span.valid.end()));
  gather.value(slot("known_from"), sortable(document.span.known.from));
  gather.value(slot("known_to"), sortable(document.span.known.end()));
  gather.value(slot("published_at"), sortable(document.published_at));
  gather.value(slot("entry"), sortable(Instant{document.entry.value}));
  gather.value(slot("facets"), pack_facets(document));
  return out;
}

}  // namespace koujing::search
