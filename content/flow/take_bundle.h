// An auditor takes a bundle of the record away (content/journal/bundle.h), and the journal says who took
// which.
#pragma once

#include "content/flow/flow.h"
#include "content/journal/bundle.h"

namespace koujing {

// The bundle's bytes. Journalled as "take_bundle" with their digest, in the record after those that it has.
// Errors: those of write_bundle().
Result<std::string> take_bundle(const Flow& flow, const Person& actor, const SigningKey& key,
                                const BundleScope& scope, const BundleOptions& options, Instant now);

}  // namespace koujing
