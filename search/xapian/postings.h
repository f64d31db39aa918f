// Walking through the documents of a term and through terms, sealed base and tail as one.
#pragma once

#include <string>

#include "search/posting_list.h"
#include "search/xapian/base_terms.h"
#include "search/xapian/session_pool.h"

namespace koujing::search {

// use(number, counts) for the postings of a term in base and tail, until it returns false.
template <class Use>
void each_posting(const IndexSession& session, const std::string& term, Use use) {
  if (term.empty()) return;
  if (session.base && !each_base_posting(*session.base, term, [&](std::uint32_t number, Counts counts) {
        // A number that is not there comes from damage that is noticed when the generation is next opened to
        // write.
        return number > session.table->base_documents() || use(DocumentNumber{number}, counts);
      }))
    return;
  const DocumentNumber sealed = session.table->base_documents();
  const auto end = session.tail.postlist_end(term);
  for (auto it = session.tail.postlist_begin(term); it != end; ++it)
    if (!use(sealed + *it, static_cast<Counts>(it.get_wdf()))) return;
}

// use(term) for terms that begin with `prefix`, those of the base first, until it returns false. Terms of
// both come twice.
template <class Use>
void each_term(const IndexSession& session, const std::string& prefix, Use use) {
  bool more = true;
  const auto once = [&](const std::string& term) { return more = use(term); };
  if (session.base) each_base_term(*session.base, prefix, once);
  for (auto it = session.tail.allterms_begin(prefix); more && it != session.tail.allterms_end(prefix); ++it)
    once(*it);
}

}  // namespace koujing::search
