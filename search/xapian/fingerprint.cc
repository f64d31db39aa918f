#include "search/xapian/fingerprint.h"

#include <map>
#include <vector>

#include "content/crypto/digest.h"
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

void add_postings(const Xapian::Database& database, DocumentNumber before, std::vector<std::uint64_t>& sums) {
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term)
    for (auto it = database.postlist_begin(*term); it != database.postlist_end(*term); ++it)
      sums[before + *it] += mixed(*term, it.get_wdf());
}

}  // namespace

Result<std::string> fingerprint(IndexSession& session) {
  const IndexTable& table = *session.table;
  std::vector<std::uint64_t> postings(table.last() + 1, 0);
  if (session.base) add_postings(*session.base, 0, postings);
  add_postings(session.tail, table.base_documents(), postings);

  std::map<std::pair<std::int64_t, std::uint32_t>, DocumentNumber> ordered;
  for (DocumentNumber number = 1; number <= table.last(); ++number)
    if (table.alive(number))
      ordered.emplace(std::pair(table.row(number).entry, table.row(number).span), number);

  Sha256 hash;
  add_number(hash, static_cast<std::uint64_t>(stored_position(session.tail)));
  for (const auto& [key, number] : ordered) {
    DocumentRow row = table.row(number);
    row.record = 0;
    hash.add({reinterpret_cast<const char*>(&row), sizeof row});
    add_string(hash, table.facet_table().packed(table.facets(number)));
    table.record(number).each([&](RankField field, std::u16string_view text) {
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
