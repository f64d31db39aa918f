// What a site sets for itself: one document a setting, each with all that it ever was.
#pragma once

#include <optional>
#include <string>

#include "content/flow/flow.h"

namespace koujing {

// Puts `value` (canonical) in the place of the setting, noted in the journal as `verb`; the same value again
// changes nothing. `standard` is what holds while it was never set, as version 0. Errors: kStale
// "stale_version".
Result<Setting> replace_setting(const Flow& flow, const Person& actor, const std::string& verb,
                                const std::string& name, const std::string& standard,
                                const std::string& value, std::optional<std::int64_t> expected_version);

}  // namespace koujing
