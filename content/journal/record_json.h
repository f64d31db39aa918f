// A record of the journal as reports and bundles write it: the fields of docs/journal.md.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "content/journal/record.h"

namespace koujing {

nlohmann::json record_json(const JournalRecord& record);
// Throws nlohmann::json::exception when `row` is not one.
JournalRecord record_of(const nlohmann::json& row);

}  // namespace koujing
