// One search on one open generation.
#pragma once

#include <string>
#include <vector>

#include "content/model/result.h"
#include "search/rank_features.h"
#include "search/search_types.h"
#include "search/xapian/ask.h"
#include "search/xapian/session_pool.h"

namespace koujing::search {

// All throw Xapian::Error; the session pool catches it.
Result<Answer> run_search(IndexSession& session, const PreparedLexicon& lexicon, const Request& request);
// `request.text` as far as it was typed; of the rest clocks, filters and limit count.
Result<std::vector<std::string>> run_suggest(IndexSession& session, const PreparedLexicon& lexicon,
                                             const Request& request);

// The features of the candidates of a search, best of the first stage first: what weights are learnt from.
Result<std::vector<std::pair<EntryId, Features>>> run_features(IndexSession& session,
                                                               const PreparedLexicon& lexicon,
                                                               const Request& request);

}  // namespace koujing::search
