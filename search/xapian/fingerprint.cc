#include "search/xapian/fingerprint.h"

#include "content/crypto/digest.h"
#include "search/field_table.h"

namespace koujing::search {
namespace {

// Length before content, so that no two sequences read the same.
void add_string(Sha256& hash, const std::string& text) {
  hash.add(std::to_string(text.size()) + ":");
  hash.add(text);
}
void add_number(Sha256& hash, std::uint64_t number) { hash.add(std::to_string(number) + ";"); }

void add_document(Sha256& hash, const Xapian::Database& database, Xapian::docid number) {
  const Xapian::Document document = database.get_document(number);
  add_number(hash, document.termlist_count());
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    add_string(hash, *term);
    add_number(hash, term.get_wdf());
    add_number(hash, term.positionlist_count());
    for (auto place = term.positionlist_begin(); place != term.positionlist_end(); ++place)
      add_number(hash, *place);
  }
  add_number(hash, document.values_count());
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    add_number(hash, value.get_valueno());
    add_string(hash, *value);
  }
  add_string(hash, document.get_data());
}

}  // namespace

std::string fingerprint(const Xapian::Database& database) {
  Sha256 hash;
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    add_string(hash, *key);
    add_string(hash, database.get_metadata(*key));
  }
  const std::string prefix(field("span").prefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    add_string(hash, *term);
    for (auto document = database.postlist_begin(*term); document != database.postlist_end(*term); ++document)
      add_document(hash, database, *document);
  }
  return hash.finish();
}

}  // namespace koujing::search
