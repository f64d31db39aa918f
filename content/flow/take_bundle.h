// An auditor takes the record, or a bundle of it (content/journal/bundle.h), away, and the journal says who
// took which.
#pragma once

#include "content/flow/flow.h"
#include "content/journal/bundle.h"

namespace koujing {

// The bundle's bytes. Journalled as "take_bundle" with their digest, in the record after those that it has.
// Errors: those of write_bundle().
Result<std::string> take_bundle(const Flow& flow, const Person& actor, const SigningKey& key,
                                const BundleScope& scope, const BundleOptions& options, Instant now);

// The record of a bundle that was written otherwise; with an empty scope, of a report of the whole journal
// (content/journal/report.h). `actor` absent: the owner of the data directory, at the command line.
Status note_bundle(const Flow& flow, const Person* actor, const BundleScope& scope,
                   const BundleCounts& counts, const std::string& digest);

}  // namespace koujing
