// What somebody meant who typed letters, initials, or a character that sounds or looks like the right one.
// Only what stands in the index is proposed.
#pragma once

#include <optional>
#include <string>

#include "search/query/analysed_query.h"
#include "search/search_types.h"
#include "search/time_box.h"
#include "search/xapian/session_pool.h"

namespace koujing::search {

struct Correction {
  CorrectionKind kind = CorrectionKind::kSound;
  std::u32string text;  // normalised
  double gain = 0;      // how many times likelier the pairs around it became, natural logarithm; of exchanges
};

// Nothing when the query is as likely as anything near it, or when the time is over. Throws Xapian::Error.
// About 0.1 ms for ten characters.
std::optional<Correction> correct(const IndexSession& session, const AnalysedQuery& query, TimeBox& time);

}  // namespace koujing::search
