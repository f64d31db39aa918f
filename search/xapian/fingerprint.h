// What an index holds, in one number that does not depend on how it came about.
#pragma once

#include <xapian.h>

#include <string>

namespace koujing::search {

// SHA-256 over the metadata and, by the span terms in their order, each document's terms with wdf and
// positions, values and data. Document numbers take no part. Throws Xapian::Error.
std::string fingerprint(const Xapian::Database& database);

}  // namespace koujing::search
