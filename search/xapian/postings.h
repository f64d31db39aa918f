// Walking through the documents of a term, sealed base and tail as one.
#pragma once

#include <string>

#include "search/xapian/session_pool.h"

namespace koujing::search {

// use(number, wdf) for the postings of a term in base and tail, until it returns false.
template <class Use>
void each_posting(const IndexSession& session, const std::string& term, Use use) {
  if (session.base) {
    const auto end = session.base->postlist_end(term);
    for (auto it = session.base->postlist_begin(term); it != end; ++it)
      if (!use(*it, it.get_wdf())) return;
  }
  const DocumentNumber sealed = session.table->base_documents();
  const auto end = session.tail.postlist_end(term);
  for (auto it = session.tail.postlist_begin(term); it != end; ++it)
    if (!use(sealed + *it, it.get_wdf())) return;
}

}  // namespace koujing::search
