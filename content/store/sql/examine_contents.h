// Whether the texts in the store are those of their digests: what was changed under the triggers shows here.
#pragma once

#include <vector>

#include "content/store/sql/sql_session.h"
#include "content/store/store.h"

namespace koujing::sql {

// Adds a finding for every
// - revision that is not the text of its digest;
// - version of a change set that is not the content of its digest; that of a published import is the one of
//   the batch that was signed, which the journal has;
// - change set that does not carry the digest of its present version;
// - confirmation of another digest than the content has that it confirmed.
// Reads every text, one at a time. Throws what SOCI throws.
void examine_contents(soci::session& session, std::vector<StoreFinding>& findings);

}  // namespace koujing::sql
