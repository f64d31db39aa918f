#include "search/xapian/fingerprint.h"

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "content/crypto/digest.h"
#include "search/field_table.h"
#include "search/xapian/postings.h"
#include "search/xapian/writer.h"

namespace koujing::search {
namespace {

// Length before content, so that no two sequences read the same.
void add_string(Sha256& hash, std::string_view text) {
  hash.add(std::to_string(text.size()) + ":");
  hash.add(text);
}
void add_number(Sha256& hash, std::uint64_t number) { hash.add(std::to_string(number) + ";"); }

// Terms of a document as one number: the postings of the sealed base are kept by term alone, so each posting
// is mixed and summed up at its document. FNV-1a, 64 bits, then the finaliser of MurmurHash3: a check of
// equality, not a proof.
std::uint64_t mixed(const std::string& term, std::uint64_t count) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : term) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  hash ^= count * 0x9e3779b97f4a7c15;
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

// What names a document and its entry are no posting lists in the sealed base: they follow from what is
// hashed anyway.
bool listed(std::string_view term) {
  return !term.starts_with(field("name").prefix) && !term.starts_with(field("entry").prefix);
}

void add_postings(const IndexSession& session, std::vector<std::uint64_t>& sums) {
  std::set<std::string> terms;
  each_term(session, "", [&](const std::string& term) {
    if (listed(term)) terms.insert(term);
    return true;
  });
  for (const std::string& term : terms)
    each_posting(session, term, [&](DocumentNumber number, Counts counts) {
      sums[number] += mixed(term, counts);
      return true;
    });
}

}  // namespace

Result<std::string> fingerprint(IndexSession& session) {
  const IndexTable& table = *session.table;
  std::vector<std::uint64_t> postings(table.last() + 1, 0);
  add_postings(session, postings);

  std::map<std::pair<std::int64_t, std::uint32_t>, DocumentNumber> ordered;
  for (DocumentNumber number = 1; number <= table.last(); ++number)
    if (table.alive(number))
      ordered.emplace(std::pair(table.row(number).entry, table.row(number).span), number);

  std::u16string scratch;
  Sha256 hash;
  add_number(hash, static_cast<std::uint64_t>(stored_position(session.tail)));
  for (const auto& [key, number] : ordered) {
    const DocumentRow row = table.row(number);
    hash.add({reinterpret_cast<const char*>(&row), sizeof row});
    add_string(hash, table.facet_table().packed(table.facets(number)));
    table.record(number, scratch).each([&](RankField field, std::u16string_view text) {
      add_number(hash, static_cast<std::uint64_t>(field));
      add_string(hash, {reinterpret_cast<const char*>(text.data()), text.size() * 2});
    });
    KJ_TRY(const std::string display, session.display(number));
    add_string(hash, display);
    add_number(hash, postings[number]);
  }
  return hash.finish();
}

}  // namespace koujing::search
